/**
 * The values a field may take, as sets that are built on first use, because a text may ask ten thousand times.
 * Decides nothing: whether a value that is not in the set matters is for the rule.
 */
import { EnumKind, type FieldId, type SchemaIndex } from "../schema/schemaIndex";

const NO_VALUES: ReadonlySet<string> = new Set();

/** Sets of values by field, for one schema. */
export class EnumTable {
  readonly #sets = new Map<FieldId, ReadonlySet<string>>();

  readonly #schema: SchemaIndex;

  constructor(schema: SchemaIndex) {
    this.#schema = schema;
  }

  /** The values of a field in the order of the schema; empty where it lists none. */
  valuesOf(field: FieldId): ReadonlySet<string> {
    if (this.#schema.enumKind(field) === EnumKind.None) return NO_VALUES;
    let values = this.#sets.get(field);
    if (values === undefined) {
      values = new Set(this.#schema.enumValues(field).map(({ value }) => value));
      this.#sets.set(field, values);
    }
    return values;
  }
}
