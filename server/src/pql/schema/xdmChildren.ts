/**
 * The fields directly below a field: its properties by name, and what its items or map values are.
 * What several parts describe becomes one node of `allOf` and `anyOf`, so that merging needs no code of its own.
 */
import { valueNode } from "./xdmKind";
import { readNodes, type XdmNode } from "./xdmNode";
import type { XdmParts } from "./xdmParts";

/** A property as found: `value` is untrusted and need not be a node. */
export interface XdmProperty {
  readonly name: string;
  readonly value: unknown;
}

/** The properties of a field in the order of the schema, each name once. */
export function propertiesOf(parts: XdmParts): readonly XdmProperty[] {
  const certain = propertyLists(parts.certain);
  const possible = propertyLists(parts.possible);
  const [only] = certain;
  if (only && certain.length === 1 && possible.length === 0) {
    const properties = listProperties(only);
    if (!properties.some(({ name }) => isRenamed(only, name))) return properties;
  }
  const merged = new Map<string, Description>();
  for (const { name, value } of certain.flatMap(listProperties))
    descriptionOf(merged, name).certain.push(value);
  for (const { name, value } of possible.flatMap(listProperties))
    descriptionOf(merged, name).possible.push(value);
  return [...merged].map(([name, description]) => ({ name, value: mergedNode(description) }));
}

function propertyLists(nodes: readonly XdmNode[]): readonly XdmNode[] {
  return readNodes(nodes.map((node) => node["properties"]));
}

function listProperties(list: XdmNode): XdmProperty[] {
  return Object.keys(list).map((key) => ({ name: toFieldName(key), value: list[key] }));
}

function isRenamed(list: XdmNode, name: string): boolean {
  return !Object.hasOwn(list, name);
}

/** `xdm:person` is `person` and `@id` is `_id` in the form PQL speaks (`xed`); other names are the same in both forms. */
export function toFieldName(key: string): string {
  if (key.startsWith("xdm:") && key.length > 4) return key.slice(4);
  return key.startsWith("@") && key.length > 1 ? `_${key.slice(1)}` : key;
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
  if (values.length === 1) return values[0];
  const allOf = readNodes(certain);
  const anyOf = readNodes(possible);
  return allOf.length + anyOf.length > 0 ? { allOf, anyOf } : values[0];
}

/** What an item of the array is like; `undefined` where the schema does not say. */
export function itemOf(parts: XdmParts): unknown {
  const certain = parts.certain.flatMap((part) => readItems(part["items"]));
  const possible = parts.possible.flatMap((part) => readItems(part["items"]));
  return mergedNode({ certain, possible });
}

/** A list of items describes positions, which XDM does not have; only a single one says what every item is. */
function readItems(items: unknown): readonly unknown[] {
  if (items === undefined) return [];
  if (!Array.isArray(items)) return [items];
  return items.length === 1 ? (items as unknown[]) : [{}];
}

/** What a value of the map is like; `undefined` where the schema does not say. */
export function mapValueOf(parts: XdmParts): unknown {
  const certain = parts.certain.flatMap((part) => valueNode(part) ?? []);
  const possible = parts.possible.flatMap((part) => valueNode(part) ?? []);
  return mergedNode({ certain, possible });
}

/** Names listed as required, in the form PQL speaks; `undefined` where none is. */
export function requiredOf(parts: XdmParts): ReadonlySet<string> | undefined {
  let names: Set<string> | undefined;
  for (const part of parts.certain) {
    const required = part["required"];
    if (!Array.isArray(required) || required.length === 0) continue;
    names ??= new Set();
    for (const name of required as unknown[]) if (typeof name === "string") names.add(toFieldName(name));
  }
  return names;
}
