/**
 * One field that changes by itself, told by a person rather than read off two schemas: the change, and what rules are checked
 * against once it has come. Where nobody can know the new schema, nothing is checked against it.
 */
import { FlatSchemaIndex } from "../schema/flatIndex";
import { type FieldId, FieldKind, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";
import { createEnvironment, type Environment, type SchemaRoot } from "../semantics/checkEnvironment";
import { type FieldChange, type FieldPlace, readPathText } from "./fieldChange";

/** What is supposed; paths as people write them from the profile. */
export interface Supposition {
  readonly kind: FieldChange["kind"];
  readonly path: string;
  /** Of a renamed field. */
  readonly to?: string | undefined;
  /** Of a retyped field, a word of XDM. */
  readonly type?: string | undefined;
}

/** The change with its schema, or why there is none. */
export type Supposed =
  | { readonly changes: readonly FieldChange[]; readonly after: Environment }
  | { readonly failure: "badPath" | "noField" };

/** Kinds of plain values, which a field can be given. */
const PLAIN_KINDS: readonly FieldKind[] = [
  FieldKind.String,
  FieldKind.Integer,
  FieldKind.Long,
  FieldKind.Double,
  FieldKind.Boolean,
  FieldKind.Date,
  FieldKind.DateTime,
];

export function supposeChange(before: Environment, { kind, path, to, type }: Supposition): Supposed {
  const place = readPathText(path);
  if (place === undefined) return { failure: "badPath" };
  const root = before[place.root];
  if (root !== undefined && isKnownMissing(root, place)) return { failure: "noField" };
  switch (kind) {
    case "removed":
    case "deprecated":
      return { changes: [{ ...place, kind }], after: before };
    case "renamed":
      return supposeName(before, place, readPathText(to ?? ""));
    case "retyped":
      return supposeType(before, place, type);
  }
}

/** A name that the schema has is checked; one that is yet to come cannot be. */
function supposeName(before: Environment, place: FieldPlace, target: FieldPlace | undefined): Supposed {
  if (target === undefined || target.root !== place.root) return { failure: "badPath" };
  const root = before[place.root];
  const isThere = root !== undefined && findField(root, target) !== 0;
  return {
    changes: [{ ...place, kind: "renamed", to: target.steps }],
    after: isThere ? before : createEnvironment({ dialect: before.dialect, severities: before.severities }),
  };
}

function supposeType(before: Environment, place: FieldPlace, type: string | undefined): Supposed {
  const kind = PLAIN_KINDS.find((one) => fieldKindName(one) === type);
  if (kind === undefined) return { failure: "badPath" };
  const root = before[place.root];
  if (root === undefined)
    return { changes: [{ ...place, kind: "retyped", now: fieldKindName(kind) }], after: before };
  const { schema } = root;
  const field = findField(root, place);
  // Of a list it is the items that get another type.
  const changed = schema.element(field) === 0 ? field : schema.element(field);
  const [was, now] = [fieldKindName(schema.kind(changed)), fieldKindName(kind)];
  if (was === now) return { changes: [], after: before };
  const list = changed === field ? "" : `${fieldKindName(schema.kind(field))} of `;
  const after = withSchema(before, schema, withKind(schema, changed, kind));
  return { changes: [{ ...place, kind: "retyped", was: `${list}${was}`, now: `${list}${now}` }], after };
}

/** The schema may be that of profiles, of events, or one that describes both. */
function withSchema(before: Environment, old: SchemaIndex, changed: SchemaIndex): Environment {
  const { profile, event, dialect, evaluationRules, severities, audiences } = before;
  const inPlace = (root: SchemaRoot | undefined) => (root?.schema === old ? changed : root?.schema);
  const isShared = event?.schema === profile?.schema;
  return createEnvironment({
    dialect,
    evaluationRules,
    severities,
    profile: inPlace(profile),
    event: isShared ? undefined : inPlace(event),
    audiences: audiences && Array.from(audiences, ([id, name]) => ({ id, name })),
  });
}

function withKind({ columns }: SchemaIndex, field: FieldId, kind: FieldKind): SchemaIndex {
  const kinds = columns.kind.slice();
  kinds[field] = kind;
  return new FlatSchemaIndex({ ...columns, kind: kinds });
}

/** 0 where there is none. */
function findField({ schema, field }: SchemaRoot, { steps }: FieldPlace): FieldId {
  let found = field;
  for (const step of steps) {
    found = schema.findChild(schema.record(found), step);
    if (found === 0) return 0;
  }
  return found;
}

/** A schema that leaves open what an object holds may hide the field. */
function isKnownMissing({ schema, field }: SchemaRoot, { steps }: FieldPlace): boolean {
  let found = field;
  for (const step of steps) {
    const parent = schema.record(found);
    const next = schema.findChild(parent, step);
    if (next === 0) return !schema.isOpen(parent);
    found = next;
  }
  return false;
}
