/**
 * What a union schema says of a field for whoever has to fill it: its kind, whether it is a list, its listed values. Without a
 * schema nothing is known but that `xEvent` is the list of events.
 */
import type { SchemaIndex } from "../schema/schemaIndex";
import { FieldKind } from "../schema/schemaIndex";
import type { SchemaRoot } from "../semantics/checkEnvironment";

/** What is known of a field. */
export interface FieldShape {
  readonly kind: FieldKind;
  /** Kind of the items of a list; unknown for what is no list. */
  readonly itemKind: FieldKind;
  /** Listed values; empty where there is no list. */
  readonly values: readonly string[];
  /** A field below an item, with the value it may hold: an item of it shows more than an empty object. */
  readonly sample: { readonly name: string; readonly kind: FieldKind } | undefined;
}

/** The schemas of profile and event, each where it is known. */
export interface Schemas {
  readonly profile?: SchemaRoot | undefined;
  readonly event?: SchemaRoot | undefined;
}

const EVENTS = "xEvent";
const UNKNOWN: FieldShape = {
  kind: FieldKind.Unknown,
  itemKind: FieldKind.Unknown,
  values: [],
  sample: undefined,
};

/** The shape of a field by its names from the profile, lists passed silently. */
export function findShape({ profile, event }: Schemas, names: readonly string[]): FieldShape {
  const isOfEvent = names[0] === EVENTS;
  if (isOfEvent && names.length === 1)
    return { ...UNKNOWN, kind: FieldKind.Array, itemKind: FieldKind.Object };
  const root = isOfEvent ? event : profile;
  if (root === undefined) return UNKNOWN;
  const { schema } = root;
  let { field } = root;
  for (const name of isOfEvent ? names.slice(1) : names) {
    const record = schema.record(field);
    const child = schema.findChild(record, name);
    // A key of a map is no name of the schema; its value is.
    field = child !== 0 || schema.kind(field) !== FieldKind.Map ? child : schema.element(field);
    if (field === 0) return UNKNOWN;
  }
  const element = schema.element(field);
  const kind = schema.kind(field);
  return {
    kind,
    itemKind: kind === FieldKind.Array && element !== 0 ? schema.kind(element) : FieldKind.Unknown,
    values: schema.enumValues(kind === FieldKind.Array ? element : field).map(({ value }) => value),
    sample: findSample(schema, element),
  };
}

function findSample(schema: SchemaIndex, element: number): FieldShape["sample"] {
  const first = element === 0 ? 0 : schema.firstChild(element);
  for (let i = 0; i < (first === 0 ? 0 : schema.childCount(element)); i++) {
    const kind = schema.kind(first + i);
    if (schema.isLeaf(first + i) && kind === FieldKind.String) return { name: schema.name(first + i), kind };
  }
  return undefined;
}
