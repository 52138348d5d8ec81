/**
 * One field of a schema that becomes another, or none; its name as people write it; and how one schema differs from another for those
 * who read its fields. What is new breaks nothing and is not told; a renaming shows as a removal, for nothing in a schema says where
 * a field went.
 */
import { type FieldId, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";

/** A field by its names from the root of its class, lists passed silently. */
export interface FieldPlace {
  readonly root: "profile" | "event";
  readonly steps: readonly string[];
}

/** What happens to a field. */
export interface FieldChange extends FieldPlace {
  readonly kind: "removed" | "renamed" | "retyped" | "deprecated";
  /** The new names, of a renamed field. */
  readonly to?: readonly string[];
  /** Words of XDM, of a retyped field. */
  readonly was?: string;
  readonly now?: string;
}

const EVENTS = "xEvent";

/** The path as PQL writes it from the profile. */
function toPathText({ root, steps }: FieldPlace): string {
  const names = steps.map((name) => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) ? name : `\`${name}\``));
  return (root === "event" ? [EVENTS, ...names] : names).join(".");
}

/** The field that a path names; undefined for what is no path. */
export function readPathText(text: string): FieldPlace | undefined {
  const names = [...text.trim().matchAll(/`([^`]+)`|([^.`\s]+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  if (names.length === 0) return undefined;
  if (names[0] === EVENTS) return names.length > 1 ? { root: "event", steps: names.slice(1) } : undefined;
  return { root: "profile", steps: names };
}

/** The change in a few words. */
export function toChangeText(change: FieldChange): string {
  const path = toPathText(change);
  switch (change.kind) {
    case "removed":
      return `${path} is removed`;
    case "deprecated":
      return `${path} is deprecated`;
    case "renamed":
      return `${path} is renamed to ${toPathText({ root: change.root, steps: change.to ?? [] })}`;
    case "retyped":
      return `${path} changes from ${change.was ?? "?"} to ${change.now ?? "?"}`;
  }
}

/** Whether a field is the changed one or lies below it. A type concerns the field alone. */
export function isTouched({ kind, root, steps }: FieldChange, read: FieldPlace): boolean {
  if (root !== read.root || read.steps.length < steps.length) return false;
  if (kind === "retyped" && read.steps.length !== steps.length) return false;
  return steps.every((name, index) => read.steps[index] === name);
}

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
