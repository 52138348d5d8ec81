/**
 * What was odd about a schema while it was read, as data. Odd is not wrong: the index exists all the same.
 */

/** Kinds of oddity. `unresolvedReference`, `recursion`, `tooDeep` and `tooManyFields` leave a field open, so nothing below it is called unknown. */
export type SchemaNoteCode =
  | "notASchema"
  | "notAField"
  | "unresolvedReference"
  | "recursion"
  | "tooDeep"
  | "tooManyFields";

/** One oddity and the dotted path (without backticks) of the field it belongs to; empty for the schema itself. */
export interface SchemaNote {
  readonly code: SchemaNoteCode;
  readonly path: string;
  /** The reference, where one could not be followed. */
  readonly detail?: string;
}

/** More notes than this help nobody; the rest is dropped. */
export const MAX_NOTES = 200;
