/**
 * Reads the rarer facts of a field: list of values, bounds, format, labels. What follows from the kind is left out,
 * such as the bounds every int has, so that most fields have no details at all.
 */

import type { EnumValue, FieldDetails } from "./schemaColumns";
import { EnumKind, FieldKind } from "./schemaIndex";
import { readObject, readText, readTexts, type XdmConstraints, type XdmNode } from "./xdmNode";
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
