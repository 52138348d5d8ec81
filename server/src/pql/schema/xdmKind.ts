/**
 * Decides the kind of a field: `meta:xdmType` first, because JSON types cannot tell int from long or map from object,
 * then JSON type and format, then the members that are there. Where the sources of one rank disagree, nothing is known.
 */
import { FieldKind } from "./model";
import { readNode, readNumber, readText, type XdmNode } from "./xdmNode";
import type { XdmParts } from "./xdmParts";

const XDM_KINDS: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
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
  const certain = kindOfNodes(parts.certain);
  if (certain !== FieldKind.Unknown || parts.possible.length === 0)
    return asMapWhereNothingIsListed(certain, parts);
  return asMapWhereNothingIsListed(commonKind(parts.possible), parts);
}

function kindOfNodes(nodes: readonly XdmNode[]): FieldKind {
  for (const reader of READERS) {
    for (const node of nodes) {
      const kind = reader(node);
      if (kind !== FieldKind.Unknown) return kind;
    }
  }
  return FieldKind.Unknown;
}

const READERS: ReadonlyArray<(node: XdmNode) => FieldKind> = [kindByXdmType, kindByJsonType, kindByMembers];

function kindByXdmType(node: XdmNode): FieldKind {
  const word = node["meta:xdmType"];
  return typeof word === "string" ? (XDM_KINDS.get(word) ?? FieldKind.Unknown) : FieldKind.Unknown;
}

function kindByJsonType(node: XdmNode): FieldKind {
  switch (jsonType(node["type"])) {
    case "string":
      return kindOfString(readText(node["format"]));
    case "integer":
      return kindOfInteger(node);
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

function kindOfString(format: string): FieldKind {
  if (format === "date-time") return FieldKind.DateTime;
  return format === "date" ? FieldKind.Date : FieldKind.String;
}

/** XDM tells its integer types apart by their bounds; without bounds the registry calls them long. */
function kindOfInteger(node: XdmNode): FieldKind {
  const minimum = readNumber(node["minimum"]);
  const maximum = readNumber(node["maximum"]);
  const isSmall =
    minimum !== undefined && minimum >= -INT_LIMIT && maximum !== undefined && maximum < INT_LIMIT;
  return isSmall ? FieldKind.Integer : FieldKind.Long;
}

function kindByMembers(node: XdmNode): FieldKind {
  if (readNode(node["properties"])) return FieldKind.Object;
  if (node["items"] !== undefined) return FieldKind.Array;
  if (readNode(node["additionalProperties"])) return FieldKind.Map;
  return kindOfValues(Array.isArray(node["enum"]) ? node["enum"] : [node["const"]]);
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
  const kinds = new Set(possible.map((node) => kindOfNodes([node])));
  kinds.delete(FieldKind.Unknown);
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : FieldKind.Unknown;
}

/** The registry writes some maps as objects that list no property but describe what any property holds. */
function asMapWhereNothingIsListed(kind: FieldKind, parts: XdmParts): FieldKind {
  if (kind !== FieldKind.Object) return kind;
  const nodes = parts.possible.length > 0 ? [...parts.certain, ...parts.possible] : parts.certain;
  if (nodes.some((node) => readNode(node["properties"]) || node["$ref"] !== undefined)) return kind;
  return nodes.some((node) => valueNode(node)) ? FieldKind.Map : kind;
}

/** The node that describes the values of a map; `undefined` where the schema does not. */
export function valueNode(node: XdmNode): XdmNode | undefined {
  const additional = readNode(node["additionalProperties"]);
  if (additional) return additional;
  const patterns = readNode(node["patternProperties"]);
  if (!patterns) return undefined;
  return Object.values(patterns)
    .map(readNode)
    .find((each) => each !== undefined);
}
