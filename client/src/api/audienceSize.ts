/**
 * How large an audience is and when it was last evaluated, from the sources that exist, best first
 * (docs/platform.md#audiences). Refuses to turn "unknown" into zero and an estimate into a fact.
 */
import { isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { type Audience, readAudience, toAudiencePath } from "./audiences";
import { type EstimateRequest, estimateExpression } from "./estimates";
import {
  fetchLatestJobs,
  isEvaluating,
  type LatestJobsOptions,
  type MemberStatusCounts,
  type SegmentJob,
} from "./segmentJobs";
import { readTime } from "./times";
import { findNumber, findObject, type JsonObject } from "./tolerantShapes";

/** The size of an audience, and where the number comes from. */
export type AudienceSize =
  | {
      /** `job`: counted by an evaluation; `metrics`: told by the audience service; `estimate`: statistical. */
      readonly source: "job" | "metrics" | "estimate";
      readonly members: number;
      /** When it was counted, milliseconds since 1970; undefined when not said. */
      readonly evaluatedAt: number | undefined;
      readonly statusCounts: MemberStatusCounts | undefined;
    }
  | { readonly source: "unknown"; readonly evaluatedAt: number | undefined };

/** Failures that only mean that this source has nothing for us. */
const SOURCE_MISSING = [
  "notFound",
  "forbidden",
  "sandboxForbidden",
  "validation",
  "wrongRoute",
  "badResponse",
] as const;

/**
 * Size and last evaluation of one audience; `unknown` when no source knows. With `estimate`, the platform
 * is asked to estimate the expression as a last resort, which takes up to a minute.
 */
export async function fetchAudienceSize(
  session: ApiSession,
  audienceId: string,
  options: CallOptions & { readonly estimate?: EstimateRequest } = {},
): Promise<AudienceSize> {
  const sizes = await fetchAudienceSizes(session, [audienceId], options);
  const fromJobs = sizes.get(audienceId);
  if (fromJobs !== undefined && fromJobs.source !== "unknown") return fromJobs;
  const fromMetrics = await findSizeInMetrics(session, audienceId, options);
  if (fromMetrics !== undefined) return fromMetrics;
  const evaluatedAt = fromJobs?.evaluatedAt;
  if (options.estimate === undefined) return { source: "unknown", evaluatedAt };
  const { estimate } = await estimateExpression(session, options.estimate, { signal: options.signal });
  const members = estimate.estimatedSize;
  if (members === undefined) return { source: "unknown", evaluatedAt };
  return { source: "estimate", members, evaluatedAt, statusCounts: undefined };
}

/** Sizes of many audiences from the latest jobs, with one request for all; the rest is `unknown`. */
export async function fetchAudienceSizes(
  session: ApiSession,
  audienceIds: readonly string[],
  options: CallOptions = {},
): Promise<ReadonlyMap<string, AudienceSize>> {
  const isEnough = (jobs: readonly SegmentJob[]): boolean =>
    audienceIds.every((id) => findSizeInJobs(jobs, id).source === "job");
  const jobs = await findLatestJobs(session, { ...options, isEnough });
  return new Map(audienceIds.map((id) => [id, findSizeInJobs(jobs, id)]));
}

/** Finds the size of any audience without asking again: in the latest jobs, else in what the audience itself tells. */
export async function openLatestSizes(
  session: ApiSession,
  options: CallOptions = {},
): Promise<(audience: Pick<Audience, "id" | "metrics">) => AudienceSize> {
  const jobs = await findLatestJobs(session, options);
  return (audience) => {
    const counted = findSizeInJobs(jobs, audience.id);
    return counted.source === "job" ? counted : (readAudienceMetrics(audience) ?? counted);
  };
}

/** Sizes of all audiences that the latest jobs counted. */
export async function fetchKnownSizes(
  session: ApiSession,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, number>> {
  const jobs = await fetchLatestJobs(session, { signal });
  const ids = new Set(jobs.flatMap(({ memberCounts }) => [...memberCounts.keys()]));
  return new Map(
    [...ids].flatMap((id) => {
      const size = findSizeInJobs(jobs, id);
      return size.source === "unknown" ? [] : [[id, size.members] as const];
    }),
  );
}

/** The newest count for `audienceId` among `jobs`; pure. A job without a counter says only when it ran. */
export function findSizeInJobs(jobs: readonly SegmentJob[], audienceId: string): AudienceSize {
  const newestFirst = [...jobs]
    .filter((job) => job.status?.toUpperCase() === "SUCCEEDED" && isEvaluating(job, audienceId))
    .sort((a, b) => (b.updatedAt ?? b.createdAt ?? 0) - (a.updatedAt ?? a.createdAt ?? 0));
  for (const job of newestFirst) {
    const members = job.memberCounts.get(audienceId);
    if (members === undefined) continue;
    const evaluatedAt = job.updatedAt ?? job.createdAt;
    return { source: "job", members, evaluatedAt, statusCounts: job.statusCounts.get(audienceId) };
  }
  // A job over all audiences skips drafts, so only one that names this audience proves an evaluation.
  const newest = newestFirst.find((job) => job.audienceIds.includes(audienceId));
  return { source: "unknown", evaluatedAt: newest?.updatedAt ?? newest?.createdAt };
}

/** The size inside an audience's `metrics`, which few organisations answer; pure. */
export function readAudienceMetrics(audience: Pick<Audience, "metrics">): AudienceSize | undefined {
  const data = findObject(audience.metrics?.["data"]);
  const members = findNumber(data?.["totalProfiles"]);
  if (data === undefined || members === undefined) return undefined;
  return {
    source: "metrics",
    members,
    evaluatedAt: readTime(audience.metrics?.["updateEpoch"] ?? audience.metrics?.["createEpoch"]),
    statusCounts: toStatusCounts(findObject(data["totalProfilesByStatus"])),
  };
}

async function findLatestJobs(
  session: ApiSession,
  options: LatestJobsOptions,
): Promise<readonly SegmentJob[]> {
  try {
    return await fetchLatestJobs(session, options);
  } catch (error) {
    if (isApiError(error, ...SOURCE_MISSING)) return [];
    throw error;
  }
}

async function findSizeInMetrics(
  session: ApiSession,
  audienceId: string,
  options: CallOptions,
): Promise<AudienceSize | undefined> {
  try {
    const { body } = await session.send({
      path: toAudiencePath(audienceId),
      query: { property: "withmetrics==true" },
      signal: options.signal,
    });
    return readAudienceMetrics(readAudience(body));
  } catch (error) {
    if (isApiError(error, ...SOURCE_MISSING)) return undefined;
    throw error;
  }
}

function toStatusCounts(status: JsonObject | undefined): MemberStatusCounts | undefined {
  if (status === undefined) return undefined;
  return {
    realized: findNumber(status["realized"]),
    exited: findNumber(status["exited"]),
    existing: findNumber(status["existing"]),
  };
}
