/**
 * Decides the kind of a field: `meta:xdmType` first, because JSON types cannot tell int from long or map from object,
 * then JSON type and format, then the members that are there. Where alternatives disagree, nothing is known.
 * Reads the rarer facts, too: list of values, bounds, format, labels; what follows from the kind is left out.
 */
import type { EnumValue, FieldDetails } from "./schemaColumns";
import { EnumKind, FieldKind } from "./schemaIndex";
import {
  type JsonObject,
  readObject,
  readText,
  readTexts,
  type XdmConstraints,
  type XdmNode,
} from "./xdmNode";
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

/** Details while they are put together. */
export type MutableDetails = { -readonly [Key in keyof FieldDetails]: FieldDetails[Key] };

/** Details of a field and how binding its values are. `details` is `undefined` where there is nothing to keep. */
export interface ReadDetails {
  readonly details: MutableDetails | undefined;
  readonly enumKind: EnumKind;
}

const NO_DETAILS: ReadDetails = { details: undefined, enumKind: EnumKind.None };

/** The details these parts give for a field of this kind. */
export function detailsOf({ certain, possible }: XdmParts, kind: FieldKind): ReadDetails {
  if (!certain.some(isConstrained) && !possible.some(isConstrained)) return NO_DETAILS;
  const details: MutableDetails = {};
  const binding = constraintsOf(certain);
  for (const constraints of binding) addConstraints(details, constraints, kind);
  const enumKind =
    addEnumValues(details, binding) || weakened(addEnumValues(details, constraintsOf(possible)), possible);
  for (const _any in details) return { details, enumKind };
  return NO_DETAILS;
}

function isConstrained(node: XdmNode): boolean {
  return node.constraints !== undefined;
}

function constraintsOf(nodes: readonly XdmNode[]): readonly XdmConstraints[] {
  return nodes.map((node) => node.constraints).filter((constraints) => constraints !== undefined);
}

/** Alternatives bind only where each of them has its own list. */
function weakened(enumKind: EnumKind, possible: readonly XdmNode[]): EnumKind {
  const isBinding = possible.every(
    ({ constraints, type }) =>
      type === "null" || (constraints !== undefined && readEnum(constraints).length > 0),
  );
  return enumKind === EnumKind.Closed && !isBinding ? EnumKind.Open : enumKind;
}

function addConstraints(details: MutableDetails, node: XdmConstraints, kind: FieldKind): void {
  if (node.pattern !== "") details.pattern ??= node.pattern;
  const isFormatKnown = kind === FieldKind.Date || kind === FieldKind.DateTime;
  if (node.format !== "" && !isFormatKnown) details.format ??= node.format;
  if (isBound(node.minimum)) details.minimum ??= node.minimum;
  if (isBound(node.maximum)) details.maximum ??= node.maximum;
  if (node.minLength !== undefined) details.minLength ??= node.minLength;
  if (node.maxLength !== undefined) details.maxLength ??= node.maxLength;
  const { fallback } = node;
  if (typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean") {
    details.defaultValue ??= fallback;
  }
  const labels = readTexts(node.labels);
  if (labels.length > 0) details.labels ??= labels;
}

/** Bounds that the registry writes on every field of an integer type, and that hence say nothing. */
const TYPE_BOUNDS: ReadonlySet<number> = new Set(
  [7, 15, 31, 63]
    .flatMap((bits) => [-(2 ** bits), 2 ** bits - 1])
    .concat(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
);

function isBound(value: number | undefined): value is number {
  return value !== undefined && !TYPE_BOUNDS.has(value);
}

function addEnumValues(details: MutableDetails, nodes: readonly XdmConstraints[]): EnumKind {
  if (!nodes.some(hasValues)) return EnumKind.None;
  const titles = new Map(nodes.flatMap((node) => readMetaEnum(node.metaEnum)));
  const closed = nodes.flatMap((node) => readEnum(node));
  const values = closed.length > 0 ? [...new Set(closed)] : [...titles.keys()];
  if (values.length === 0) return EnumKind.None;
  details.enumValues = values.map((value): EnumValue => ({ value, title: titles.get(value) ?? value }));
  return closed.length > 0 ? EnumKind.Closed : EnumKind.Open;
}

function hasValues(node: XdmConstraints): boolean {
  return node.enumeration !== undefined || node.metaEnum !== undefined || node.constant !== undefined;
}

function readEnum({ enumeration, constant }: XdmConstraints): readonly string[] {
  const values: unknown = enumeration ?? (constant === undefined ? [] : [constant]);
  return Array.isArray(values) ? values.flatMap(readEnumValue) : [];
}

function readEnumValue(value: unknown): string | readonly never[] {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? String(value) : [];
}

/** Value and title; a list instead of an object holds values without titles. */
function readMetaEnum(value: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return value.flatMap(readEnumValue).map((each) => [each, each] as const);
  const titles = readObject(value);
  if (!titles) return [];
  return Object.keys(titles).map((key) => [key, readText(titles[key]) || key] as const);
}
