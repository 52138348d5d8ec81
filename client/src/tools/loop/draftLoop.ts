/**
 * From a request in words to a draft that a person can judge: fields that may be meant, a model's draft, our own checker and
 * evaluator, repair with what they found, at most three times. Trusts nothing that the model says: a rule counts once it has no
 * errors. Sends nothing to the platform, writes nothing.
 */
import { findFillers } from "../datasetFields";
import { type DraftJudgement, type JudgementGrounds, judgeDraft } from "../draftJudgement";
import { rankFields } from "../fieldRanking";
import { toReaderKey } from "../readerKey";
import type { KnownField } from "../ruleDesk";
import { type CandidateField, toFirstPrompt, toRepairPrompt } from "./draftPrompts";
import { type LanguageModel, readModelAnswer } from "./modelAnswer";

/** What is asked for and what is known. */
export interface DraftingTask extends JudgementGrounds {
  readonly request: string;
  /** What was asked back before, and answered. */
  readonly answered?: readonly AnsweredQuestion[];
  readonly model: LanguageModel;
  /** Told before each question to the model: 0 for the draft, then the number of the repair. */
  readonly onRound?: (round: number) => void;
}

/** A question of the model and what the person said to it. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
}

/** All that the person said. */
function toWholeRequest({ request, answered = [] }: DraftingTask): string {
  return [request, ...answered.map(({ answer }) => answer)].join("\n");
}

/** A draft without errors. */
export interface FinishedDraft {
  readonly name: string;
  readonly rule: string;
  readonly request: string | undefined;
  readonly judgement: DraftJudgement;
}

/** How the loop ended. */
export type DraftingOutcome =
  | { readonly kind: "draft"; readonly draft: FinishedDraft }
  /** Something the person has to say first; plain text. */
  | { readonly kind: "question"; readonly question: string }
  /** No draft without errors; why the last one was none. */
  | { readonly kind: "unfinished"; readonly problems: readonly string[] };

/** Repairs after the first draft. */
const MOST_REPAIRS = 3;
const MOST_FIELDS = 40;

/** Runs the loop. Rejects where the model cannot be asked, or with the signal's reason. */
export async function draftAudience(task: DraftingTask): Promise<DraftingOutcome> {
  const candidates = await findCandidates(task);
  if (candidates.length === 0) return { kind: "question", question: NOTHING_FOUND };
  const first = toFirstPrompt(task.request, candidates, task.answered);
  const seen = new Set<string>();
  let fewest = Number.POSITIVE_INFINITY;
  let [prompt, problems, best] = [first, NO_PROBLEMS, undefined as FinishedDraft | undefined];
  for (let round = 0; round <= MOST_REPAIRS; round++) {
    task.signal.throwIfAborted();
    task.onRound?.(round);
    const answer = await task.model.complete(prompt, task.signal);
    task.signal.throwIfAborted();
    const turn = await judgeAnswer(answer, task);
    if (turn.kind === "question") return turn;
    if (turn.draft !== undefined && turn.problems.length <= fewest) {
      best = turn.draft;
      fewest = turn.problems.length;
    }
    if (turn.problems.length === 0 || seen.has(answer)) break;
    seen.add(answer);
    problems = turn.problems;
    prompt = toRepairPrompt(first, answer, problems);
  }
  return best === undefined ? { kind: "unfinished", problems } : { kind: "draft", draft: best };
}

const NO_PROBLEMS: readonly string[] = [];

const NOTHING_FOUND =
  "No field of this sandbox is about that. Which property or behaviour of people do you mean?";

/** What a field that datasets fill is worth beside audiences that read it. */
const FILLED_AS_READERS = 3;

/** The fields that may be meant, with the datasets that fill each. */
async function findCandidates(task: DraftingTask): Promise<readonly CandidateField[]> {
  const { knowledge, signal } = task;
  const [{ fields }, { readers }, datasets] = await Promise.all([
    knowledge.schemas(signal),
    knowledge.audiences(signal),
    knowledge.datasets(signal),
  ]);
  const countUses = (field: KnownField) => {
    const isFilled = (findFillers(datasets, field)?.length ?? 0) > 0;
    return (readers.get(toReaderKey(field.root, field.path)) ?? 0) + (isFilled ? FILLED_AS_READERS : 0);
  };
  const ranked = rankFields(fields, toWholeRequest(task), countUses).slice(0, MOST_FIELDS);
  const candidates = ranked.length === 0 ? [] : withEventType(ranked, fields);
  return candidates.map((field) => {
    const filledBy = findFillers(datasets, field);
    return filledBy === undefined ? field : { ...field, filledBy };
  });
}

/** What one answer amounts to. */
type Turn =
  | { readonly kind: "question"; readonly question: string }
  | {
      readonly kind: "draft";
      /** Missing while the rule has errors. */
      readonly draft: FinishedDraft | undefined;
      /** What the model is told. */
      readonly problems: readonly string[];
    };

async function judgeAnswer(text: string, task: DraftingTask): Promise<Turn> {
  const answer = readModelAnswer(text);
  if (answer.kind === "question") return answer;
  if (answer.kind === "unusable") return { kind: "draft", draft: undefined, problems: [answer.reason] };
  const { name, rule } = answer;
  const request = toWholeRequest(task);
  const judgement = await judgeDraft({ ...answer, request }, task);
  if (judgement.errors.length > 0) return { kind: "draft", draft: undefined, problems: judgement.errors };
  return {
    kind: "draft",
    draft: { name, rule, request, judgement },
    problems: [...judgement.warnings, ...listTestProblems(judgement, answer.tests === undefined ? 1 : 2)],
  };
}

/** Whoever gives tests gives two of each sort; of those that are made from a rule, one may be all there is. */
function listTestProblems({ tests }: DraftJudgement, least: number): readonly string[] {
  const wrong = tests
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ name, why = "" }) => `The test “${name}” does not end as it says. ${why}`);
  const count = (qualifies: boolean) => tests.filter((test) => test.qualifies === qualifies).length;
  const isThin = count(true) < least || count(false) < least;
  return isThin
    ? [...wrong, "There have to be tests of two profiles that qualify and of two that do not."]
    : wrong;
}

/** Events are told apart by their type, so whoever may use an event may use it. */
function withEventType(chosen: readonly KnownField[], all: readonly KnownField[]): readonly KnownField[] {
  const type = all.find(({ root, path }) => root === "event" && path === "eventType");
  return type === undefined || chosen.includes(type) ? chosen : [...chosen, type];
}
