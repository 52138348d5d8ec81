/**
 * What one clause tells about the whole query, collected while it is walked: which events, windows and audiences it asks for.
 * Summaries only, so that the verdict over ten thousand clauses can be added up again on each key; clauses that only read the
 * profile, which nearly all do, share constants.
 */
import type { Span } from "../text/span";

/** A reach without an end, and a number of events that is not fixed. A whole number, so that all of them are stored alike. */
export const UNLIMITED = 2 ** 30 - 1;

/** One test of events: a step of a chain, or one mention of `xEvent`. */
interface EventTest {
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

/** An event test that may still be refined. */
export interface EventDraft {
  span: Span;
  reachHours: number;
  count: number;
  isNegated: boolean;
  hasWindow: boolean;
  source: number;
}

/** The traits found so far. */
export class TraitsDraft {
  readsProfile = false;
  isNegated = false;
  parenthesisDepth = 0;
  events: EventDraft[] = [];
  audiences: AudienceRead[] = [];
  aggregations: Span[] = [];
  contexts: Span[] = [];
  foreignMemberships: Span[] = [];

  /** Forgets everything. Lists that were handed out are left to their owner. */
  clear(): void {
    this.readsProfile = false;
    this.isNegated = false;
    this.parenthesisDepth = 0;
    if (this.events.length > 0) this.events = [];
    if (this.audiences.length > 0) this.audiences = [];
    if (this.aggregations.length > 0) this.aggregations = [];
    if (this.contexts.length > 0) this.contexts = [];
    if (this.foreignMemberships.length > 0) this.foreignMemberships = [];
  }

  /** What was collected. */
  finish(): ClauseTraits {
    if (this.#isPlain) return this.readsProfile ? PROFILE_TRAITS : NO_TRAITS;
    return {
      readsProfile: this.readsProfile,
      isNegated: this.isNegated,
      parenthesisDepth: this.parenthesisDepth,
      events: handedOut(this.events),
      audiences: handedOut(this.audiences),
      aggregations: handedOut(this.aggregations),
      contexts: handedOut(this.contexts),
      foreignMemberships: handedOut(this.foreignMemberships),
    };
  }

  get #isPlain(): boolean {
    return (
      !this.isNegated &&
      this.parenthesisDepth === 0 &&
      this.events.length === 0 &&
      this.audiences.length === 0 &&
      this.aggregations.length === 0 &&
      this.contexts.length === 0 &&
      this.foreignMemberships.length === 0
    );
  }
}

const NOTHING: readonly never[] = [];

/** An empty list is kept, since the next clause will fill it. */
function handedOut<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? NOTHING : items;
}
