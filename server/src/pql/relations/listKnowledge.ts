/**
 * Which fields are lists, as far as a schema says. Without it nobody knows whether a path runs through one, and a path
 * through a list is several values at once.
 */
import { FieldKind, type SchemaIndex } from "../schema/schemaIndex";
import type { Environment, SchemaRoot } from "../semantics/checkEnvironment";

/** Where names begin that a schema may know: the profile or an event. */
export type SchemaPart = "profile" | "event";

/** For each of the names whether the field they lead to up to there is a list; lists on the way are passed. Undefined where nobody knows. */
export type ListKnowledge = (part: SchemaPart, names: readonly string[]) => readonly (boolean | undefined)[];

/** Knows nothing. */
export const NO_LISTS_KNOWN: ListKnowledge = () => [];

/** What the schemas of an environment know. */
export function knowLists({ profile, event }: Environment): ListKnowledge {
  return (part, names) => {
    const root = part === "profile" ? profile : event;
    return root === undefined ? [] : listsOn(root, names);
  };
}

function listsOn({ schema, field }: SchemaRoot, names: readonly string[]): (boolean | undefined)[] {
  const lists: (boolean | undefined)[] = [];
  let at = field;
  for (const name of names) {
    at = schema.findChild(schema.record(at), name);
    if (at === 0) break;
    lists.push(kindIsList(schema, at));
  }
  return lists;
}

function kindIsList(schema: SchemaIndex, field: number): boolean | undefined {
  const kind = schema.kind(field);
  return kind === FieldKind.Unknown ? undefined : kind === FieldKind.Array;
}
