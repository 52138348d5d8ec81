/**
 * Adds up the traits of all clauses to what the verdict on engines needs, with places in the whole text.
 * Stops collecting where more of the same changes nothing.
 */
import { type Span, shifted } from "../text/span";
import type { TraitsList } from "./clauseTraits";

/** A test of events, or an audience, and where it stands. */
export interface PlacedTest {
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
export interface EvaluationFacts {
  readonly readsProfile: boolean;
  readonly events: readonly PlacedTest[];
  readonly audiences: readonly PlacedTest[];
  /** Memberships of Audience Manager. */
  readonly foreignMemberships: readonly PlacedTest[];
  /** The negation around the whole rule, where there is one. */
  readonly negation: PlacedTest | undefined;
}

/** The facts of the query made of these clauses. */
export function gatherFacts(clauses: TraitsList): EvaluationFacts {
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
