/**
 * The fields of a resolved XDM schema as a tree with the paths PQL knows them by. Pure; tolerates whatever JSON Schema the
 * registry returns, and never follows a schema deeper than it says.
 */
import { toPathStep } from "./pqlPath";
import { isRecord, readText } from "./values";

/** Which of the two classes a path starts from. */
export type SchemaRoot = "profile" | "event" | "other";

export interface SchemaField {
  readonly name: string;
  /** From the root of its class, steps quoted where PQL needs it; without `xEvent`. */
  readonly path: string;
  readonly root: SchemaRoot;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** E.g. `string`, `integer`, `date-time`, `array of object`, `map of string`. */
  readonly type: string;
  readonly isIdentity: boolean;
  /** Fields inside an object, or inside the items of an array. */
  readonly children: readonly SchemaField[];
}

/** Deeper than any schema people read; recursive shapes end here. */
export const DEEPEST_FIELD = 12;

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly root: SchemaRoot;
}

/** The fields of a schema as the registry resolves it, by name. */
export function readSchemaFields(schema: unknown, root: SchemaRoot): readonly SchemaField[] {
  return readChildren(schema, { path: "", depth: 0, root });
}

/** Which class a resolved schema belongs to. */
export function readSchemaRoot(schema: unknown): SchemaRoot {
  if (!isRecord(schema)) return "other";
  const text = `${readText(schema["meta:class"]) ?? ""} ${readText(schema["$id"]) ?? ""}`.toLowerCase();
  if (text.includes("experienceevent")) return "event";
  return text.includes("context/profile") || text.includes("context.profile") ? "profile" : "other";
}

/** Every field of a tree, parents before children. */
export function* walkFields(fields: readonly SchemaField[]): Generator<SchemaField> {
  for (const field of fields) {
    yield field;
    yield* walkFields(field.children);
  }
}

function readChildren(schema: unknown, place: Place): readonly SchemaField[] {
  if (!isRecord(schema) || place.depth >= DEEPEST_FIELD) return [];
  const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties)
    .filter(([name]) => !name.startsWith("@"))
    .map(([name, value]) => readField(name, value, place))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}

function readField(name: string, value: unknown, place: Place): SchemaField {
  const schema = isRecord(value) ? value : {};
  const path = place.path === "" ? toPathStep(name) : `${place.path}.${toPathStep(name)}`;
  const inner = schema["items"] ?? schema["additionalProperties"];
  const below = { path, depth: place.depth + 1, root: place.root };
  const own = readChildren(schema, below);
  return {
    name,
    path,
    root: place.root,
    title: readText(schema["title"]),
    description: readText(schema["description"]),
    type: toTypeText(schema),
    isIdentity: isRecord(schema["meta:identity"]) || schema["meta:primaryIdentity"] === true,
    children: own.length > 0 || schema["items"] === undefined ? own : readChildren(inner, below),
  };
}

function toTypeText(schema: Readonly<Record<string, unknown>>): string {
  const type = readType(schema);
  if (type === "array")
    return `array of ${isRecord(schema["items"]) ? toTypeText(schema["items"]) : "anything"}`;
  const values = schema["additionalProperties"];
  if (type === "object" && isRecord(values) && schema["properties"] === undefined)
    return `map of ${toTypeText(values)}`;
  if (type === "string") return readText(schema["format"]) ?? "string";
  return type;
}

function readType(schema: Readonly<Record<string, unknown>>): string {
  const { type } = schema;
  if (Array.isArray(type)) return String(type.find((one) => one !== "null") ?? "anything");
  if (typeof type === "string") return type;
  return schema["properties"] === undefined ? "anything" : "object";
}
