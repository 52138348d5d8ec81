/**
 * Lists the fields of a resolved schema in the order of its tree. Survives missing properties, maps, references and
 * recursion; refuses to list without end. Pure.
 */
import { findObject, findText, type JsonObject, readList } from "../../api/tolerantShapes";
import { say } from "../../words/say";
import { withoutAbsent } from "../frame/pageHost";
import type { FieldContent } from "./schemaPageContent";

/** More fields than a person can look through; the rest is said to be cut. */
const MOST_FIELDS = 100_000;

/** Deeper than any schema people write; only recursion gets here. */
const MOST_LEVELS = 24;

const MOST_VALUES = 100;
const MOST_CHARACTERS = 400;

/** The fields, and whether there were too many. */
export function listFields(schema: JsonObject): { readonly fields: FieldContent[]; readonly isCut: boolean } {
  const walk: Walk = { schema, fields: [], open: [], isCut: false };
  listChildren(walk, schema, 0);
  return { fields: walk.fields, isCut: walk.isCut };
}

interface Walk {
  readonly schema: JsonObject;
  readonly fields: FieldContent[];
  /** Definitions being listed; one that contains itself is not entered again. */
  readonly open: JsonObject[];
  isCut: boolean;
}

function listChildren(walk: Walk, node: JsonObject, depth: number): void {
  if (walk.open.includes(node)) return;
  if (depth > MOST_LEVELS) {
    walk.isCut = true;
    return;
  }
  walk.open.push(node);
  for (const [name, value] of collectProperties(walk, node)) listField(walk, { name, value, depth });
  walk.open.pop();
}

function listField(
  walk: Walk,
  { name, value, depth }: { readonly name: string; readonly value: JsonObject; readonly depth: number },
): void {
  if (walk.fields.length >= MOST_FIELDS) {
    walk.isCut = true;
    return;
  }
  const node = resolve(walk, value);
  walk.fields.push(toField(walk, { name, node, depth }));
  const item = findItem(walk, node);
  listChildren(walk, item, depth + 1);
  const entry = findMapValue(walk, item);
  if (entry !== undefined && collectProperties(walk, entry).size > 0) {
    walk.fields.push({ name: "{key}", depth: depth + 1, type: toTypeText(walk, entry), isAnyKey: true });
    listChildren(walk, entry, depth + 2);
  }
}

/** Own properties and those of the parts a schema is put together from. */
function collectProperties(walk: Walk, node: JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const parts: JsonObject[] = [node];
  for (const part of readList(node["allOf"])) parts.push(findObject(part) ?? {});
  for (const part of parts) {
    const properties = findObject(resolve(walk, part)["properties"]) ?? {};
    for (const [name, value] of Object.entries(properties)) {
      const field = findObject(value);
      if (field !== undefined && !found.has(name)) found.set(name, field);
    }
  }
  return found;
}

/** Follows a reference inside the same document; anything else stays as it is. */
function resolve({ schema }: Walk, node: JsonObject): JsonObject {
  const reference = findText(node["$ref"]);
  if (reference === undefined || !reference.startsWith("#/")) return node;
  let target: JsonObject | undefined = schema;
  for (const step of reference.slice(2).split("/")) {
    target = findObject(target?.[step.replaceAll("~1", "/").replaceAll("~0", "~")]);
  }
  return target ?? node;
}

/** What a list holds, however deep the lists; everything else is its own item. */
function findItem(walk: Walk, node: JsonObject): JsonObject {
  let item = node;
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const inner = findObject(item["items"]);
    if (inner === undefined) return item;
    item = resolve(walk, inner);
  }
  return item;
}

function findMapValue(walk: Walk, node: JsonObject): JsonObject | undefined {
  const value = findObject(node["additionalProperties"]);
  return value === undefined ? undefined : findItem(walk, resolve(walk, value));
}

function toField(
  walk: Walk,
  { name, node, depth }: { readonly name: string; readonly node: JsonObject; readonly depth: number },
): FieldContent {
  const title = findText(node["title"]);
  const description = findText(node["description"])?.slice(0, MOST_CHARACTERS);
  return {
    name,
    depth,
    type: toTypeText(walk, node),
    ...(title === undefined || title === name ? {} : { title }),
    ...(description === undefined || description === "" ? {} : { description }),
    ...withoutAbsent({
      values: findValues(node),
      isDeprecated: node["meta:status"] === "deprecated" || undefined,
    }),
  };
}

/** "string", "date-time", "object[]", "map of string"; "unknown" when the schema does not say. */
function toTypeText(walk: Walk, node: JsonObject): string {
  const items = findObject(node["items"]);
  if (items !== undefined) return `${toTypeText(walk, resolve(walk, items))}[]`;
  const entry = findObject(node["additionalProperties"]);
  if (entry !== undefined && findObject(node["properties"]) === undefined) {
    return say(
      "map of {0}",
      findText(resolve(walk, entry)["meta:xdmType"]) ?? findText(resolve(walk, entry)["type"]) ?? "values",
    );
  }
  const plain =
    findText(node["meta:xdmType"]) ?? findText(node["type"]) ?? findText(readList(node["type"])[0]);
  return plain ?? (findObject(node["properties"]) === undefined ? "unknown" : "object");
}

function findValues(node: JsonObject): string[] | undefined {
  const titles = findObject(node["meta:enum"]) ?? {};
  const values = readList(node["enum"]).flatMap((value) => findText(value) ?? []);
  const all = values.length > 0 ? values : Object.keys(titles);
  if (all.length === 0) return undefined;
  return all.slice(0, MOST_VALUES).map((value) => {
    const title = findText(titles[value]);
    return title === undefined || title === value ? value : `${value} (${title})`;
  });
}
