/**
 * Collects the traits of a clause while it is walked. Hands out shared constants for clauses that only read the profile,
 * which nearly all do.
 */
import type { Span } from "../text/span";
import { type AudienceRead, type ClauseTraits, NO_TRAITS, PROFILE_TRAITS } from "./clauseTraits";

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
