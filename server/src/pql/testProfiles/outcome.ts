/**
 * What a rule answered for one profile, laid out for asking how near it came to a goal.
 */
import { type Decision, findSoleDeciders, toDecision } from "../audienceTests/ruleDecision";
import type { Clock, CompiledRule } from "../evaluate/compiledRule";
import type { ClauseExplanation } from "../evaluate/explanationTrace";
import type { Answer } from "../evaluate/verdict";
import type { Query } from "../syntax/query";
import type { Span } from "../text/span";

/** A clause among those of its rule, in the order of the text. */
export interface ClauseFacts {
  readonly span: Span;
  readonly kind: ClauseExplanation["kind"];
  /** Undefined at top level. */
  readonly parent: number | undefined;
  /** One more than the number of the last clause inside it. */
  readonly end: number;
  /** True for what decides as one with `and`, `or` and `not` alone around it. */
  readonly isCondition: boolean;
}

/** The answer for one profile. */
export interface Outcome {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly value: Answer;
  /** As in `ClauseFacts`. */
  readonly clauses: readonly ClauseExplanation[];
  readonly decision: Decision;
  /** The numbers of the conditions on which the answer rests alone. */
  readonly sole: ReadonlySet<number>;
  /** The answer for another profile at the same time. */
  readonly askAgain: (profile: unknown) => Answer;
}

/** Asks a rule. */
export function toOutcome(
  profile: Readonly<Record<string, unknown>>,
  { query, rule, clock }: { readonly query: Query; readonly rule: CompiledRule; readonly clock: Clock },
): Outcome {
  const explanation = rule.explain(profile, clock);
  const clauses: ClauseExplanation[] = [];
  const numbers = new Map<ClauseExplanation, number>();
  const visit = (clause: ClauseExplanation): void => {
    numbers.set(clause, clauses.length);
    clauses.push(clause);
    clause.children.forEach(visit);
  };
  explanation.clauses.forEach(visit);
  const decision = toDecision(query, explanation.clauses);
  const sole = new Set(findSoleDeciders(decision).map((clause) => numbers.get(clause) ?? -1));
  const askAgain = (other: unknown): Answer => rule.evaluate(other, clock).value;
  return { profile, value: explanation.value, clauses, decision, sole, askAgain };
}

/** The clauses of a rule, from any outcome of it. */
export function toClauseFacts({
  decision,
  clauses,
}: Pick<Outcome, "decision" | "clauses">): readonly ClauseFacts[] {
  const joined = new Set<ClauseExplanation>();
  const note = ({ clause, kind, parts }: Decision): void => {
    if (clause !== undefined && kind === "condition") joined.add(clause);
    parts.forEach(note);
  };
  note(decision);
  const facts: ClauseFacts[] = [];
  let next = 0;
  const visit = (parent: number | undefined): void => {
    const clause = clauses[next];
    if (clause === undefined) return;
    const number = next++;
    for (const _ of clause.children) visit(number);
    facts[number] = {
      span: clause.span,
      kind: clause.kind,
      parent,
      end: next,
      isCondition: joined.has(clause),
    };
  };
  while (next < clauses.length) visit(undefined);
  return facts;
}
