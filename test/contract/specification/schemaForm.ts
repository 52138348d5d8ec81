/**
 * Turns a schema of OpenAPI 3.0 or Swagger 2 into plain JSON Schema. Answers are read tolerantly: the published
 * `required`, `enum`, `format` and the missing nulls do not describe what services send (see SOURCES.md there).
 * Unknown keywords, and parts that are no schema at all, are dropped instead of failing the whole definition.
 */
import { findObject, findText, type JsonObject, readList } from "../../../client/src/api/tolerantShapes";
import { findAt, type Specification } from "./specification";

/** What a schema is used for: our requests are held to every word, answers only to their types. */
export type SchemaUse = "request" | "answer";

const TYPES = new Set(["string", "number", "integer", "boolean", "array", "object"]);

const LIMITS = [
  "pattern",
  "minLength",
  "maxLength",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
] as const;

/** Key under which the named schemas of a definition are registered. */
export function toSchemaKey(file: string, use: SchemaUse): string {
  return `${file}.${use}`;
}

/** All named schemas of a definition in one document, for `toSchemaKey`. */
export function toNamedSchemas(specification: Specification, use: SchemaUse): JsonObject {
  const { document } = specification;
  const named =
    findObject(findObject(document["components"])?.["schemas"]) ?? findObject(document["definitions"]);
  return { definitions: toSchemaMap(specification, named, use) };
}

/** One schema as JSON Schema; references lead to the named schemas. */
export function toJsonSchema(specification: Specification, schema: unknown, use: SchemaUse): JsonObject {
  const node = findObject(schema);
  if (node === undefined) return {};
  const reference = findText(node["$ref"]);
  if (reference !== undefined) return toReference(specification, reference, use);
  const parts = {
    ...toType(node, use),
    ...toLimits(node),
    ...toBounds(node),
    ...toContents(specification, node, use),
  };
  return use === "answer" ? parts : { ...parts, ...toPromises(specification, node) };
}

function toReference({ file, document }: Specification, reference: string, use: SchemaUse): JsonObject {
  if (findAt(document, reference) === undefined) return {};
  const name = reference.split("/").pop() ?? "";
  return { $ref: `${toSchemaKey(file, use)}#/definitions/${name}` };
}

function toType(node: JsonObject, use: SchemaUse): JsonObject {
  const type = findText(node["type"]);
  if (type === undefined || !TYPES.has(type)) return {};
  const isNullable = use === "answer" || node["nullable"] === true;
  return { type: isNullable ? [type, "null"] : type };
}

function toLimits(node: JsonObject): JsonObject {
  const present = LIMITS.filter((keyword) => node[keyword] !== undefined);
  return Object.fromEntries(
    present.map((keyword) => [keyword, node[keyword]]).filter(([, value]) => isUsableLimit(value)),
  );
}

function isUsableLimit(value: unknown): boolean {
  if (typeof value !== "string") return typeof value === "number" || typeof value === "boolean";
  try {
    return new RegExp(value) !== undefined;
  } catch {
    return false;
  }
}

/** In OpenAPI 3.0 `exclusiveMinimum` is a flag beside `minimum`; in JSON Schema it is the number. */
function toBounds(node: JsonObject): JsonObject {
  const bounds = [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const;
  return Object.fromEntries(
    bounds.flatMap(([inclusive, exclusive]) => {
      const bound = node[inclusive];
      return typeof bound === "number" ? [[node[exclusive] === true ? exclusive : inclusive, bound]] : [];
    }),
  );
}

function toContents(specification: Specification, node: JsonObject, use: SchemaUse): JsonObject {
  const one = (schema: unknown): JsonObject => toJsonSchema(specification, schema, use);
  const all = (schemas: unknown): JsonObject[] => readList(schemas).map(one);
  // Overlapping branches are common, so exactly one never matches.
  const choices = [node["oneOf"], node["anyOf"]].filter((choice) => readList(choice).length > 0);
  const combined = [...all(node["allOf"]), ...choices.map((choice) => ({ anyOf: all(choice) }))];
  const extra = node["additionalProperties"];
  return {
    ...(findObject(node["properties"]) === undefined
      ? {}
      : { properties: toSchemaMap(specification, node["properties"], use) }),
    ...(extra === undefined ? {} : { additionalProperties: extra === false ? false : one(extra) }),
    ...(findObject(node["items"]) === undefined ? {} : { items: one(node["items"]) }),
    ...(combined.length === 0 ? {} : { allOf: combined }),
  };
}

/** Holds for requests only; what only the service may set cannot be required of a client. */
function toPromises(specification: Specification, node: JsonObject): JsonObject {
  const properties = findObject(node["properties"]) ?? {};
  const required = readList(node["required"]).filter(
    (name) => typeof name === "string" && findObject(properties[name])?.["readOnly"] !== true,
  );
  const values = readList(node["enum"]);
  const format = findText(node["format"]);
  const denied = findObject(node["not"]);
  return {
    ...(required.length === 0 ? {} : { required }),
    ...(values.length === 0 ? {} : { enum: values }),
    ...(format === undefined ? {} : { format }),
    ...(denied === undefined ? {} : { not: toJsonSchema(specification, denied, "request") }),
  };
}

function toSchemaMap(specification: Specification, schemas: unknown, use: SchemaUse): JsonObject {
  return Object.fromEntries(
    Object.entries(findObject(schemas) ?? {}).map(([name, schema]) => [
      name,
      toJsonSchema(specification, schema, use),
    ]),
  );
}
