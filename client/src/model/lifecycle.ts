/**
 * Which states an audience may move between, and what a move takes. Facts: the platform's lifecycle of audiences
 * (draft → published → inactive → published; nothing returns to draft; deletion is its own request).
 */
import type { PermissionLevel } from "./permissions";

/** The states a person can ask for. The platform knows more; those are shown as they are and never asked for. */
const WRITABLE_STATES = ["draft", "published", "inactive"] as const;
export type WritableState = (typeof WRITABLE_STATES)[number];

const MOVES: Readonly<Record<string, readonly WritableState[]>> = {
  draft: ["published"],
  published: ["inactive"],
  inactive: ["published"],
};

/** Reads a state from a file or command arguments; undefined when it is not one a person can ask for. */
export function readWritableState(value: unknown): WritableState | undefined {
  return WRITABLE_STATES.find((state) => state === value);
}

/** Whether the platform accepts the move. Staying is always accepted; from unknown states nothing is. */
export function isAllowedMove(from: string | undefined, to: WritableState): boolean {
  return from === to || (MOVES[from ?? ""] ?? []).includes(to);
}

/** Changing a draft needs `draft`; touching anything that is or will be in use needs `publish`. */
export function permissionForChange(from: string | undefined, to: string | undefined): PermissionLevel {
  return (from ?? "draft") === "draft" && (to ?? "draft") === "draft" ? "draft" : "publish";
}
