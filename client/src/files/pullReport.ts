/**
 * What a pull did, as data: for the message in the editor, the lines of the pipeline, and tests.
 */
import type { DefinitionField } from "../model/audienceDefinition";
import { say } from "../words/say";
import type { ListingGap } from "./platformAudiences";

/** Files that hold changes of their own and stayed as they were in these fields. */
export interface KeptPair {
  readonly stem: string;
  readonly name: string;
  readonly fields: readonly DefinitionField[];
}

/** An audience without files or with older ones, and why. */
export interface SkippedAudience {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

/** The account of a pull. Stems are paths without ending. */
export interface PullReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly same: number;
  readonly kept: readonly KeptPair[];
  /** What has no place in files: audiences without an expression, and those several files claim to be. */
  readonly skipped: readonly SkippedAudience[];
  /** What belongs into the files and could not be read; its files are as they were. */
  readonly failed: readonly SkippedAudience[];
  /** What is on the platform and was not even listed. */
  readonly gaps: readonly ListingGap[];
}

/** A report being written while chunks come in. */
export interface PullReportDraft {
  readonly created: string[];
  readonly updated: string[];
  same: number;
  readonly kept: KeptPair[];
  readonly skipped: SkippedAudience[];
  readonly failed: SkippedAudience[];
  gaps: readonly ListingGap[];
}

/** Each thing that is missing, in a sentence. */
export function toMissingLines({ failed, gaps }: Pick<PullReport, "failed" | "gaps">): readonly string[] {
  return [
    ...failed.map(({ id, name, reason }) => `${name === "" ? id : `“${name}”`}: ${reason}`),
    ...gaps.map(({ count, reason }) =>
      count === undefined || count === 0 ? reason : say("At least {0} more: {1}", count, reason),
    ),
  ];
}

/** A report of nothing yet. */
export function startPullReport(): PullReportDraft {
  return { created: [], updated: [], same: 0, kept: [], skipped: [], failed: [], gaps: [] };
}
