/**
 * Which engines can evaluate a query: edge, streaming, batch, each with the reason and the place responsible.
 * Follows docs/grammar.md#engines, the rules in force and, behind an option, those before 20 May 2025. Adds up the traits of the
 * clauses and looks at no text, so that the verdict can be made again on each key.
 */
import { type Span, shifted } from "../text/span";
import type { EvaluationRules } from "./checkEnvironment";
import { type TraitsList, UNLIMITED } from "./clauseTraits";

/** Whether an engine can evaluate the query. */
export type EvaluationAnswer = "yes" | "no" | "depends";

/** Why an engine can or cannot. */
interface EvaluationReason {
  readonly text: string;
  /** In the whole text; undefined where the query as a whole is the reason. */
  readonly span: Span | undefined;
  readonly clauseIndex: number | undefined;
}

/** The verdict on one engine. */
export interface EvaluationVerdict {
  readonly answer: EvaluationAnswer;
  readonly reasons: readonly EvaluationReason[];
}

/** The verdict on all engines. */
export interface Evaluation {
  readonly edge: EvaluationVerdict;
  readonly streaming: EvaluationVerdict;
  readonly batch: EvaluationVerdict;
}

/** Windows up to this length count as within a day. */
const DAY = 24;

/** What the verdict needs besides the query. */
export interface EvaluationCircumstances {
  readonly rules?: EvaluationRules;
  /** Whether the merge policy of the audience is active on edge; undefined where nobody knows. */
  readonly isActiveOnEdge?: boolean | undefined;
}

/** Said where edge or streaming can evaluate a query and nobody knows its merge policy. */
export const NEEDS_ACTIVE_POLICY = "The merge policy must be active on edge.";

/** The engines that can evaluate the query made of these clauses. */
export function evaluateKind(
  clauses: TraitsList,
  { rules = "current", isActiveOnEdge }: EvaluationCircumstances = {},
): Evaluation {
  const kind = evaluateRule(clauses, rules);
  const { edge, streaming, batch } = kind;
  // Before 2025 only edge asked for such a policy.
  const isStreamingBound = rules === "current";
  return {
    edge: withPolicy(edge, isActiveOnEdge),
    streaming: isStreamingBound ? withPolicy(streaming, isActiveOnEdge) : streaming,
    batch,
  };
}

/** Both engines work on the one merge policy that is active on edge. */
function withPolicy(given: EvaluationVerdict, isActiveOnEdge: boolean | undefined): EvaluationVerdict {
  if (given.answer === "no" || isActiveOnEdge === true) return given;
  if (isActiveOnEdge === undefined)
    return verdict(given.answer, [...given.reasons, whole(NEEDS_ACTIVE_POLICY)]);
  return verdict("no", [whole("The merge policy of this audience is not active on edge.")]);
}

function evaluateRule(clauses: TraitsList, rules: EvaluationRules): Evaluation {
  const facts = gatherFacts(clauses);
  const batch = verdict("yes", [
    whole("Batch evaluates every audience, once a day unless scheduled otherwise."),
  ]);
  return rules === "current"
    ? { edge: edgeToday(facts), streaming: streamingToday(facts), batch }
    : { edge: edgeBefore(facts), streaming: streamingBefore(facts), batch };
}

function verdict(answer: EvaluationAnswer, reasons: readonly EvaluationReason[]): EvaluationVerdict {
  return { answer, reasons };
}

function whole(text: string): EvaluationReason {
  return { text, span: undefined, clauseIndex: undefined };
}

function at(text: string, { span, clauseIndex }: PlacedTest): EvaluationReason {
  return { text, span, clauseIndex };
}

const PROFILE_ONLY = whole("Only profile attributes are read.");
const PROFILE_ONLY_ON_EDGE = whole("Only profile attributes are read, which edge evaluates once a day.");

/** What both engines say where no event is asked for; undefined where one is. */
function withoutEvents(
  facts: EvaluationFacts,
  members: string,
  profileOnly = PROFILE_ONLY,
): EvaluationVerdict | undefined {
  if (facts.events.length > 0) return undefined;
  const [audience] = facts.audiences;
  if (audience === undefined) return verdict("yes", [profileOnly]);
  return verdict(members === "" ? "yes" : "depends", [
    at(`The rule is made of other audiences${members}.`, audience),
  ]);
}

/** Events together with `inSegment`, which one page both forbids and recommends. */
function eventsWithAudience(facts: EvaluationFacts): EvaluationVerdict | undefined {
  const [audience] = facts.audiences;
  if (audience === undefined || facts.events.length === 0) return undefined;
  return verdict("depends", [
    at(
      "An event together with `inSegment` works only where that audience reads profile attributes alone.",
      audience,
    ),
  ]);
}

function longest(facts: EvaluationFacts): PlacedTest | undefined {
  return facts.events.find(({ reachHours }) => reachHours > DAY);
}

function tooLong(test: PlacedTest): EvaluationReason {
  if (test.reachHours >= UNLIMITED) {
    const fault = test.hasWindow
      ? "This time window may reach back further than 24 hours"
      : "This event has no time window";
    return at(`${fault}; it has to lie within the last 24 hours.`, test);
  }
  return at(`This window reaches back ${describeHours(test.reachHours)}; the limit is 24 hours.`, test);
}

/** Memberships of Audience Manager, which streaming cannot read. */
function withForeignMembership({ foreignMemberships }: EvaluationFacts): EvaluationVerdict | undefined {
  const [membership] = foreignMemberships;
  if (membership === undefined) return undefined;
  return verdict("no", [at("Audiences of Audience Manager are not evaluated by streaming.", membership)]);
}

/** Events of several chains follow no order, which streaming asks for; one that must not happen may stand beside another. */
function withoutOrder({ events }: EvaluationFacts): EvaluationVerdict | undefined {
  const [first] = events;
  const other = events.find(({ source }) => source !== first?.source);
  if (first === undefined || other === undefined) return undefined;
  const isBesideNegated = events.some(({ isNegated }) => isNegated);
  return verdict(isBesideNegated ? "depends" : "no", [
    at(
      "Events of several chains have no order; make them steps of one chain, or give each its own audience and join these by `inSegment`.",
      other,
    ),
  ]);
}

function describeHours(hours: number): string {
  if (hours <= 2 * DAY) return `${hours} hours`;
  return `${Math.ceil(hours / DAY)} days`;
}

function streamingToday(facts: EvaluationFacts): EvaluationVerdict {
  const foreign = withForeignMembership(facts);
  if (foreign !== undefined) return foreign;
  const simple = withoutEvents(facts, "");
  if (simple !== undefined) return simple;
  const test = longest(facts);
  if (test !== undefined) return verdict("no", [tooLong(test)]);
  if (facts.negation !== undefined) {
    return verdict("no", [
      at("The whole rule is negated; a rule of negated events alone does not stream.", facts.negation),
    ]);
  }
  return (
    withoutOrder(facts) ??
    eventsWithAudience(facts) ??
    verdict("yes", [
      whole(isSingle(facts) ? "One event within 24 hours." : "Several events, all within the last 24 hours."),
    ])
  );
}

function isSingle({ events }: EvaluationFacts): boolean {
  return events.length === 1 && events[0].count === 1;
}

function edgeToday(facts: EvaluationFacts): EvaluationVerdict {
  const simple = withoutEvents(facts, ", which must be edge or batch audiences", PROFILE_ONLY_ON_EDGE);
  if (simple !== undefined) return simple;
  const test = longest(facts);
  if (test !== undefined) return verdict("no", [tooLong(test)]);
  const [first, second] = facts.events;
  if (second !== undefined)
    return verdict("no", [at("Edge looks at one event; this is a second one.", second)]);
  if (first.count !== 1)
    return verdict("no", [at("Edge looks at a single event and does not count.", first)]);
  if (first.isNegated)
    return verdict("no", [at("Edge does not list events that must not have happened.", first)]);
  return eventsWithAudience(facts) ?? verdict("yes", [whole("One event within 24 hours.")]);
}

function streamingBefore(facts: EvaluationFacts): EvaluationVerdict {
  const foreign = withForeignMembership(facts);
  if (foreign !== undefined) return foreign;
  const simple = withoutEvents(facts, "");
  if (simple !== undefined) return simple;
  const test = isSingle(facts) ? undefined : longest(facts);
  if (test !== undefined) return verdict("no", [tooLong(test)]);
  return (
    eventsWithAudience(facts) ??
    verdict("yes", [
      whole(
        isSingle(facts) ? "One event, whenever it was." : "Several events, all within the last 24 hours.",
      ),
    ])
  );
}

/** Two events were the most that the old edge rules list. */
const MOST_EDGE_EVENTS = 2;

function edgeBefore(facts: EvaluationFacts): EvaluationVerdict {
  const simple = withoutEvents(facts, "");
  if (simple !== undefined) return simple;
  const test = isSingle(facts) ? undefined : longest(facts);
  if (test !== undefined) return verdict("no", [tooLong(test)]);
  const third = facts.events[MOST_EDGE_EVENTS];
  if (third !== undefined)
    return verdict("no", [at("Edge looked at two events at most; this is a third one.", third)]);
  return (
    eventsWithAudience(facts) ??
    verdict("yes", [
      whole(isSingle(facts) ? "One event, whenever it was." : "At most two events within the last 24 hours."),
    ])
  );
}

/** A test of events, or an audience, and where it stands. */
interface PlacedTest {
  readonly span: Span;
  readonly clauseIndex: number;
  readonly reachHours: number;
  readonly count: number;
  readonly isNegated: boolean;
  readonly hasWindow: boolean;
  /** Where the chain or mention begins that the test belongs to, in the whole text. */
  readonly source: number;
}

/** What a query asks for. */
interface EvaluationFacts {
  readonly readsProfile: boolean;
  readonly events: readonly PlacedTest[];
  readonly audiences: readonly PlacedTest[];
  /** Memberships of Audience Manager. */
  readonly foreignMemberships: readonly PlacedTest[];
  /** The negation around the whole rule, where there is one. */
  readonly negation: PlacedTest | undefined;
}

/** The facts of the query made of these clauses, with places in the whole text. Stops collecting where more of the same changes nothing. */
function gatherFacts(clauses: TraitsList): EvaluationFacts {
  const events: PlacedTest[] = [];
  const audiences: PlacedTest[] = [];
  const foreignMemberships: PlacedTest[] = [];
  let readsProfile = false;
  for (let index = 0; index < clauses.length; index++) {
    const traits = clauses.traitsAt(index);
    readsProfile ||= traits.readsProfile;
    const { foreignMemberships: foreign } = traits;
    if (traits.events.length + traits.audiences.length + foreign.length === 0) continue;
    const start = clauses.startOf(index);
    for (const test of traits.events) {
      const span = shifted(test.span, start);
      events.push({ ...test, span, source: test.source + start, clauseIndex: index });
    }
    for (const { span } of traits.audiences) {
      audiences.push({ ...NO_TEST, span: shifted(span, start), clauseIndex: index });
    }
    for (const span of foreign) {
      foreignMemberships.push({ ...NO_TEST, span: shifted(span, start), clauseIndex: index });
    }
  }
  const isNegated = clauses.length === 1 && clauses.traitsAt(0).isNegated;
  return { readsProfile, events, audiences, foreignMemberships, negation: isNegated ? events[0] : undefined };
}

const NO_TEST = { reachHours: 0, count: 0, isNegated: false, hasWindow: false, source: 0 };
