/**
 * Rules held against each other, from whole texts or trees, and when the time ends of which a text asks for events.
 */
import type { Clock } from "../evaluate/compiledRule";
import { jsonToText } from "../json/jsonToText";
import { knowLists } from "../relations/listKnowledge";
import { type RelatedRule, type Relation, RelationWorkbench } from "../relations/relateRules";
import { findFamilies, type RuleFamilies } from "../relations/ruleFamilies";
import { findWindowEnd } from "../relations/windowEnd";
import type { Environment } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";
import type { RuleSource } from "./compileRule";

/** Rules held against each other; what they share is read once. */
export interface RelationDesk {
  /** Reads a rule; one with syntax errors is in no known relation. */
  read(source: RuleSource): RelatedRule;
  relate(first: RelatedRule, second: RelatedRule): Relation;
  /** Equal and contained rules among many; gives how much is done at each pause. */
  findFamilies(rules: readonly RelatedRule[]): Generator<number, RuleFamilies>;
}

/** What is known beside the rules; everything may be missing. */
interface RelationSources {
  /** Its schemas tell which fields are lists. */
  readonly environment?: Environment | undefined;
  /** The clock of the examples. */
  readonly clock?: Clock | undefined;
}

/** A tree that has no text is no rule. */
const NO_RULE = "(";

/** A desk for rules. */
export function openRelations({ environment, clock }: RelationSources = {}): RelationDesk {
  const bench = new RelationWorkbench({ knowledge: environment && knowLists(environment), clock });
  const textOf = (source: RuleSource) =>
    "text" in source ? source.text : (jsonToText(source.json).text ?? NO_RULE);
  return {
    read: (source) => bench.read(parseQuery(textOf(source))),
    relate: (first, second) => bench.relate(first, second),
    findFamilies: (rules) => findFamilies(bench, rules),
  };
}

/** Milliseconds since 1970, with days in UTC; undefined where the rule needs no event of a time that ends on a fixed day. */
export function readWindowEnd(text: string, environment: Environment): number | undefined {
  return findWindowEnd(parseQuery(text), knowLists(environment));
}
