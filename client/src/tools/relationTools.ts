/**
 * The tool that holds two rules against each other: equal, contained, disjoint, overlapping, or unknown with the reason. Proved or
 * shown by a made-up profile; never guessed.
 */

import * as z from "zod";
import type { RelationKind, RuleAnswerOf } from "../../../server/src/pql/service";
import { later } from "../words/say";
import { RULE } from "./ruleTools";
import { defineTool, type Tool } from "./tool";

/** What each relation means, in a sentence. */
const RELATION_WORDS: Readonly<Record<RelationKind, string>> = {
  equal: "Both rules accept the same profiles.",
  contained: "Whoever the first rule accepts, the second accepts, too; the second accepts more.",
  contains: "Whoever the second rule accepts, the first accepts, too; the first accepts more.",
  disjoint: "No profile is accepted by both rules.",
  overlapping: "Some profiles are accepted by both rules, and each accepts profiles that the other does not.",
  unknown: "Nothing could be proved about the two rules.",
};

function listNotes({ obstacles, firstIsNever, secondIsNever }: RuleAnswerOf<"relate">): readonly string[] {
  return [
    ...(firstIsNever ? ["The first rule accepts nobody."] : []),
    ...(secondIsNever ? ["The second rule accepts nobody."] : []),
    ...(obstacles.includes("unreadable")
      ? ["A rule has errors or is too large; check_pql tells which."]
      : []),
    ...(obstacles.includes("effort") ? ["The comparison was given up because it takes too long."] : []),
  ];
}

const RELATE = defineTool({
  name: "relate_rules",
  title: later("Compare two rules"),
  description:
    "How two PQL rules stand to each other: equal, one contained in the other, disjoint, or overlapping. Proved, or shown by a made-up profile; unknown where it can be neither.",
  input: z.strictObject({ first: RULE, second: RULE }),
  async run({ first, second }, { knowledge, signal }) {
    const { readAt } = await knowledge.schemas(signal);
    const relation = await knowledge.ask("relate", { first, second }, signal);
    const { kind, examples } = relation;
    return {
      data: { relation: kind, meaning: RELATION_WORDS[kind], examples },
      readAt,
      notes: listNotes(relation),
    };
  },
});

/** Tools about two rules. */
export const RELATION_TOOLS: readonly Tool[] = [RELATE];
