/**
 * Addresses of schema branches and back. Every part is a segment of its own, because editors decode and encode paths as
 * they like.
 */
import { SCHEMA_SCHEME } from "../protocol/clientMessages";

/** A branch of the schemas of a sandbox. */
export interface SchemaAddress {
  readonly key: string;
  readonly root: "profile" | "event";
  /** Name of the top-level field; empty for the schema itself. */
  readonly top: string;
}

const ENDING = ".yaml";
const WHOLE = "fields";

/** The address of a branch. */
export function toSchemaUri({ key, root, top }: SchemaAddress): string {
  const segments = [...key.split("/"), root, `${top === "" ? WHOLE : top}${ENDING}`];
  return `${SCHEMA_SCHEME}:/${segments
    .filter((segment) => segment !== "")
    .map(encodeURIComponent)
    .join("/")}`;
}

/** The branch an address names; undefined for any other. */
export function readSchemaUri(uri: string): SchemaAddress | undefined {
  if (!uri.startsWith(`${SCHEMA_SCHEME}:`) || !uri.endsWith(ENDING)) return undefined;
  const segments = decodeSegments(uri.slice(SCHEMA_SCHEME.length + 1));
  const file = segments?.pop();
  const root = segments?.pop();
  if (segments === undefined || file === undefined || (root !== "profile" && root !== "event"))
    return undefined;
  const top = file.slice(0, -ENDING.length);
  return { key: segments.join("/"), root, top: top === WHOLE ? "" : top };
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path
      .split("/")
      .filter((segment) => segment !== "")
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
