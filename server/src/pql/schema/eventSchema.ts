/**
 * Where the name `xEvent` leads. The profile union does not hold the events that PQL queries; their own union does.
 * Decides only about the place; what an unknown place means is the checker's business.
 */
import { type FieldId, FieldKind, ROOT_FIELD, type SchemaIndex } from "./schemaIndex";

/** The path step that always means the events of a profile. */
export const EVENT_STEP = "xEvent";

/** A field together with the schema that it belongs to. */
export interface SchemaPlace {
  readonly index: SchemaIndex;
  readonly field: FieldId;
}

/**
 * The record whose children are the fields of one event: the root of the event union, else the item of an array
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
