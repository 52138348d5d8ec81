/**
 * The fields directly below a field: its properties by name, and what its items or map values are.
 * What several parts describe becomes one node of `allOf` and `anyOf`, so that merging needs no code of its own.
 */
import { findValueSchema } from "./xdmKind";
import { type JsonObject, readObjects, type XdmNode } from "./xdmNode";
import type { XdmParts } from "./xdmParts";

/** The properties of a field by name, in the order of the schema; each value is untrusted and need not be a node. */
export function propertiesOf({ certain, possible }: XdmParts): JsonObject {
  const [only] = certain;
  if (only && certain.length === 1 && possible.length === 0) {
    const { properties = NO_PROPERTIES } = only;
    if (!Object.keys(properties).some(isRenamed)) return properties;
  }
  const merged = new Map<string, Description>();
  for (const [name, value] of listProperties(certain)) descriptionOf(merged, name).certain.push(value);
  for (const [name, value] of listProperties(possible)) descriptionOf(merged, name).possible.push(value);
  return Object.fromEntries([...merged].map(([name, description]) => [name, mergedNode(description)]));
}

const NO_PROPERTIES: JsonObject = {};

function listProperties(nodes: readonly XdmNode[]): readonly (readonly [string, unknown])[] {
  return nodes.flatMap(({ properties = NO_PROPERTIES }) =>
    Object.keys(properties).map((key) => [toFieldName(key), properties[key]] as const),
  );
}

/** `xdm:person` is `person` and `@id` is `_id` in the form PQL speaks (`xed`); other names are the same in both forms. */
export function toFieldName(key: string): string {
  return isRenamed(key) ? key.replace(/^xdm:/, "").replace(/^@/, "_") : key;
}

const PLAIN_FORM = /^(?:xdm:|@)./s;
const AT_SIGN = 64;
const LETTER_X = 120;

/** Looks at one unit first: this is asked for every property, and hardly any is renamed. */
function isRenamed(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first === LETTER_X || first === AT_SIGN) && PLAIN_FORM.test(key);
}

/** All that is said about one field, by how sure it is. */
interface Description {
  readonly certain: unknown[];
  readonly possible: unknown[];
}

function descriptionOf(all: Map<string, Description>, name: string): Description {
  const known = all.get(name);
  if (known) return known;
  const description: Description = { certain: [], possible: [] };
  all.set(name, description);
  return description;
}

function mergedNode({ certain, possible }: Description): unknown {
  const values = [...certain, ...possible];
  if (values.length <= 1) return values[0];
  const allOf = readObjects(certain);
  const anyOf = readObjects(possible);
  return allOf.length + anyOf.length > 0 ? { allOf, anyOf } : values[0];
}

/** What an item of the array is like; `undefined` where the schema does not say. */
export function itemOf({ certain, possible }: XdmParts): unknown {
  return mergedNode({ certain: certain.flatMap(readItems), possible: possible.flatMap(readItems) });
}

/** A list of items describes positions, which XDM does not have; only a single one says what every item is. */
function readItems({ items }: XdmNode): readonly unknown[] {
  if (items === undefined) return [];
  if (!Array.isArray(items)) return [items];
  return items.length === 1 ? (items as unknown[]) : [{}];
}

/** What a value of the map is like; `undefined` where the schema does not say. */
export function mapValueOf({ certain, possible }: XdmParts): unknown {
  return mergedNode({ certain: certain.flatMap(readValue), possible: possible.flatMap(readValue) });
}

/** True where `mapValueOf` has an answer. */
export function hasMapValue({ certain, possible }: XdmParts): boolean {
  return certain.some(findValueSchema) || possible.some(findValueSchema);
}

function readValue(node: XdmNode): readonly unknown[] {
  const value = findValueSchema(node);
  return value ? [value] : [];
}

/** Names listed as required, in the form PQL speaks; `undefined` where none is. */
export function requiredOf({ certain }: XdmParts): ReadonlySet<string> | undefined {
  let names: Set<string> | undefined;
  for (const { required } of certain) {
    if (!Array.isArray(required) || required.length === 0) continue;
    names ??= new Set();
    for (const name of required as unknown[]) if (typeof name === "string") names.add(toFieldName(name));
  }
  return names;
}
