/**
 * How one schema differs from another for those who read its fields: removed, retyped and deprecated fields. What is new
 * breaks nothing and is not told; a renaming shows as a removal, for nothing in a schema says where a field went.
 */
import { type FieldId, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";
import type { FieldChange, FieldPlace } from "./fieldChange";

/** The changes from one pair of schemas to another, in the order of the first. */
export function listSchemaChanges(
  before: Pick<Environment, "profile" | "event">,
  after: Pick<Environment, "profile" | "event">,
): readonly FieldChange[] {
  return [
    ...compareRoots("profile", before.profile, after.profile),
    ...compareRoots("event", before.event, after.event),
  ];
}

function compareRoots(
  root: FieldPlace["root"],
  before: SchemaRoot | undefined,
  after: SchemaRoot | undefined,
): readonly FieldChange[] {
  // Without a schema on one side nobody knows what is there.
  if (before === undefined || after === undefined) return [];
  return [...compareChildren({ root, steps: [] }, before, after)];
}

interface Side {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
}

function* compareChildren(place: FieldPlace, before: Side, after: Side): Generator<FieldChange> {
  const parent = before.schema.record(before.field);
  const first = before.schema.firstChild(parent);
  for (let i = 0; first !== 0 && i < before.schema.childCount(parent); i++) {
    const old = { schema: before.schema, field: first + i };
    const steps = [...place.steps, before.schema.name(old.field)];
    const field = after.schema.findChild(after.schema.record(after.field), steps[steps.length - 1] ?? "");
    if (field !== 0) yield* compareField({ root: place.root, steps }, old, { schema: after.schema, field });
    else if (!after.schema.isOpen(after.field)) yield { root: place.root, steps, kind: "removed" };
  }
}

function* compareField(place: FieldPlace, before: Side, after: Side): Generator<FieldChange> {
  const [was, now] = [kindOf(before), kindOf(after)];
  if (was !== now) yield { ...place, kind: "retyped", was, now };
  if (after.schema.isDeprecated(after.field) && !before.schema.isDeprecated(before.field))
    yield { ...place, kind: "deprecated" };
  yield* compareChildren(place, before, after);
}

function kindOf({ schema, field }: Side): string {
  const element = schema.element(field);
  const kind = fieldKindName(schema.kind(field));
  return element === 0 ? kind : `${kind} of ${fieldKindName(schema.kind(element))}`;
}
