/**
 * What a thing on the platform is called inside the extension: connection, sandbox, kind and id, and the paths made of them.
 * Ids are opaque: nothing here assumes a UUID, and nothing fetches.
 */
import { RESOURCE_KINDS, type ResourceKind } from "./resourceKinds";

/** Stands where a sandbox's name would, for things of the whole organisation; no sandbox can be called that. */
export const WHOLE_ORGANISATION = "~";

/**
 * One sandbox as seen through one connection. The connection is part of the identity because two connections may
 * reach the same organisation with different permissions.
 */
export interface SandboxTarget {
  readonly connection: string;
  readonly sandbox: string;
}

/** One thing on the platform. */
export interface ResourceReference extends SandboxTarget {
  readonly kind: ResourceKind;
  readonly id: string;
}

/** Characters that would end or bend a path segment; everything else stays readable in tabs and breadcrumbs. */
const UNSAFE_IN_SEGMENT = /[%/\\\p{Cc}]/gu;

/** A path segment that `fromSegment` turns back into exactly `text`. */
export function toSegment(text: string): string {
  const escaped = text.replace(UNSAFE_IN_SEGMENT, (character) => encodeURIComponent(character));
  return escaped === "." || escaped === ".." ? escaped.replaceAll(".", "%2E") : escaped;
}

/** Undoes `toSegment`; undefined when the segment was not made by it. */
function fromSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** The texts a path of segments was made of; undefined when it was not made by `toSegment`. */
export function fromSegments(path: string): readonly string[] | undefined {
  const texts = path.split("/").map(fromSegment);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** `connection/sandbox`, the key the language server and the schema cache know a sandbox by. */
export function toSandboxKey(target: SandboxTarget): string {
  return `${toSegment(target.connection)}/${toSegment(target.sandbox)}`;
}

/** The stable path of a thing: `connection/sandbox/kind/id`. Tree ids, deep links and document paths are made of it. */
export function toResourcePath(reference: ResourceReference): string {
  return `${toSandboxKey(reference)}/${reference.kind}/${toSegment(reference.id)}`;
}

/** Reads a path made by `toResourcePath`, or one that continues with a file name; undefined for anything else. */
export function readResourcePath(path: string): ResourceReference | undefined {
  const [connection, sandbox, kind, id] = path.split("/").map(fromSegment);
  const known = RESOURCE_KINDS.find((candidate) => candidate === kind);
  if (!connection || !sandbox || !id || known === undefined) return undefined;
  return { connection, sandbox, kind: known, id };
}

/** The longest file name we make of a name; names on the platform can be 4 KB. */
const FILE_NAME_LIMIT = 80;

/** A file name (without extension) a person recognises `name` by; never empty, never a path. */
export function toFileName(name: string): string {
  const readable = name
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\p{Cc}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    // A single space stays untouched: most names are then the same text, and need not be kept twice.
    .replace(/\s{2,}|[^\S ]/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  // No longer in units of JavaScript's text is no longer in characters.
  const short =
    readable.length <= FILE_NAME_LIMIT
      ? readable
      : Array.from(readable).slice(0, FILE_NAME_LIMIT).join("").trim();
  return short === "" ? "unnamed" : short;
}
