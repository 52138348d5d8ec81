/**
 * What a connection may change. Decides only; asking the person and refusing is the business of the write path.
 */

import { say } from "../words/say";

/** From least to most: look only, create and change drafts, change what is in use. */
const PERMISSION_LEVELS = ["read", "draft", "publish"] as const;
export type PermissionLevel = (typeof PERMISSION_LEVELS)[number];

/** The level of a connection whose setting is missing or unreadable. */
const DEFAULT_PERMISSION: PermissionLevel = "read";

/** Reads a level from settings or command arguments; anything unknown is read-only. */
export function readPermission(value: unknown): PermissionLevel {
  return PERMISSION_LEVELS.find((level) => level === value) ?? DEFAULT_PERMISSION;
}

/** What a level allows to change, as a phrase. */
export function toPermissionText(level: PermissionLevel): string {
  if (level === "publish") return say("everything, after a preview");
  return level === "draft" ? say("drafts, after a preview") : say("nothing (read-only)");
}

/** The same in few letters, for where there is little room. */
export function toShortPermission(level: PermissionLevel): string {
  if (level === "publish") return say("may publish");
  return level === "draft" ? say("drafts only") : say("read-only");
}

/** Whether `granted` includes everything `needed` allows. */
export function includesPermission(granted: PermissionLevel, needed: PermissionLevel): boolean {
  return PERMISSION_LEVELS.indexOf(granted) >= PERMISSION_LEVELS.indexOf(needed);
}

/**
 * Whether the sandbox's name must be typed before a change is sent: in production, for anything beyond drafts.
 * A sandbox of unknown type counts as production, because its name says nothing about what it is.
 */
export function needsTypedConfirmation(sandboxType: string | undefined, needed: PermissionLevel): boolean {
  return sandboxType !== "development" && needed === "publish";
}
