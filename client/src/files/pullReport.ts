/**
 * What a pull did, as data: for the message in the editor, the lines of the pipeline, and tests.
 */
import type { DefinitionField } from "../model/audienceDefinition";

/** Files that hold changes of their own and stayed as they were in these fields. */
export interface KeptPair {
  readonly stem: string;
  readonly name: string;
  readonly fields: readonly DefinitionField[];
}

/** An audience that has no files, and why. */
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
  readonly skipped: readonly SkippedAudience[];
}

/** A report being written while chunks come in. */
export interface PullReportDraft {
  readonly created: string[];
  readonly updated: string[];
  same: number;
  readonly kept: KeptPair[];
  readonly skipped: SkippedAudience[];
}

/** A report of nothing yet. */
export function startPullReport(): PullReportDraft {
  return { created: [], updated: [], same: 0, kept: [], skipped: [] };
}
