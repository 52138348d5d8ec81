/**
 * Decides the kind of a field: `meta:xdmType` first, because JSON types cannot tell int from long or map from object,
 * then JSON type and format, then the members that are there. Where alternatives disagree, nothing is known.
 */
import { FieldKind } from "./schemaIndex";
import { type JsonObject, readObject, readText, type XdmConstraints, type XdmNode } from "./xdmNode";
import type { XdmParts } from "./xdmParts";

const XDM_KINDS: ReadonlyMap<unknown, FieldKind> = new Map<string, FieldKind>([
  ["string", FieldKind.String],
  ["binary", FieldKind.String],
  ["byte", FieldKind.Integer],
  ["short", FieldKind.Integer],
  ["int", FieldKind.Integer],
  ["integer", FieldKind.Integer],
  ["long", FieldKind.Long],
  ["float", FieldKind.Double],
  ["double", FieldKind.Double],
  ["decimal", FieldKind.Double],
  ["number", FieldKind.Double],
  ["boolean", FieldKind.Boolean],
  ["date", FieldKind.Date],
  ["date-time", FieldKind.DateTime],
  ["array", FieldKind.Array],
  ["map", FieldKind.Map],
  ["object", FieldKind.Object],
]);

const INT_LIMIT = 2 ** 31;

/** The kind of the field these parts describe. */
export function kindOf(parts: XdmParts): FieldKind {
  let kind = kindOfNodes(parts.certain);
  if (kind === FieldKind.Unknown) kind = commonKind(parts.possible);
  return kind === FieldKind.Object && isMap(parts) ? FieldKind.Map : kind;
}

function kindOfNodes(nodes: readonly XdmNode[]): FieldKind {
  for (const node of nodes) {
    const kind = XDM_KINDS.get(node.xdmType);
    if (kind !== undefined) return kind;
  }
  return firstKind(nodes, kindByJsonType) || firstKind(nodes, kindByMembers);
}

function firstKind(nodes: readonly XdmNode[], kindBy: (node: XdmNode) => FieldKind): FieldKind {
  for (const node of nodes) {
    const kind = kindBy(node);
    if (kind !== FieldKind.Unknown) return kind;
  }
  return FieldKind.Unknown;
}

function kindByJsonType(node: XdmNode): FieldKind {
  switch (jsonType(node.type)) {
    case "string":
      return kindOfString(node.constraints?.format);
    case "integer":
      return kindOfInteger(node.constraints);
    case "number":
      return FieldKind.Double;
    case "boolean":
      return FieldKind.Boolean;
    case "array":
      return FieldKind.Array;
    case "object":
      return FieldKind.Object;
    default:
      return FieldKind.Unknown;
  }
}

/** The one JSON type besides null; empty where there are several. */
function jsonType(type: unknown): string {
  if (!Array.isArray(type)) return readText(type);
  const words = type.filter((word: unknown) => word !== "null");
  return words.length === 1 ? readText(words[0]) : "";
}

function kindOfString(format: string | undefined): FieldKind {
  if (format === "date-time") return FieldKind.DateTime;
  return format === "date" ? FieldKind.Date : FieldKind.String;
}

/** XDM tells its integer types apart by their bounds; without bounds the registry calls them long. */
function kindOfInteger(constraints: XdmConstraints | undefined): FieldKind {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = constraints ?? {};
  return minimum >= -INT_LIMIT && maximum < INT_LIMIT ? FieldKind.Integer : FieldKind.Long;
}

function kindByMembers(node: XdmNode): FieldKind {
  if (node.properties) return FieldKind.Object;
  if (node.items !== undefined) return FieldKind.Array;
  if (findValueSchema(node)) return FieldKind.Map;
  const { enumeration, constant } = node.constraints ?? {};
  return kindOfValues(Array.isArray(enumeration) ? enumeration : [constant]);
}

function kindOfValues(values: readonly unknown[]): FieldKind {
  const types = new Set(values.map((value) => typeof value));
  if (types.size !== 1) return FieldKind.Unknown;
  if (types.has("string")) return FieldKind.String;
  if (types.has("boolean")) return FieldKind.Boolean;
  if (types.has("number")) return values.every(Number.isInteger) ? FieldKind.Long : FieldKind.Double;
  return FieldKind.Unknown;
}

/** Alternatives that say nothing about the type (such as bare `required` lists) and `null` are passed over. */
function commonKind(possible: readonly XdmNode[]): FieldKind {
  if (possible.length === 0) return FieldKind.Unknown;
  const kinds = new Set(possible.map((node) => kindOfNodes([node])));
  kinds.delete(FieldKind.Unknown);
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : FieldKind.Unknown;
}

/** The registry writes some maps as objects that list no property but describe what any property holds. */
function isMap({ certain, possible }: XdmParts): boolean {
  if (certain.some(listsProperties) || possible.some(listsProperties)) return false;
  return certain.some(findValueSchema) || possible.some(findValueSchema);
}

function listsProperties(node: XdmNode): boolean {
  return node.properties !== undefined || node.composition?.reference !== undefined;
}

/** What describes the values of a map; `undefined` where the node does not. */
export function findValueSchema(node: XdmNode): JsonObject | undefined {
  if (node.additionalProperties || !node.patternProperties) return node.additionalProperties;
  return Object.values(node.patternProperties)
    .map(readObject)
    .find((each) => each !== undefined);
}
