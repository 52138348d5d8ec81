/**
 * The key under which everything that is known of a field is kept: who reads it, which datasets fill it.
 */
import type { FieldRead } from "../../../server/src/pql/service";

/** The key of a field; quotation of its steps makes no difference. */
export function toReaderKey(root: "profile" | "event", path: string): string {
  return `${root} ${path.replaceAll("`", "")}`;
}

/** The keys of what a rule reads. */
export function toReaderKeys(reads: readonly FieldRead[]): ReadonlySet<string> {
  return new Set(reads.map(({ root, steps }) => toReaderKey(root, steps.join("."))));
}
