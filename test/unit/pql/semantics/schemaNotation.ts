/**
 * A short notation for union schemas in tests: `{ "orders[]": { total: "number" }, "ratings{}": "whole" }`.
 * Produces what the schema registry answers, so that tests go through the real reader.
 */

import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import type { SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";

/** A type by its word, the values of an enum (`~` in front: an open one), or the fields of an object. */
export type Shape = keyof typeof PLAIN | readonly string[] | { readonly [name: string]: Shape };

const PLAIN = {
  text: { type: "string", "meta:xdmType": "string" },
  whole: { type: "integer", "meta:xdmType": "int" },
  long: { type: "integer", "meta:xdmType": "long" },
  number: { type: "number", "meta:xdmType": "number" },
  flag: { type: "boolean", "meta:xdmType": "boolean" },
  day: { type: "string", format: "date", "meta:xdmType": "date" },
  instant: { type: "string", format: "date-time", "meta:xdmType": "date-time" },
  anything: {},
} as const;

type Node = Record<string, unknown>;

function toNode(shape: Shape): Node {
  if (typeof shape === "string") return { ...PLAIN[shape] };
  if (Array.isArray(shape)) return toEnum(shape);
  return {
    type: "object",
    "meta:xdmType": "object",
    properties: toProperties(shape as Record<string, Shape>),
  };
}

function toEnum(values: readonly string[]): Node {
  const [first = ""] = values;
  const isOpen = first.startsWith("~");
  const names = isOpen ? [first.slice(1), ...values.slice(1)] : values;
  const titles = Object.fromEntries(names.map((name) => [name, name]));
  return { ...PLAIN.text, "meta:enum": titles, ...(isOpen ? {} : { enum: names }) };
}

function toProperties(shape: Record<string, Shape>): Node {
  const properties: Node = {};
  for (const [key, value] of Object.entries(shape)) {
    const name = key.replace(/(\[\]|\{\}|!)+$/, "");
    let node = toNode(value);
    for (const mark of key
      .slice(name.length)
      .match(/\[\]|\{\}|!/g)
      ?.reverse() ?? []) {
      if (mark === "[]") node = { type: "array", "meta:xdmType": "array", items: node };
      else if (mark === "{}") node = { type: "object", "meta:xdmType": "map", additionalProperties: node };
      else node["meta:status"] = "deprecated";
    }
    properties[name] = node;
  }
  return properties;
}

/** The index of a schema in the short notation. */
export function schemaOf(
  className: "profile" | "experienceevent",
  shape: Record<string, Shape>,
): SchemaIndex {
  const id = `https://ns.adobe.com/xdm/context/${className}`;
  return readSchema({
    $id: `${id}__union`,
    "meta:class": id,
    type: "object",
    properties: toProperties(shape),
  }).index;
}
