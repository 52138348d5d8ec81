/**
 * One node of a JSON schema as it comes, untrusted. Reads members by type and never assumes that they are there.
 */

/** A JSON object of which nothing else is known. */
export type XdmNode = Readonly<Record<string, unknown>>;

/** The value as a node; `undefined` for arrays, plain values and null. */
export function readNode(value: unknown): XdmNode | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as XdmNode)
    : undefined;
}

/** The nodes of a list, leaving out what is none; empty for anything that is no list. */
export function readNodes(value: unknown): readonly XdmNode[] {
  if (!Array.isArray(value)) return [];
  return value.map(readNode).filter((node) => node !== undefined);
}

/** The value as a text; empty for anything else. */
export function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value as a finite number, or `undefined`. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list, leaving out what is none; empty for anything that is no list. */
export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each: unknown): each is string => typeof each === "string")
    : [];
}
