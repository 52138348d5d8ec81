/**
 * What outcomes of batches are called. The catalog has two words for a failure; an outcome nobody knows keeps its own word.
 */
import { later, say } from "../words/say";

const OUTCOMES: Readonly<Record<string, string>> = {
  success: later("success"),
  failed: later("failed"),
  failure: later("failed"),
  aborted: later("aborted"),
  abandoned: later("abandoned"),
  queued: later("queued"),
  processing: later("processing"),
  loading: later("loading"),
  loaded: later("loaded"),
  staging: later("staging"),
  staged: later("staged"),
  retrying: later("retrying"),
  stalled: later("stalled"),
};

/** The word of the catalog in the language of the reader. */
export function sayOutcome(status: string): string {
  return say(OUTCOMES[status] ?? status);
}
