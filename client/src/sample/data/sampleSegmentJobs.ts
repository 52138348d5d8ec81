/**
 * Evaluation jobs of one sandbox: the daily runs over everything, one job in each other status, and those that callers
 * start. Sizes come from `sizes`, so that jobs, metrics and estimates tell the same story.
 */
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import type { Seeded } from "../seeded";
import type { AudienceRecord, AudienceTable } from "./audienceShapes";
import { type AudienceSize, sizeOf, TOTAL_PROFILES } from "./sizes";

/** One job; its status follows from the time that passed since it was created, unless it is fixed. */
export interface SegmentJob {
  readonly id: string;
  readonly created: number;
  /** Audience ids, or "*" for all. */
  readonly segmentIds: readonly string[];
  readonly fixedStatus?: string;
  readonly isFlexible: boolean;
}

/** The jobs of one sandbox, newest first. */
export interface JobTable {
  readonly jobs: SegmentJob[];
}

/** Returns the jobs a sandbox starts with. */
export function createSegmentJobs(seeded: Seeded, sandboxName: string, today: number): JobTable {
  const make = (name: string, created: number, more: Partial<SegmentJob> = {}): SegmentJob => ({
    id: seeded.uuid(`job/${sandboxName}/${name}`),
    created,
    segmentIds: ["*"],
    isFlexible: false,
    ...more,
  });
  const statuses = ["NEW", "QUEUED", "PROCESSING", "CANCELLING", "CANCELLED", "FAILED"];
  const odd = statuses.map((fixedStatus, index) =>
    make(fixedStatus, today - 300_000 * (index + 1), {
      fixedStatus,
      segmentIds: [seeded.uuid(`other/${index}`)],
    }),
  );
  const daily = Array.from({ length: 14 }, (_value, index) =>
    make(`daily/${index}`, today - index * 86_400_000 - 82_800_000, { fixedStatus: "SUCCEEDED" }),
  );
  return { jobs: [...odd, ...daily] };
}

/** Returns the status of a job at a time. */
export function jobStatus(job: SegmentJob, now: number): string {
  if (job.fixedStatus !== undefined) return job.fixedStatus;
  const age = now - job.created;
  if (age < 2_000) return "NEW";
  if (age < 5_000) return "QUEUED";
  return age < 20_000 ? "PROCESSING" : "SUCCEEDED";
}

/** How long a job over all audiences takes, in milliseconds. */
export const DURATION = 5_400_000;

/** What the metrics of a job are about. */
export interface JobSubjects {
  readonly audiences: AudienceTable;
  readonly sizeOfAudience: (record: AudienceRecord) => AudienceSize;
  /** Midnight of the first day, before which sizes were a little different. */
  readonly today: number;
}

/** Returns a job as the service sends it; metrics are there only once it has succeeded. */
export function toJobWire(job: SegmentJob, subjects: JobSubjects, now: number): object {
  const status = jobStatus(job, now);
  const isDone = status === "SUCCEEDED";
  const updated = job.created + (isDone && !job.isFlexible ? DURATION : 20_000);
  return {
    id: job.id,
    imsOrgId: SAMPLE_ORG_ID,
    profileInstanceId: "ups",
    source: job.isFlexible ? "api" : "scheduler",
    status,
    batchId: job.id.replaceAll("-", "").slice(0, 26).toUpperCase(),
    computeJobId: Math.floor(job.created / 1_000) % 100_000,
    creationTime: job.created,
    updateTime: updated,
    updateEpoch: Math.floor(updated / 1_000),
    segments: job.segmentIds.map((segmentId) => ({ segmentId })),
    schema: { name: "_xdm.context.profile" },
    modelName: "_xdm.context.profile",
    ...(status === "FAILED"
      ? { errors: [{ code: "UPS-500", msg: "The job ran out of executors", callStack: "" }] }
      : {}),
    ...(isDone ? { metrics: metricsOf(job, subjects, updated) } : {}),
    _links: {
      cancel: { href: `/segment/jobs/${job.id}`, method: "DELETE" },
      checkStatus: { href: `/segment/jobs/${job.id}`, method: "GET" },
    },
  };
}

function metricsOf(job: SegmentJob, subjects: JobSubjects, updated: number): object {
  const { audiences, sizeOfAudience, today } = subjects;
  const ids = job.segmentIds.includes("*")
    ? audiences
        .list(updated)
        .flatMap(({ record }) =>
          isCountedBy(record, updated) && record["expression"] !== undefined ? [record.id] : [],
        )
    : job.segmentIds;
  const daysAgo = Math.max(0, Math.floor((today - job.created) / 86_400_000));
  const sizes = ids.map((id) => {
    // What was changed since was counted as it was.
    const record = (audiences.find(id, updated) ?? audiences.find(id))?.record;
    return [id, drift(record === undefined ? sizeOf(id) : sizeOfAudience(record), daysAgo)] as const;
  });
  const span = { startTimeInMs: job.created, endTimeInMs: updated, totalTimeInMs: updated - job.created };
  return {
    totalTime: span,
    profileSegmentationTime: span,
    totalProfiles: TOTAL_PROFILES,
    segmentedProfileCounter: Object.fromEntries(sizes.map(([id, { total }]) => [id, total])),
    segmentedProfileByStatusCounter: Object.fromEntries(
      sizes.map(([id, { realized, exited, existing }]) => [id, { realized, exited, existing }]),
    ),
    segmentedProfileByNamespaceCounter: Object.fromEntries(
      sizes.map(([id, { total }]) => [id, { crmid: total, email: Math.floor(total * 0.9) }]),
    ),
  };
}

/** Whether an audience was there when a job over all of them ended; the old ones tell their time in other units, too. */
function isCountedBy({ creationTime }: AudienceRecord, ended: number): boolean {
  return typeof creationTime !== "number" || creationTime <= ended || creationTime > LARGEST_TIME;
}

/** Milliseconds of a day in the far future; what is larger counts in microseconds. */
const LARGEST_TIME = 1e14;

/** A size moved a little from day to day: up to two per cent, more on some; the last run found what there is now. */
function drift(size: AudienceSize, daysAgo: number): AudienceSize {
  const factor = 1 + Math.sin(daysAgo * 0.9) * 0.01 + (daysAgo % 7 === 4 ? 0.01 : 0);
  const total = Math.floor(size.total * factor);
  return { ...size, total, existing: Math.max(0, total - size.realized) };
}
