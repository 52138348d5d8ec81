/**
 * Reads the rarer facts of a field: list of values, bounds, format, labels. What follows from the kind is left out,
 * such as the bounds every int has, so that most fields have no details at all.
 */
import { EnumKind, type EnumValue, type FieldDetails, FieldKind } from "./model";
import { readNode, readNumber, readText, readTexts, type XdmNode } from "./xdmNode";
import type { XdmParts } from "./xdmParts";

/** Details while they are put together. */
export type MutableDetails = { -readonly [Key in keyof FieldDetails]: FieldDetails[Key] };

/** Details of a field and how binding its values are. `details` is `undefined` where there is nothing to keep. */
export interface ReadDetails {
  readonly details: MutableDetails | undefined;
  readonly enumKind: EnumKind;
}

const NO_DETAILS: ReadDetails = { details: undefined, enumKind: EnumKind.None };

/** The details these parts give for a field of this kind. */
export function detailsOf(parts: XdmParts, kind: FieldKind): ReadDetails {
  const { certain, possible } = parts;
  if (!certain.some(hasDetails) && !possible.some(hasDetails)) return NO_DETAILS;
  const details: MutableDetails = {};
  for (const node of certain) addConstraints(details, node, kind);
  const enumKind = addEnumValues(details, certain) || weakened(addEnumValues(details, possible), possible);
  return Object.keys(details).length === 0 ? NO_DETAILS : { details, enumKind };
}

/** Alternatives bind only where each of them has its own list. */
function weakened(enumKind: EnumKind, possible: readonly XdmNode[]): EnumKind {
  const isBinding = possible.every((node) => readEnum(node).length > 0 || node["type"] === "null");
  return enumKind === EnumKind.Closed && !isBinding ? EnumKind.Open : enumKind;
}

/** Members that lead to details; most nodes have none of them, and looking once per node is what makes reading fast. */
const DETAIL_MEMBERS: ReadonlySet<string> = new Set([
  "enum",
  "meta:enum",
  "const",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "format",
  "default",
  "xdm:labels",
]);

function hasDetails(node: XdmNode): boolean {
  for (const member in node) if (DETAIL_MEMBERS.has(member)) return true;
  return false;
}

function addConstraints(details: MutableDetails, node: XdmNode, kind: FieldKind): void {
  const pattern = readText(node["pattern"]);
  if (pattern !== "") details.pattern ??= pattern;
  const format = readText(node["format"]);
  if (format !== "" && kind !== FieldKind.Date && kind !== FieldKind.DateTime) details.format ??= format;
  addBounds(details, node);
  const fallback = node["default"];
  if (typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean") {
    details.defaultValue ??= fallback;
  }
  const labels = readTexts(node["xdm:labels"]);
  if (labels.length > 0) details.labels ??= labels;
}

/** Bounds that the registry writes on every field of an integer type, and that hence say nothing. */
const TYPE_BOUNDS: ReadonlySet<number> = new Set(
  [7, 15, 31, 63]
    .flatMap((bits) => [-(2 ** bits), 2 ** bits - 1])
    .concat(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
);

function addBounds(details: MutableDetails, node: XdmNode): void {
  const minimum = readNumber(node["minimum"]);
  if (minimum !== undefined && !TYPE_BOUNDS.has(minimum)) details.minimum ??= minimum;
  const maximum = readNumber(node["maximum"]);
  if (maximum !== undefined && !TYPE_BOUNDS.has(maximum)) details.maximum ??= maximum;
  const minLength = readNumber(node["minLength"]);
  if (minLength !== undefined) details.minLength ??= minLength;
  const maxLength = readNumber(node["maxLength"]);
  if (maxLength !== undefined) details.maxLength ??= maxLength;
}

function addEnumValues(details: MutableDetails, nodes: readonly XdmNode[]): EnumKind {
  const titles = new Map(nodes.flatMap((node) => readMetaEnum(node["meta:enum"])));
  const closed = nodes.flatMap((node) => readEnum(node));
  const values = closed.length > 0 ? [...new Set(closed)] : [...titles.keys()];
  if (values.length === 0) return EnumKind.None;
  details.enumValues = values.map((value): EnumValue => ({ value, title: titles.get(value) ?? value }));
  return closed.length > 0 ? EnumKind.Closed : EnumKind.Open;
}

function readEnum(node: XdmNode): readonly string[] {
  const values: unknown = node["enum"] ?? (node["const"] === undefined ? [] : [node["const"]]);
  return Array.isArray(values) ? values.flatMap(readEnumValue) : [];
}

function readEnumValue(value: unknown): string | readonly never[] {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? String(value) : [];
}

/** Value and title; a list instead of an object holds values without titles. */
function readMetaEnum(value: unknown): ReadonlyArray<readonly [string, string]> {
  if (Array.isArray(value)) return value.flatMap(readEnumValue).map((each) => [each, each] as const);
  const titles = readNode(value);
  if (!titles) return [];
  return Object.keys(titles).map((key) => [key, readText(titles[key]) || key] as const);
}
