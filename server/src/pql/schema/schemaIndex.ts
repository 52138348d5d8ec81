/**
 * What the rest of the core may ask of an XDM union schema: fields as numbers, everything else by accessor; and of the two unions
 * together, where events are.
 * Holds no data and reads no JSON (see readSchema.ts, binaryIndex.ts); an index never changes once it is built.
 */
import type { EnumValue, FieldDetails, SchemaColumns, SchemaFacts } from "./schemaColumns";

/** Number of a field within one index. A parent has a smaller number than its children. */
export type FieldId = number;

/** The schema itself, an object. Where a field is asked for and there is none the answer is 0 as well: no field leads back to the root. */
export const ROOT_FIELD: FieldId = 0;

/** What kind of value a field holds: `meta:xdmType` where the schema gives it, else JSON type and format. */
export enum FieldKind {
  /** The schema does not say, contradicts itself, or was cut off here. */
  Unknown = 0,
  String = 1,
  /** 32 bits or fewer: XDM int, short, byte. */
  Integer = 2,
  /** 64 bits. */
  Long = 3,
  /** XDM number, double, float, decimal. */
  Double = 4,
  Boolean = 5,
  Date = 6,
  DateTime = 7,
  Array = 8,
  Map = 9,
  Object = 10,
}

/** True for the kinds whose values are numbers. */
export function isNumericKind(kind: FieldKind): boolean {
  return kind === FieldKind.Integer || kind === FieldKind.Long || kind === FieldKind.Double;
}

/** How binding the list of values of a field is. */
export enum EnumKind {
  /** No list: any value. */
  None = 0,
  /** `meta:enum` alone: suggestions, other values may occur. */
  Open = 1,
  /** `enum`: no other value is valid. */
  Closed = 2,
}

/** A text as names are looked for in it. */
export interface NameSource {
  readonly text: string;
  /** One byte for each code unit: itself where it is ASCII, else any from 128 on. */
  readonly view: DataView;
}

/**
 * A flat index over one union schema. Siblings stand side by side and sorted by name without regard to case.
 * Every method is total: a number that is no field of this index answers like a field without anything.
 */
export interface SchemaIndex {
  readonly facts: SchemaFacts;
  /** Fields including the root and the pseudo-fields of array items and map values. */
  readonly fieldCount: number;
  /** Fields that hold a plain value: no children, no items. */
  readonly leafCount: number;
  /** The arrays behind the index, for search and storage. */
  readonly columns: SchemaColumns;

  kind(field: FieldId): FieldKind;
  /** The name as the schema registry spells it; empty for the root and for pseudo-fields. */
  name(field: FieldId): string;
  /** The field that contains this one; 0 for a top-level field and for the root. */
  parent(field: FieldId): FieldId;
  /** Number of fields between this one and the root, pseudo-fields included. */
  depth(field: FieldId): number;
  /** The pseudo-field that stands for an item of an array or a value of a map; 0 where there is none. */
  element(field: FieldId): FieldId;
  /** True for the pseudo-field of an array or a map. */
  isElement(field: FieldId): boolean;
  /** The first of the children, which are numbered `firstChild … firstChild + childCount - 1`; 0 where there is none. */
  firstChild(field: FieldId): FieldId;
  childCount(field: FieldId): number;
  /** The next child of the same parent; 0 behind the last. */
  nextSibling(field: FieldId): FieldId;
  /** The field of this name directly below `parent`; 0 where there is none. Case-sensitive. */
  findChild(parent: FieldId, name: string): FieldId;
  /** As `findChild` for the name that stands in `text` from `start` to `end`, without backticks; cuts no substring. */
  findChildInText(parent: FieldId, text: string, start: number, end: number): FieldId;
  /** As `findChildInText`, at a third of the time where many names of a text are looked for. */
  findChildIn(parent: FieldId, source: NameSource, start: number, end: number): FieldId;
  /** The field whose children a further path step names: follows items and values, however many levels; else the field itself. */
  record(field: FieldId): FieldId;
  /** True where a value is held: no children, no items. */
  isLeaf(field: FieldId): boolean;
  /** True where the schema does not list all there is below: a child that is not found may still exist. */
  isOpen(field: FieldId): boolean;

  /** Dotted path from the root in PQL spelling: items and values are passed silently, names in backticks where they need it. */
  path(field: FieldId): string;
  /** As `path`, from `ancestor` down; `undefined` where `ancestor` does not contain the field. */
  relativePath(field: FieldId, ancestor: FieldId): string | undefined;

  /** Empty where the schema gives none. */
  title(field: FieldId): string;
  /** Empty where the schema gives none. */
  description(field: FieldId): string;
  isDeprecated(field: FieldId): boolean;
  isRequired(field: FieldId): boolean;
  /** Whether the field has a list of values and how binding it is; costs one array read. */
  enumKind(field: FieldId): EnumKind;
  /** The values of the field in the order of the schema; empty where it has no list. */
  enumValues(field: FieldId): readonly EnumValue[];
  /** The rarer facts, decoded on first use. */
  details(field: FieldId): FieldDetails;
}

const KIND_NAMES: readonly string[] = [
  "unknown",
  "string",
  "integer",
  "long",
  "double",
  "boolean",
  "date",
  "date-time",
  "array",
  "map",
  "object",
];

/** The word XDM uses for a kind: `date-time`, `map` … */
export function fieldKindName(kind: FieldKind): string {
  return KIND_NAMES[kind] ?? "unknown";
}

/** The path step that always means the events of a profile. */
export const EVENT_STEP = "xEvent";

/** A field together with the schema that it belongs to. */
export interface SchemaPlace {
  readonly index: SchemaIndex;
  readonly field: FieldId;
}

/**
 * Where the name `xEvent` leads, since the profile union does not hold the events that PQL queries; their own union does:
 * the record whose children are the fields of one event, the root of the event union, else the item of an array
 * `xEvent` of the profile union; `undefined` where neither is known, so that any field of an event has to be accepted.
 */
export function findEventRecord(
  profile: SchemaIndex | undefined,
  event: SchemaIndex | undefined,
): SchemaPlace | undefined {
  if (event && event.childCount(ROOT_FIELD) > 0) return { index: event, field: ROOT_FIELD };
  if (!profile) return undefined;
  const array = profile.findChild(ROOT_FIELD, EVENT_STEP);
  if (profile.kind(array) !== FieldKind.Array) return undefined;
  const record = profile.record(array);
  return record === array ? undefined : { index: profile, field: record };
}
