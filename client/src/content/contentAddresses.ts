/**
 * The addresses of parts of templates, fragments and campaigns as read-only documents, and back:
 * `aep-content:/connection/sandbox/kind/id/version/form/part/name`. The name is for people and ignored when reading.
 */
import { fromSegments, type SandboxTarget, toFileName, toSegment } from "../model/resource";
import { READABLE_KINDS, type ReadableThing } from "./readableThings";

/** The scheme of these documents; the registration names it too. */
const CONTENT_SCHEME = "aep-content";

/** `source`: as authored; `readable`: laid out line by line. */
export type ContentForm = "source" | "readable";

/** A part of a thing in one form. */
export interface ContentSource extends SandboxTarget {
  readonly thing: ReadableThing;
  readonly form: ContentForm;
  /** The file name of the part, e.g. `body.html`. */
  readonly file: string;
}

/** The address of a part; `name` is that of the thing. */
export function toContentAddress(
  { connection, sandbox, thing, form, file }: ContentSource,
  name: string,
): { readonly scheme: string; readonly path: string } {
  const { kind, id, version } = thing;
  const segments = [connection, sandbox, kind, id, version, form, file].map(toSegment);
  return { scheme: CONTENT_SCHEME, path: `/${[...segments, `${toFileName(name)}.${file}`].join("/")}` };
}

/** What an address made by `toContentAddress` leads to; undefined for any other. */
export function readContentPath(path: string): ContentSource | undefined {
  // The name behind the seven segments is not escaped, because people read it in titles.
  const segments = fromSegments(path.split("/").slice(1, 8).join("/"));
  const [connection, sandbox, kind, id, version, form, file] = segments ?? [];
  const known = READABLE_KINDS.find((candidate) => candidate === kind);
  if (!connection || !sandbox || !id || !version || !file || known === undefined) return undefined;
  if (form !== "source" && form !== "readable") return undefined;
  return { connection, sandbox, thing: { kind: known, id, version }, form, file };
}
