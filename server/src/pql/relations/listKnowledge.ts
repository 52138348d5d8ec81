/**
 * Which fields are lists, as far as a schema says. Without it nobody knows whether a path runs through one, and a path
 * through a list is several values at once.
 */
import { FieldKind, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";

/** Where names begin that a schema may know: the profile or an event. */
export type SchemaPart = "profile" | "event";

/** Whether the field that the names lead to is a list; lists on the way are passed. Undefined where nobody knows. */
export type ListKnowledge = (part: SchemaPart, names: readonly string[]) => boolean | undefined;

/** Knows nothing. */
export const NO_LISTS_KNOWN: ListKnowledge = () => undefined;

/** What the schemas of an environment know. */
export function knowLists({ profile, event }: Environment): ListKnowledge {
  return (part, names) => {
    const root = part === "profile" ? profile : event;
    return root === undefined ? undefined : isList(root, names);
  };
}

function isList({ schema, field }: SchemaRoot, names: readonly string[]): boolean | undefined {
  let at = field;
  for (const name of names) {
    const record = schema.record(at);
    const child = schema.findChild(record, name);
    if (child === 0) return undefined;
    at = child;
  }
  return kindIsList(schema, at);
}

function kindIsList(schema: SchemaIndex, field: number): boolean | undefined {
  const kind = schema.kind(field);
  return kind === FieldKind.Unknown ? undefined : kind === FieldKind.Array;
}
