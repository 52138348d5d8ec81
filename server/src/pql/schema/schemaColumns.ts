/**
 * The arrays a schema index consists of, and what a schema says of itself and of its fields beyond name and kind, as plain
 * data: a file on disk holds exactly these bytes (see binaryIndex.ts). Nobody outside schema/ should need the arrays; ask
 * `SchemaIndex` instead.
 */

/** A value a field may take, as text whatever its type, and what people call it (the value itself where no title is given). */
export interface EnumValue {
  readonly value: string;
  readonly title: string;
}

/** The identity namespace whose values the field holds. Codes of namespaces compare without regard to case. */
export interface FieldIdentity {
  readonly namespace: string;
  readonly isPrimary: boolean;
}

/** The facts that few fields have. Absent means that the schema does not say. */
export interface FieldDetails {
  readonly enumValues?: readonly EnumValue[];
  /** Regular expression in the spelling of JSON Schema. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** JSON Schema format beyond what the kind says: `uri`, `email`, `ipv4` … */
  readonly format?: string;
  readonly defaultValue?: string | number | boolean;
  /** Data usage labels, such as `C2` or `core/C2`. */
  readonly labels?: readonly string[];
  readonly identity?: FieldIdentity;
}

/** What the schema says of itself. Texts are empty where it says nothing. */
export interface SchemaFacts {
  /** `$id`, else `meta:altId`. */
  readonly id: string;
  readonly title: string;
  /** Last step of `meta:class`: `profile`, `experienceevent` …; read from the id of the union where the class is not given. */
  readonly className: string;
  /** Names of the top-level steps below which the organisation keeps its own fields: `_acme`. */
  readonly tenants: readonly string[];
}

/** Texts and details by number. Number 0 is the empty text, and the details of a field without any. */
export interface SchemaTexts {
  text(number: number): string;
  details(number: number): FieldDetails;
}

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
