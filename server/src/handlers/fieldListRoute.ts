/**
 * Route of `aep/listFields`: the fields of a sandbox's schemas that hold a plain value, for lists people choose from. Keeps
 * nothing; what lies inside lists of objects and maps is left out, because it cannot be named without a loop.
 */
import type { FieldId, SchemaIndex } from "../pql/schema/schemaIndex";
import type { SchemaRoot } from "../pql/semantics/checkEnvironment";
import {
  type FieldList,
  type FieldListRequest,
  LIST_FIELDS,
  type ListedField,
} from "../protocol/clientMessages";
import type { Session } from "../session/serverSession";

/** Names the handler. */
export function routeFieldList({ connection, schemas }: Session): void {
  connection.onRequest(LIST_FIELDS, async ({ uri }: FieldListRequest): Promise<FieldList> => {
    await schemas.firstLoad(uri);
    const { profile, event } = schemas.environmentOf(uri);
    const { EnumKind, FieldKind, fieldKindName } = await import("../pql/schema/schemaIndex");
    const toItem = (schema: SchemaIndex, field: FieldId): FieldId =>
      schema.kind(field) === FieldKind.Array ? schema.element(field) : field;
    const toListed = (root: ListedField["root"], { schema, field: start }: SchemaRoot, field: FieldId) => {
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
    };
    const isPlain = (kind: number): boolean => kind >= FieldKind.String && kind <= FieldKind.DateTime;
    const list = (root: ListedField["root"], place: SchemaRoot | undefined): readonly ListedField[] =>
      place === undefined
        ? []
        : [...walkFields(place)]
            .filter((field) => isPlain(place.schema.kind(toItem(place.schema, field))))
            .map((field) => toListed(root, place, field));
    return { fields: [...list("profile", profile), ...list("event", event)] };
  });
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
