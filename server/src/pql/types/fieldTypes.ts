/**
 * PQL types of the fields of one schema, each built on first use and then shared, so that two paths to one field have
 * the identical type. Resolves no names and knows nothing of `xEvent`: where events live is passed in.
 */
import { type FieldId, FieldKind, type SchemaIndex } from "../schema/schemaIndex";
import {
  arrayOf,
  BOOLEAN,
  DATE,
  DOUBLE,
  eventOf,
  INTEGER,
  LONG,
  mapOf,
  objectOf,
  STRING,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "./pqlTypes";

/** By kind, from `FieldKind.Unknown` to the last kind without structure. */
const PLAIN_FIELD_TYPES: readonly Type[] = [UNKNOWN, STRING, INTEGER, LONG, DOUBLE, BOOLEAN, DATE, TIMESTAMP];

/** The types of the fields of one schema. */
export class FieldTypes {
  readonly #structured = new Map<FieldId, Type>();

  /**
   * @param eventField the field that is an experience event: 0 for an event schema, the item of `xEvent` for a profile
   * union that holds its events; undefined when there is none.
   */
  readonly #schema: SchemaIndex;
  readonly #eventField: FieldId | undefined;

  constructor(schema: SchemaIndex, eventField: FieldId | undefined) {
    this.#schema = schema;
    this.#eventField = eventField;
  }

  /** The type of a field; an array whose items the schema does not describe has unknown items. */
  of(field: FieldId): Type {
    const kind = this.#schema.kind(field);
    if (kind <= FieldKind.DateTime) return PLAIN_FIELD_TYPES[kind];
    return this.#structured.get(field) ?? this.#build(field);
  }

  #build(field: FieldId): Type {
    const type = this.#toStructuredType(field);
    this.#structured.set(field, type);
    return type;
  }

  #toStructuredType(field: FieldId): Type {
    switch (this.#schema.kind(field)) {
      case FieldKind.Array:
        return arrayOf(this.#elementType(field));
      case FieldKind.Map:
        // XDM maps have text keys; the schema registry knows no other.
        return mapOf(STRING, this.#elementType(field));
      default:
        return field === this.#eventField ? eventOf(this.#schema, field) : objectOf(this.#schema, field);
    }
  }

  #elementType(field: FieldId): Type {
    const element = this.#schema.element(field);
    return element === 0 ? UNKNOWN : this.of(element);
  }
}
