/**
 * The arrays a schema index consists of. Plain data: a file on disk holds exactly these bytes (see binary.ts).
 * Nobody outside schema/ should need it; ask `SchemaIndex` instead.
 */
import type { SchemaFacts } from "./facts";
import type { SchemaTexts } from "./texts";

/** Bits of `flags`; the two lowest hold the `EnumKind`. */
export enum FieldFlag {
  EnumMask = 3,
  Deprecated = 4,
  Required = 8,
  Open = 16,
  Element = 32,
}

/**
 * One entry per field in the first group, one per distinct name in the second, pools and tables after them.
 * Text numbers point into `texts`; text 0 is the empty text. Name 0 is the empty name of root and pseudo-fields.
 */
export interface SchemaColumns {
  readonly facts: SchemaFacts;

  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  readonly nameOf: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
  readonly element: Int32Array;
  readonly title: Int32Array;
  readonly description: Int32Array;
  /** Number of the details within `texts`; so far as two fields have the same, the numbers may be the same. */
  readonly details: Int32Array;

  /** Names are numbered in the order of their folded spelling; name n is `nameUnits[nameStart[n] … nameStart[n + 1])`. */
  readonly nameStart: Int32Array;
  /** UTF-16, so that a name in a query is compared unit by unit. */
  readonly nameUnits: Uint16Array;
  /** Which letters a name contains, one bit each (see nameText.ts). */
  readonly nameLetters: Int32Array;
  /** Which pairs of neighbours a name contains, several to a bit. */
  readonly namePairs: Int32Array;
  /** Which letters begin a word of the name. */
  readonly nameInitials: Int32Array;
  /** Fields of name n: `fieldsByName[fieldsByNameStart[n] … fieldsByNameStart[n + 1])`, nearest to the root first. */
  readonly fieldsByNameStart: Int32Array;
  readonly fieldsByName: Int32Array;

  /** Open-addressed hash table from (parent, name) to field; a power of two long, 0 is a free slot. */
  readonly childTable: Int32Array;

  readonly texts: SchemaTexts;
}
