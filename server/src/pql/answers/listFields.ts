/**
 * The fields of the schemas as a flat list, for whoever lets people or programs choose one. What lies inside lists of objects and
 * maps is left out of the simple ones, because it cannot be named without a loop.
 */
import { EnumKind, type FieldId, FieldKind, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";

/** A field that a condition can be about without a loop: a plain value, or a list of plain values. */
export interface PlainField {
  readonly root: "profile" | "event";
  /** As PQL writes it, from the profile or from the event. */
  readonly path: string;
  /** The word of XDM: `string`, `integer`, `date-time` …; of a list that of its items. */
  readonly type: string;
  readonly isList?: boolean;
  readonly title?: string;
  readonly description?: string;
  readonly values?: readonly { readonly value: string; readonly title: string }[];
  /** Whether no other value is valid. */
  readonly isClosed?: boolean;
  readonly isDeprecated?: boolean;
}

/** Every such field of the profile, then of the event, in the order of the schemas; empty without schemas. */
export function listFields({ profile, event }: Environment): readonly PlainField[] {
  return [...listRoot("profile", profile), ...listRoot("event", event)];
}

function listRoot(root: PlainField["root"], place: SchemaRoot | undefined): readonly PlainField[] {
  if (place === undefined) return [];
  return [...walkFields(place)]
    .filter((field) => isPlain(place.schema.kind(toItem(place.schema, field))))
    .map((field) => toPlainField(root, place, field));
}

function isPlain(kind: FieldKind): boolean {
  return kind >= FieldKind.String && kind <= FieldKind.DateTime;
}

function toItem(schema: SchemaIndex, field: FieldId): FieldId {
  return schema.kind(field) === FieldKind.Array ? schema.element(field) : field;
}

function toPlainField(
  root: PlainField["root"],
  { schema, field: start }: SchemaRoot,
  field: FieldId,
): PlainField {
  const item = toItem(schema, field);
  const values = schema.enumValues(item);
  const title = schema.title(field);
  const description = schema.description(field);
  return {
    root,
    path: root === "event" ? (schema.relativePath(field, start) ?? "") : schema.path(field),
    type: fieldKindName(schema.kind(item)),
    ...(item === field ? {} : { isList: true }),
    ...(title === "" ? {} : { title }),
    ...(description === "" ? {} : { description }),
    ...(values.length === 0 ? {} : { values, isClosed: schema.enumKind(item) === EnumKind.Closed }),
    ...(schema.isDeprecated(field) ? { isDeprecated: true } : {}),
  };
}

/** Fields below the root that no list and no map contains, in the order of the schema. */
function* walkFields({ schema, field: start }: SchemaRoot): Generator<FieldId> {
  const waiting = [start];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const first = schema.firstChild(parent);
    const children = Array.from({ length: schema.childCount(parent) }, (_, at) => first + at);
    yield* children;
    waiting.push(...children.filter((child) => schema.childCount(child) > 0).reverse());
  }
}
