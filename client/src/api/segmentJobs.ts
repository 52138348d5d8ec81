/**
 * Segment jobs: when audiences were evaluated and with what result (docs/platform.md#segmentation). Read only.
 * Refuses to call a missing counter zero: new jobs have no metrics yet.
 */
import * as z from "zod";
import type { ApiSession, CallOptions } from "./apiSession";
import { PROFILE_SERVICE_PATH } from "./audiences";
import { type PageWalk, walkPages } from "./pages";
import {
  count,
  findNumber,
  findObject,
  findShape,
  identifier,
  listOf,
  part,
  text,
  time,
} from "./tolerantShapes";

const PAGE_SIZE = 50;
/** A job over 50,000 audiences is an answer of 10 MB by itself: the newest ones say most of what there is to know. */
const SMALLER_PAGE_SIZE = 2;

/** A job over all audiences names this instead of ids. */
const ALL_AUDIENCES = "*";

const countsShape = z.unknown().optional().transform(readCounts);

const statusCountsShape = z.object({ realized: count, exited: count, existing: count });

const jobShape = z
  .object({
    id: identifier,
    status: text,
    segments: listOf(z.object({ segmentId: text })),
    creationTime: time,
    updateTime: time,
    updateEpoch: time,
    errors: listOf(z.object({ code: text, message: text })),
    metrics: part(
      z.object({
        totalTime: part(z.object({ startTimeInMs: time, endTimeInMs: time, totalTimeInMs: count })),
        totalProfiles: count,
        segmentedProfileCounter: countsShape,
        segmentedProfileByStatusCounter: z.unknown().optional().transform(readStatusCounts),
      }),
    ),
  })
  .transform((raw) => ({
    id: raw.id,
    /** `NEW`, `QUEUED`, `PROCESSING`, `SUCCEEDED`, `FAILED`, `CANCELLING`, `CANCELLED`, or new words. */
    status: raw.status,
    audienceIds: raw.segments.flatMap(({ segmentId }) => segmentId ?? []),
    /** Milliseconds since 1970. */
    createdAt: raw.creationTime,
    updatedAt: raw.updateTime ?? raw.updateEpoch,
    errors: raw.errors,
    totalProfiles: raw.metrics?.totalProfiles,
    durationMs: raw.metrics?.totalTime?.totalTimeInMs,
    /** Members by audience id; empty when the job has no metrics. */
    memberCounts: raw.metrics?.segmentedProfileCounter ?? new Map<string, number>(),
    /** Entered, left and stayed, by audience id. */
    statusCounts: raw.metrics?.segmentedProfileByStatusCounter ?? new Map<string, MemberStatusCounts>(),
  }));

/** How many members entered, left and stayed at an evaluation. */
export type MemberStatusCounts = z.output<typeof statusCountsShape>;

/** One evaluation run. */
export type SegmentJob = z.output<typeof jobShape>;

/** What to list. */
export interface SegmentJobQuery {
  /** Only jobs that name this audience. Jobs over all audiences do not name it. */
  readonly audienceId?: string | undefined;
  /** E.g. `SUCCEEDED`. */
  readonly status?: string | undefined;
  readonly pageSize?: number | undefined;
}

/** Lists jobs, newest first. */
export function listSegmentJobs(session: ApiSession, query: SegmentJobQuery = {}): PageWalk<SegmentJob> {
  const { audienceId } = query;
  return walkPages(session, {
    style: "pageIndex",
    pageSize: query.pageSize ?? PAGE_SIZE,
    smallerPageSize: SMALLER_PAGE_SIZE,
    basePath: PROFILE_SERVICE_PATH,
    toRequest: ({ index, limit }) => ({
      path: `${PROFILE_SERVICE_PATH}/segment/jobs`,
      query: {
        start: index,
        limit,
        status: query.status,
        sort: "creationTime:desc",
        property: audienceId === undefined ? undefined : `segments~segmentId==${audienceId}`,
      },
    }),
    findEntries: (body) => findObject(body)?.["children"],
    findItem: (entry) => findShape(jobShape, entry),
    getId: (job) => job.id,
  });
}

/** When the jobs that were read say enough; without, only one that counted all audiences does. */
export interface LatestJobsOptions extends CallOptions {
  readonly isEnough?: (jobs: readonly SegmentJob[]) => boolean;
}

/** How many of the newest jobs are read: few, then as many as say something about today. */
const LATEST = [2, 50] as const;

/**
 * The newest jobs that succeeded, newest first. Two, as each over thousands of audiences is megabytes and counts them all; up to 50
 * where those neither count all audiences nor say enough for the caller.
 */
export async function fetchLatestJobs(
  session: ApiSession,
  {
    signal,
    isEnough = () => false,
  }: CallOptions & { readonly isEnough?: (jobs: readonly SegmentJob[]) => boolean },
): Promise<readonly SegmentJob[]> {
  let jobs: readonly SegmentJob[] = [];
  for (const pageSize of LATEST) {
    jobs = (await listSegmentJobs(session, { status: "SUCCEEDED", pageSize }).nextPage(signal))?.items ?? [];
    if (jobs.length < pageSize || jobs.some(countsAll) || isEnough(jobs)) break;
  }
  return jobs;
}

function countsAll({ audienceIds, memberCounts }: SegmentJob): boolean {
  return audienceIds.includes(ALL_AUDIENCES) && memberCounts.size > 0;
}

/** Whether `job` evaluated the audience, by name or because it evaluated all. */
export function isEvaluating(job: SegmentJob, audienceId: string): boolean {
  return job.audienceIds.includes(audienceId) || job.audienceIds.includes(ALL_AUDIENCES);
}

function readCounts(value: unknown): ReadonlyMap<string, number> {
  const entries = Object.entries(findObject(value) ?? {});
  return new Map(
    entries.flatMap(([id, raw]) => {
      const number = findNumber(raw);
      return number === undefined ? [] : [[id, number] as const];
    }),
  );
}

function readStatusCounts(value: unknown): ReadonlyMap<string, MemberStatusCounts> {
  const entries = Object.entries(findObject(value) ?? {});
  return new Map(
    entries.flatMap(([id, raw]) => {
      const counts = findShape(statusCountsShape, raw);
      return counts === undefined ? [] : [[id, counts] as const];
    }),
  );
}
