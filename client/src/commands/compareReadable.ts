/**
 * Compares templates, fragments and campaigns in the form people read: part by part, laid out line by line, as read-only
 * documents. Parts that say the same are left out. Changes nothing.
 */
import * as vscode from "vscode";
import { toContentAddress } from "../content/contentAddresses";
import { toReadableText } from "../content/readableText";
import { fetchReadableParts, type ReadableThing } from "../content/readableThings";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import type { Sides } from "../ui/editors";

/** One side of a comparison. */
export interface ComparedThing extends SandboxTarget {
  readonly thing: ReadableThing;
  readonly name: string;
}

/** Where two things differ, as documents; empty when they say the same. */
export async function listDifferences(
  services: Services,
  [left, right]: readonly [ComparedThing, ComparedThing],
  signal: AbortSignal,
): Promise<readonly Sides[]> {
  const [before, after] = await Promise.all([
    readSide(services, left, signal),
    readSide(services, right, signal),
  ]);
  // A part that only one version can have says nothing about the other.
  const files = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => file !== "facts.json" || (before.has(file) && after.has(file)),
  );
  return files
    .filter((file) => before.get(file) !== after.get(file))
    .map((file) => ({ left: toUri(left, file), right: toUri(right, file) }));
}

/** Throws `gone` when there is nothing to show. */
export function getSomeDifference(sides: readonly Sides[]): readonly Sides[] {
  if (sides.length > 0) return sides;
  throw new UserError("gone", "Both say the same: subject, content and settings do not differ.");
}

async function readSide(
  services: Services,
  { connection, sandbox, thing }: ComparedThing,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const session = await (await services.sessions()).open(connection, sandbox);
  const parts = await fetchReadableParts(session, thing, { signal });
  return new Map(parts.map((part) => [part.file, toReadableText(part)]));
}

function toUri({ connection, sandbox, thing, name }: ComparedThing, file: string): vscode.Uri {
  return vscode.Uri.from(toContentAddress({ connection, sandbox, thing, form: "readable", file }, name));
}
