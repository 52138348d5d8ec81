/** When the time ends of which a whole text asks for events. */
import { knowLists } from "../relations/listKnowledge";
import { findWindowEnd } from "../relations/windowEnd";
import type { Environment } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";

/** Milliseconds since 1970, with days in UTC; undefined where the rule needs no event of a time that ends on a fixed day. */
export function readWindowEnd(text: string, environment: Environment): number | undefined {
  return findWindowEnd(parseQuery(text), knowLists(environment));
}
