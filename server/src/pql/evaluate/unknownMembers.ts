/**
 * Which members of a profile no union schema knows: a misspelt one is missing to every rule, and nothing else would say so.
 * Where a schema does not list all there is, everything is known.
 */
import { nearestField } from "../schema/nearestField";
import { EVENT_STEP, type FieldId, FieldKind, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment } from "../semantics/checkEnvironment";
import { isObject, type Value } from "./pqlValue";
import type { ProfileProblem } from "./profileReader";
import { escapeStep } from "./profileTypes";

/** Members beyond this number add nothing for a reader. */
const MOST = 20;
/** What every profile may hold, whatever its schema says. */
const ALWAYS_KNOWN = ["identityMap", "segmentMembership", EVENT_STEP];

/** A member that no schema knows. */
export interface UnknownMember extends ProfileProblem {
  /** The name that was meant, where a field of the same object is near. */
  readonly meant: string | undefined;
}

/** The members that the schemas do not have, each by its place in the profile, with the name that was probably meant. */
export function findUnknownMembers(
  profile: unknown,
  { profile: root, event }: Pick<Environment, "profile" | "event">,
): readonly UnknownMember[] {
  const value = profile as Value;
  if (!isObject(value)) return [];
  const found: UnknownMember[] = [];
  const fields = Object.entries(value).filter(([name]) => !ALWAYS_KNOWN.includes(name));
  if (root !== undefined) walk(Object.fromEntries(fields), { ...root, pointer: "", found });
  if (event !== undefined) {
    const events = value[EVENT_STEP];
    for (const [index, one] of Array.isArray(events) ? events.entries() : [])
      walk(one as Value, { ...event, pointer: `/${EVENT_STEP}/${index}`, found });
  }
  return found.slice(0, MOST);
}

interface Place {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly pointer: string;
  readonly found: UnknownMember[];
}

function walk(value: Value, place: Place): void {
  const { schema, field, pointer, found } = place;
  if (found.length >= MOST || schema.isLeaf(field) || schema.kind(field) === FieldKind.Unknown) return;
  const element = schema.element(field);
  if (element !== 0) {
    if (Array.isArray(value) || isObject(value))
      for (const [name, item] of Object.entries(value))
        walk(item as Value, { ...place, field: element, pointer: `${pointer}/${escapeStep(name)}` });
    return;
  }
  if (!isObject(value)) return;
  for (const [name, item] of Object.entries(value)) {
    const child = schema.findChild(field, name);
    const inner = `${pointer}/${escapeStep(name)}`;
    if (child !== 0) walk(item as Value, { ...place, field: child, pointer: inner });
    else if (!schema.isOpen(field)) found.push(toUnknown(name, inner, place));
  }
}

function toUnknown(name: string, pointer: string, { schema, field }: Place): UnknownMember {
  const near = nearestField(schema, field, name);
  const hint = near === undefined || near.path === "" ? "" : ` Did you mean \`${near.path}\`?`;
  return {
    pointer,
    message: `The schema has no field \`${name}\` here, so no rule reads it.${hint}`,
    meant: near === undefined || near.reason === "elsewhere" ? undefined : schema.name(near.field),
  };
}
