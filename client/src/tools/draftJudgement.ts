/**
 * Everything a person needs to judge a draft: problems, explanation, which engines can evaluate it, how its tests end, what of the
 * request it leaves out, which audiences it would double. Asks no platform and no model.
 */
import type { FieldRead, JudgedRule } from "../../../server/src/pql/service";
import { later } from "../words/say";
import { toReaderKey, toReaderKeys } from "./readerKey";
import { findUnheld } from "./requestPhrases";
import type { KnownField } from "./ruleDesk";
import type { SandboxKnowledge } from "./sandboxKnowledge";
import { findSimilar, type SimilarAudience } from "./similarAudiences";

/** A draft as it was proposed. */
export interface ProposedDraft {
  readonly name: string | undefined;
  readonly rule: string;
  /** The request in words that it answers; undefined where there is none. */
  readonly request: string | undefined;
  /** The text of an `.audience-test.json` file; undefined where none were proposed. */
  readonly tests: string | undefined;
}

/** What is known of the sandbox. */
export interface JudgementGrounds {
  readonly knowledge: SandboxKnowledge;
  readonly signal: AbortSignal;
}

/** What was found. */
export interface DraftJudgement extends Omit<JudgedRule, "reads"> {
  readonly unheld: readonly string[];
  readonly similar: readonly SimilarAudience[];
  /** The explanation in the language of the reader; that of the answer is for models. */
  readonly words: string;
}

/** Judges a draft: a text that is no rule has errors. */
export async function judgeDraft(
  draft: ProposedDraft,
  { knowledge, signal }: JudgementGrounds,
): Promise<DraftJudgement> {
  const { name, rule, request, tests } = draft;
  const [{ fields }, { rules }] = await Promise.all([knowledge.schemas(signal), knowledge.audiences(signal)]);
  const [{ reads, ...judged }, words] = await Promise.all([
    knowledge.ask("judge", { rule, tests }, signal),
    knowledge.ask("explain", { rule, isForReader: true }, signal),
  ]);
  const said = { rule, explanation: judged.explanation, fieldTexts: listFieldTexts(rule, { fields, reads }) };
  const relate = (others: readonly string[]) => knowledge.ask("relateToMany", { rule, others }, signal);
  return {
    ...judged,
    words,
    unheld: request === undefined ? [] : findUnheld(request, said),
    similar:
      judged.errors.length > 0
        ? []
        : await findSimilar({ name, rule, reads: toReaderKeys(reads), relate }, rules),
  };
}

/** Why a person should look at a draft before there is a plan for it. */
export function listDoubts({ tests }: Pick<DraftJudgement, "tests">): readonly string[] {
  if (tests.length === 0) return [];
  return [
    ...(tests.some(({ outcome }) => outcome !== "passed") ? [later("Its tests fail.")] : []),
    ...(tests.some(({ qualifies }) => qualifies === true) ? [] : [later("No made-up profile qualifies.")]),
    ...(tests.some(({ qualifies }) => qualifies !== true) ? [] : [later("Every made-up profile qualifies.")]),
  ];
}

/** What people call the fields and values of a rule. */
function listFieldTexts(
  rule: string,
  { fields, reads }: { readonly fields: readonly KnownField[]; readonly reads: readonly FieldRead[] },
): readonly string[] {
  const keys = toReaderKeys(reads);
  return fields
    .filter(({ root, path }) => keys.has(toReaderKey(root, path)))
    .flatMap(({ title = "", values = [] }) => [
      title,
      ...values.filter(({ value }) => rule.includes(`"${value}"`)).map((known) => known.title),
    ]);
}
