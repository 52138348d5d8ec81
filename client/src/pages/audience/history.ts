/**
 * The evaluations of one audience out of the runs of all. Pure; a run without a counter stays unknown.
 */
import { isEvaluating, type SegmentJob } from "../../api/segmentJobs";
import type { EvaluationRun } from "./audiencePageContent";

/** Runs that evaluated the audience, oldest first, each once. */
export function toHistory(jobs: readonly SegmentJob[], audienceId: string): EvaluationRun[] {
  const runs = new Map<string, EvaluationRun>();
  for (const job of jobs) {
    const at = job.updatedAt ?? job.createdAt;
    const isNamed = job.audienceIds.includes(audienceId);
    const members = job.memberCounts.get(audienceId);
    // A run over all audiences leaves out drafts, so without a counter it says nothing about this one.
    if (at === undefined || !isEvaluating(job, audienceId) || (!isNamed && members === undefined)) continue;
    const status = job.status?.toLowerCase() ?? "unknown";
    runs.set(job.id, { id: job.id, at, status, isNamed, ...(members === undefined ? {} : { members }) });
  }
  return [...runs.values()].sort((one, other) => one.at - other.at);
}
