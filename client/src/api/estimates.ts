/**
 * Estimates how many profiles an expression matches: starts a preview, polls its estimate, reports
 * progress, cleans up when the user gives up (docs/platform.md#segmentation). Refuses to fetch the matching profiles.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError, isCancellation } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { PROFILE_SERVICE_PATH } from "./audiences";
import type { PqlExpression } from "./conversion";
import { count, findShape, getShape, identifier, listOf, part, text, time } from "./tolerantShapes";

export interface EstimateRequest {
  readonly expression: PqlExpression;
  /** Default `_xdm.context.profile`. */
  readonly schemaName?: string | undefined;
}

const estimateShape = z
  .object({
    state: text,
    estimatedSize: count,
    numRowsToRead: count,
    totalRows: count,
    profilesReadSoFar: count,
    profilesMatchedSoFar: count,
    standardError: count,
    confidenceInterval: text,
    estimatedNamespaceDistribution: listOf(
      z.object({ namespaceId: text, profilesMatchedSoFar: count, profilesMatchedPercentage: count }),
    ),
    error: part(z.object({ description: text })),
  })
  .transform(({ estimatedNamespaceDistribution, error, ...rest }) => ({
    ...rest,
    namespaces: estimatedNamespaceDistribution,
    /** Why the platform gave up; without its stack trace. */
    failure: error?.description,
  }));

/** An estimate as far as it has come. Every number may be unknown, which is not zero. */
export type Estimate = z.output<typeof estimateShape>;

/** A finished estimate. */
export interface EstimateResult {
  readonly estimate: Estimate;
  readonly previewId: string;
}

const previewShape = z.object({ previewId: identifier, state: text });

const sampleStatusShape = z
  .object({
    status: text,
    numRowsToRead: count,
    totalRows: count,
    docCount: count,
    totalFragmentCount: count,
    samplingRatio: count,
    lastSampledTimestamp: time,
  })
  .transform(({ lastSampledTimestamp, ...rest }) => ({
    ...rest,
    /** Milliseconds since 1970. */
    sampledAt: lastSampledTimestamp,
    /** Estimates fail or stay empty when the sandbox has no profiles yet. */
    isReady: rest.status?.toUpperCase() !== "SAMPLE_NOT_READY",
  }));

/** What estimates are based on and how old it is. */
export type SampleStatus = z.output<typeof sampleStatusShape>;

/** Waits between polls; the last one repeats. */
const POLL_WAITS_MS = [2_000, 4_000, 6_000, 8_000] as const;

/** Estimates usually take 10-15 s and up to a minute. */
const GIVE_UP_AFTER_MS = 85_000;

/** One poll is a small answer; a hanging one may not eat the time of the rest. */
const POLL_DEADLINE_MS = 20_000;

/** A new preview is not known to the estimate service for some seconds. */
const UNKNOWN_FOR_MS = 10_000;

/**
 * Estimates the size of an audience. `onProgress` hears every poll. Aborting kills the preview at the
 * platform. Rejects with `timeout` when the platform takes too long, `validation` for bad PQL,
 * `unavailable` when the estimate failed.
 */
export async function estimateExpression(
  session: ApiSession,
  request: EstimateRequest,
  options: CallOptions & { readonly onProgress?: (estimate: Estimate) => void } = {},
): Promise<EstimateResult> {
  const previewId = await startPreview(session, request, options);
  try {
    return { previewId, estimate: await pollEstimate(session, previewId, options) };
  } catch (error) {
    if (isCancellation(error) || isApiError(error, "timeout")) await killPreview(session, previewId);
    throw error;
  }
}

/** Age and size of the profile sample that estimates use. */
export async function fetchSampleStatus(
  session: ApiSession,
  options: CallOptions = {},
): Promise<SampleStatus> {
  const { body } = await session.send({ path: `${PROFILE_SERVICE_PATH}/previewsamplestatus`, ...options });
  return getShape(sampleStatusShape, body, "a sample status");
}

async function startPreview(
  session: ApiSession,
  request: EstimateRequest,
  options: CallOptions,
): Promise<string> {
  const { body } = await session.send({
    method: "POST",
    path: `${PROFILE_SERVICE_PATH}/preview`,
    body: {
      predicateExpression: request.expression.value,
      predicateType: request.expression.format,
      predicateModel: request.schemaName ?? "_xdm.context.profile",
      // Some organisations refuse a preview without it.
      graphType: "none",
    },
    // Each one starts a computation, of which an organisation has few at a time.
    repeat: "never",
    signal: options.signal,
  });
  return getShape(previewShape, body, "a preview").previewId;
}

async function pollEstimate(
  session: ApiSession,
  previewId: string,
  options: CallOptions & { readonly onProgress?: (estimate: Estimate) => void },
): Promise<Estimate> {
  const startedAt = session.clock.now();
  for (let poll = 0; ; poll += 1) {
    const wait = POLL_WAITS_MS[Math.min(poll, POLL_WAITS_MS.length - 1)] ?? 0;
    await session.clock.sleep(wait, options.signal);
    const elapsed = session.clock.now() - startedAt;
    const estimate = await findEstimate(session, previewId, { ...options, elapsedMs: elapsed });
    if (estimate !== undefined) {
      options.onProgress?.(estimate);
      if (estimate.state?.toUpperCase() === "RESULT_READY") return estimate;
      if (estimate.state?.toUpperCase() === "FAILED") throw toFailedEstimate(estimate);
    }
    if (elapsed >= GIVE_UP_AFTER_MS) {
      throw new ApiError("timeout", { reason: { kind: "slowEstimate" } });
    }
  }
}

async function findEstimate(
  session: ApiSession,
  previewId: string,
  { elapsedMs, signal }: CallOptions & { readonly elapsedMs: number },
): Promise<Estimate | undefined> {
  const path = `${PROFILE_SERVICE_PATH}/estimate/${toAddressPart(previewId)}`;
  try {
    const { body } = await session.send({ path, signal, deadlineMs: POLL_DEADLINE_MS });
    return findShape(estimateShape, body);
  } catch (error) {
    if (isApiError(error, "notFound") && elapsedMs < UNKNOWN_FOR_MS) return undefined;
    throw error;
  }
}

/** Frees the platform's resources. Its failure changes nothing for the user, who has already left. */
async function killPreview(session: ApiSession, previewId: string): Promise<void> {
  const path = `${PROFILE_SERVICE_PATH}/preview/${toAddressPart(previewId)}`;
  try {
    await session.send({ method: "DELETE", path, deadlineMs: 10_000 });
  } catch (error) {
    const code = isApiError(error) ? error.code : "unknown";
    session.log.write({ level: "info", message: `The preview could not be ended (${code}).` });
  }
}

function toFailedEstimate(estimate: Estimate): ApiError {
  const said = estimate.failure?.split("\n")[0]?.slice(0, 300) || undefined;
  return new ApiError("unavailable", { reason: { kind: "failedEstimate" }, said });
}
