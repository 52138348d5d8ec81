/**
 * What is remembered of a pair between refreshes: its state and, as fingerprints, what the platform held. Pure.
 */
import type { AudienceSummary } from "../api/audiences";
import {
  type AudienceDraft,
  type Fingerprints,
  toDefinition,
  toFingerprints,
} from "../model/audienceDefinition";
import { say } from "../words/say";
import { type Comparison, compareWithSeen, type FileState, withSynonyms } from "./comparison";
import type { ComparedPair } from "./folderComparison";
import type { AudiencePair } from "./folderIndex";

/** A pair with its state in the sandbox in use. */
export interface PairStatus {
  readonly pair: AudiencePair;
  readonly comparison: Comparison;
  /** The audience on the platform; undefined where there is none. */
  readonly remote: RememberedAudience | undefined;
  readonly problems: readonly string[];
}

export interface RememberedAudience {
  readonly id: string;
  readonly fingerprints: Fingerprints;
  readonly lifecycle: string | undefined;
}

/** What to remember of a comparison. */
export function toPairStatus({ pair, comparison, audience, problems }: ComparedPair): PairStatus {
  return { pair, comparison, remote: audience && toRemembered(audience), problems };
}

/** What to remember of an audience. */
export function toRemembered(audience: AudienceSummary): RememberedAudience {
  const definition = toDefinition(audience);
  return { id: audience.id, fingerprints: toFingerprints(definition), lifecycle: definition.lifecycle };
}

/** The status after the files changed, against what is remembered of the platform. */
export function toStatusAfterEdit(
  { remote }: Pick<PairStatus, "remote">,
  edited: {
    readonly pair: AudiencePair;
    readonly draft: AudienceDraft;
    readonly base: Fingerprints | undefined;
    readonly problems: readonly string[];
  },
): PairStatus {
  const { pair, draft, base, problems } = edited;
  const comparison: Comparison =
    remote === undefined
      ? { state: "onlyHere", here: [], there: [], conflicting: [] }
      : compareWithSeen(withSynonyms(draft, remote), { base, fresh: remote.fingerprints });
  return { pair, comparison, remote, problems };
}

/** The states in the order of the source control view, with the words for them. */
export const STATE_TITLES: Readonly<Record<Exclude<FileState, "same">, string>> = {
  changedBoth: say("Changed Here and on the Platform"),
  changedHere: say("Changed Here"),
  onlyHere: say("Only Here"),
  changedThere: say("Changed on the Platform"),
  onlyThere: say("Only on the Platform"),
};

/** A sentence for tooltips. */
export function toStatusSentence({ comparison, problems }: PairStatus, sandbox: string): string {
  const { state, here, there, conflicting } = comparison;
  if (state === "same") return say("As {0} holds it", sandbox);
  if (state === "onlyHere") return say("Not in {0} yet", sandbox);
  const parts = [
    here.length === 0 ? "" : say("changed here: {0}", here.join(", ")),
    there.length === 0 ? "" : say("changed in {0}: {1}", sandbox, there.join(", ")),
    conflicting.length === 0 ? "" : say("changed on both sides: {0}", conflicting.join(", ")),
    ...problems,
  ];
  return parts.filter((part) => part !== "").join("; ");
}
