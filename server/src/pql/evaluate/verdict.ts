/**
 * What the evaluator answers: true, false, or unknown with reasons. Every reason stands here with its sentence, so that
 * nobody words the same doubt twice. Decides nothing.
 */
import type { Span } from "../text/span";

/** Truth inside the evaluator: numbers, because they are compared once per item. */
export const Truth = { False: 0, True: 1, Unknown: 2 } as const;

/** One of the three truths. */
export type Truth = (typeof Truth)[keyof typeof Truth];

/** A truth as callers read it. */
export type Answer = true | false | "unknown";

/** The truth as callers read it. */
export function toAnswer(truth: Truth): Answer {
  return truth === Truth.Unknown ? "unknown" : truth === Truth.True;
}

/** `not`: what is unknown stays so. */
export function negated(truth: Truth): Truth {
  return truth === Truth.Unknown ? truth : truth === Truth.True ? Truth.False : Truth.True;
}

/** The sentence of each reason. The order follows docs/decisions.md. */
const SENTENCES = {
  emptyContainer: "Adobe does not document whether an empty object or list counts as missing.",
  emptyText: "Adobe does not document whether an empty string counts as true.",
  zeroAsCondition: "Adobe does not document whether zero counts as true.",
  coercion: "The two sides have different types, and Adobe's pages disagree on whether one is converted.",
  textOrder:
    "Adobe does not document how strings are ordered; `<` and the other comparisons are documented for numbers.",
  listOrder: "Adobe does not document whether order and repetition count when lists are compared.",
  eventIdentity: "Adobe does not document whether two events with equal content are the same event.",
  numberPrecision: "The answer depends on how numbers are rounded, which is not documented.",
  remainder: "Adobe does not document what `%` gives for a negative number or a divisor of zero.",
  caseFolding: "Adobe does not document how letters beyond ASCII are compared without regard to case.",
  likeEscape: "Adobe does not document how `%` and `_` are escaped in `like`.",
  pattern: "The pattern uses a part of Java's regular expressions that is not available here.",
  manyValues: "Adobe's pages disagree on whether `equals` takes several strings.",
  monthEnd: "Adobe does not document where a month ends that is counted from a day the target month lacks.",
  beyondReference: "Adobe does not document whether times on the other side of the reference count.",
  windowEnd: "Adobe's pages disagree on whether the reference itself belongs to the window.",
  exactDistance: "Adobe does not document how exactly `=` takes a distance in time.",
  unequalDistance: "Adobe does not document which times `!=` leaves for a distance.",
  sameTimestamp: "Adobe does not document whether another timestamp means its instant or its day.",
  direction: "Adobe does not document what the direction `from` means.",
  todayAsPoint: "Adobe's pages disagree on whether `today` is the start of the day or the whole day here.",
  weekStart:
    "Weeks are taken from Sunday to Saturday; with weeks that begin on Monday the answer may differ.",
  centuryStart: "Adobe does not document in which year a century or a millennium begins.",
  noSuchDay: "The date does not exist in the calendar.",
  ranking: "Adobe does not document how equal or missing values are ranked.",
  eventOrder: "Adobe does not document in which order a list of events stands.",
  listOfSeveral: "Adobe does not document how this reads a list whose items disagree.",
  missingItems: "Adobe does not document whether items without a value count.",
  missingList: "Adobe does not document whether this treats a missing list as an empty one.",
  noCommonItem: "Adobe's pages disagree on whether `intersection` of lists without a common item is null.",
  sameTime: "Adobe does not document how events of the same time are ordered in a chain.",
  negatedCount: "Adobe's pages disagree on whether a negated `COUNT` includes the number itself.",
  countComparison: "Only `COUNT` of a plain number, meaning at least so many, is documented.",
  countInSequence: "Adobe does not document which of the counted events the next step must follow.",
  ambiguousName:
    "Both the event and the profile have a field of this name, and it is not documented which is meant.",
  forallConditions: "Adobe does not document how `forall` reads the conditions of several variables.",
  wrongType: "The profile holds a value of another type than the expression expects.",
  unreadableTime: "The profile holds a time that cannot be read.",
  membershipStatus:
    "The profile holds a membership whose status is none of `realized`, `existing` and `exited`.",
  notDocumented: "Adobe does not document what this does in an audience.",
  contextData: "Context data and further parameters are not part of a profile.",
  tooDeep: "The profile is nested too deeply for what looks into it.",
  stepLimit: "The evaluation was stopped: it takes more steps than allowed.",
  cancelled: "The evaluation was cancelled.",
  badClock: "The clock gives no time, or a time zone that does not exist.",
  noProfile: "The profile is not an object.",
} as const;

/** What a reason is about. */
export type ReasonCode = keyof typeof SENTENCES;

/** Why an answer is unknown, or on what an answer rests that is not documented. */
export interface Reason {
  readonly code: ReasonCode;
  /** One sentence. */
  readonly message: string;
  /** The part of the expression, from the start of its text. */
  readonly span: Span;
  /** JSON Pointer into the profile where a value of it is at fault, as far as it is known. */
  readonly pointer?: string;
}

/** What one profile and one clock give. */
export interface Verdict {
  readonly value: Answer;
  /** Where the value is unknown: why. Else: what was assumed and could have mattered; mostly nothing. */
  readonly reasons: readonly Reason[];
}

/** A reason with its sentence. */
export function reasonOf(code: ReasonCode, span: Span, details?: { pointer: string; found: string }): Reason {
  const message = SENTENCES[code];
  if (details === undefined) return { code, message, span };
  return { code, message: `${message.slice(0, -1)}: ${details.found}.`, span, pointer: details.pointer };
}
