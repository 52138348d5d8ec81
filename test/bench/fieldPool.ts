/**
 * The fields of a schema as a generator of queries wants them: by what can be written about them.
 * Only fields that a plain path reaches; what lies in arrays is listed with its array.
 */
import {
  EnumKind,
  type FieldId,
  FieldKind,
  ROOT_FIELD,
  type SchemaIndex,
} from "../../server/src/pql/schema/schemaIndex";

/** A field with a plain value, and its path from where it is read. */
export interface PooledField {
  readonly path: string;
  readonly kind: FieldKind;
  /** The values it may have; empty where any will do. */
  readonly values: readonly string[];
}

/** An array of objects, and the fields of its items as paths from the item. */
export interface PooledArray {
  readonly path: string;
  readonly fields: readonly PooledField[];
}

/** The fields of one schema. */
export interface FieldPool {
  readonly fields: readonly PooledField[];
  readonly arrays: readonly PooledArray[];
}

const WRITABLE: ReadonlySet<FieldKind> = new Set<FieldKind>([
  FieldKind.String,
  FieldKind.Integer,
  FieldKind.Long,
  FieldKind.Double,
  FieldKind.Boolean,
  FieldKind.DateTime,
]);

/** The pool of a schema. */
export function poolFields(schema: SchemaIndex): FieldPool {
  const arrays: PooledArray[] = [];
  const fields = collect(schema, ROOT_FIELD, arrays);
  return { fields, arrays: arrays.filter((array) => array.fields.length > 0) };
}

function collect(schema: SchemaIndex, record: FieldId, arrays: PooledArray[] | undefined): PooledField[] {
  const found: PooledField[] = [];
  const walk = (parent: FieldId): void => {
    const first = schema.firstChild(parent);
    for (let field = first; field < first + schema.childCount(parent); field++) {
      const kind = schema.kind(field);
      if (kind === FieldKind.Object) walk(field);
      else if (kind === FieldKind.Array && arrays !== undefined) {
        const item = schema.element(field);
        arrays.push({ path: schema.path(field), fields: collect(schema, item, undefined) });
      } else if (WRITABLE.has(kind)) found.push(toPooled(schema, field, record));
    }
  };
  walk(record);
  return found;
}

function toPooled(schema: SchemaIndex, field: FieldId, record: FieldId): PooledField {
  const isListed = schema.enumKind(field) !== EnumKind.None;
  return {
    path: schema.relativePath(field, record) ?? schema.path(field),
    kind: schema.kind(field),
    values: isListed ? schema.enumValues(field).map(({ value }) => value) : [],
  };
}
