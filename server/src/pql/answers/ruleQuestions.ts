/**
 * What agents and guides ask about rules, and what is answered: plain data that can travel between programs, so that whoever has no
 * core of its own asks one that has. The shapes only.
 */
import type { RelationKind } from "../relations/relateRules";
import type { Evaluation } from "../semantics/evaluationKind";
import type { PlainField } from "./listFields";

/** A question and its answer. */
interface RuleQuestion<Input, Answer> {
  readonly input: Input;
  readonly answer: Answer;
}

/** A rule as text. */
interface RuleInput {
  readonly rule: string;
}

/** All questions by name. */
export interface RuleQuestions {
  /** The fields that a condition can be about. */
  readonly fields: RuleQuestion<object, readonly PlainField[]>;
  /** Many rules at once, as the platform keeps them. */
  readonly readRules: RuleQuestion<{ readonly expressions: readonly KeptExpression[] }, readonly ReadRule[]>;
  readonly check: RuleQuestion<RuleInput, CheckedRule>;
  /** In plain words: English, but for a reader in the language that was handed in. */
  readonly explain: RuleQuestion<RuleInput & { readonly isForReader?: boolean }, string>;
  readonly evaluate: RuleQuestion<EvaluationInput, EvaluatedRule>;
  readonly runTests: RuleQuestion<RuleInput & { readonly tests: string }, JudgedTests>;
  readonly relate: RuleQuestion<{ readonly first: string; readonly second: string }, RelatedTexts>;
  /** How one rule stands to each of others. */
  readonly relateToMany: RuleQuestion<
    RuleInput & { readonly others: readonly string[] },
    readonly RelationKind[]
  >;
  /** Everything that can be told of a draft from its text. */
  readonly judge: RuleQuestion<RuleInput & { readonly tests?: string | undefined }, JudgedRule>;
  /** The clause at a place of a rule, for changing it. */
  readonly clauseAt: RuleQuestion<RuleInput & { readonly offset: number }, FoundClause | null>;
}

export type RuleQuestionName = keyof RuleQuestions;

/** What is handed in. */
export type RuleInputOf<Name extends RuleQuestionName> = RuleQuestions[Name]["input"];

/** What comes back. */
export type RuleAnswerOf<Name extends RuleQuestionName> = RuleQuestions[Name]["answer"];

/** A rule as the platform keeps it: text, unless the format says that it is a tree. */
export interface KeptExpression {
  readonly format?: string | undefined;
  readonly value: string;
}

/** A rule as the platform keeps it, read. */
export interface ReadRule {
  /** Missing where it is a tree that no text stands for. */
  readonly text?: string;
  readonly reads: readonly FieldRead[];
}

/** A field that a rule reads: names from the root, without backticks. */
export interface FieldRead {
  readonly root: "profile" | "event";
  readonly steps: readonly string[];
}

/** A problem with its place, from 1, and what its first fix makes of the rule. */
export interface PlacedProblem {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly fix?: { readonly title: string; readonly rule: string } | undefined;
}

/** What was found in a rule. */
export interface CheckedRule {
  readonly problems: readonly PlacedProblem[];
  readonly evaluation: Evaluation;
}

/** A profile to be tried. */
export interface EvaluationInput extends RuleInput {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly now: number | string;
  readonly timeZone?: string | undefined;
}

/** What a rule answers for a profile, or why it cannot be asked. */
export type EvaluatedRule =
  | { readonly kind: "badClock" }
  | { readonly kind: "badRule"; readonly messages: readonly string[] }
  | {
      readonly kind: "answer";
      readonly qualifies: unknown;
      readonly reasons: readonly { readonly code: string; readonly message: string }[];
      readonly why: string;
      readonly profileProblems: readonly unknown[];
    };

/** How one test ended. */
export interface JudgedTest {
  readonly name: string;
  readonly qualifies: boolean | undefined;
  readonly outcome: "passed" | "failed" | "broken";
  /** Why, clause by clause; missing where it passed. */
  readonly why?: string | undefined;
}

/** How tests ended. */
export interface JudgedTests {
  readonly tests: readonly JudgedTest[];
  /** Errors of the rule. */
  readonly problems: readonly string[];
}

/** Two rules held against each other. */
export interface RelatedTexts {
  readonly kind: RelationKind;
  /** Profiles that one rule accepts and the other does not, or both. */
  readonly examples: {
    readonly onlyFirst?: unknown;
    readonly onlySecond?: unknown;
    readonly both?: unknown;
  };
  /** Why nothing could be proved. */
  readonly obstacles: readonly string[];
  readonly firstIsNever: boolean;
  readonly secondIsNever: boolean;
}

/** What can be told of a draft. */
export interface JudgedRule {
  /** Without one the rest can be believed. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly explanation: string;
  readonly evaluation: Evaluation;
  /** Those proposed, else made from the rule; missing where none could be made. */
  readonly testText?: string | undefined;
  readonly tests: readonly JudgedTest[];
  readonly reads: readonly FieldRead[];
}

/** A clause: what stands between two top-level `and` or `or`. */
export interface FoundClause {
  /** Offsets in the rule. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reads: readonly FieldRead[];
}
