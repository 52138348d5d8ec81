/**
 * What one clause tells about the whole query: which events, windows and audiences it asks for.
 * Summaries only, so that the verdict over ten thousand clauses can be added up again on each key.
 */
import type { Span } from "../text/span";

/** A reach without an end, and a number of events that is not fixed. A whole number, so that all of them are stored alike. */
export const UNLIMITED = 2 ** 30 - 1;

/** One test of events: a step of a chain, or one mention of `xEvent`. */
export interface EventTest {
  /** Relative to the clause. */
  readonly span: Span;
  /** How far the test looks back, in whole hours, rounded up; `UNLIMITED` where nothing limits it. */
  readonly reachHours: number;
  /** How many such events are asked for; `UNLIMITED` where they are counted or added up. */
  readonly count: number;
  /** True below a `not`. */
  readonly isNegated: boolean;
  /** True where a time test stands on the event, however far it reaches. */
  readonly hasWindow: boolean;
  /** Where the chain or the mention of `xEvent` begins, relative to the clause; steps of one chain share it. */
  readonly source: number;
}

/** An audience named in `inSegment`. */
export interface AudienceRead {
  readonly span: Span;
  /** Undefined where the argument is not a plain text. */
  readonly id: string | undefined;
}

/** The summary of one clause; spans are relative to it. */
export interface ClauseTraits {
  readonly readsProfile: boolean;
  readonly events: readonly EventTest[];
  readonly audiences: readonly AudienceRead[];
  /** `count`, `sum`, `average`, `min` and `max`, in either form. */
  readonly aggregations: readonly Span[];
  /** `@{…}`, data that only a decision has. */
  readonly contexts: readonly Span[];
  /** Memberships of Audience Manager, `segmentMembership["aam"]`. */
  readonly foreignMemberships: readonly Span[];
  /** True where the whole clause stands below a `not`. */
  readonly isNegated: boolean;
  /** The deepest nesting of parentheses; measured for decision rules only, else 0. */
  readonly parenthesisDepth: number;
}

/** A clause that reads nothing. */
export const NO_TRAITS: ClauseTraits = {
  readsProfile: false,
  events: [],
  audiences: [],
  aggregations: [],
  contexts: [],
  foreignMemberships: [],
  isNegated: false,
  parenthesisDepth: 0,
};

/** By far the commonest clause: one that reads profile attributes and nothing else. */
export const PROFILE_TRAITS: ClauseTraits = { ...NO_TRAITS, readsProfile: true };

/** The clauses of a query as far as query-wide checks need them; an interface, so that nothing is copied per key. */
export interface TraitsList {
  readonly length: number;
  traitsAt(index: number): ClauseTraits;
  /** Offset of the clause's segment in the whole text. */
  startOf(index: number): number;
}
