/**
 * Reads a path of the text against the schemas without types: enough to show fields while a clause is unfinished.
 * Knows no variables and no implicit elements.
 */
import { EVENT_STEP } from "../schema/eventSchema";
import { type FieldId, ROOT_FIELD, type SchemaIndex } from "../schema/model";
import type { Environment } from "../semantics/environment";
import { isWord, TokenKind } from "../syntax/tokens";
import type { Tree } from "../syntax/tree";

/** A field of one of the schemas. */
export interface FieldPlace {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly root: "profile" | "event";
}

/** Tokens of the names of the path that ends with the name at `token`, first step first. */
export function pathTokens(tree: Tree, token: number): number[] {
  const names = [token];
  for (let at = token - 1; at > 0 && tree.tokenKind(at) === TokenKind.Dot; at -= 2) {
    if (!isNameToken(tree.tokenKind(at - 1))) break;
    names.unshift(at - 1);
  }
  return names;
}

/** True for what can be a step of a path. */
export function isNameToken(kind: number): boolean {
  return isWord(kind) || kind === TokenKind.QuotedName;
}

/** The field a path of names leads to; undefined where the schemas do not hold it. */
export function findFieldPlace(environment: Environment, names: readonly string[]): FieldPlace | undefined {
  const [first, ...rest] = names;
  const { profile, event } = environment;
  if (first === EVENT_STEP && event !== undefined) {
    return descend({ schema: event.schema, field: event.field, root: "event" }, rest);
  }
  if (profile === undefined) return undefined;
  const steps = first === "profile" ? rest : names;
  return descend({ schema: profile.schema, field: ROOT_FIELD, root: "profile" }, steps);
}

function descend(from: FieldPlace, names: readonly string[]): FieldPlace | undefined {
  let { field } = from;
  for (const name of names) {
    field = from.schema.findChild(from.schema.record(field), name);
    if (field === ROOT_FIELD) return undefined;
  }
  return { ...from, field };
}
