/** Turns a stored audience into what goes over the wire: adds what is computed (dependents, metrics). Changes nothing. */
import { type Call, parameter, readRecord } from "../call";
import type { AudienceTable, StoredAudience } from "../data/audienceShapes";
import { findDependencies } from "../data/sampleAudiences";
import { DURATION } from "../data/sampleSegmentJobs";
import type { AudienceSize } from "../data/sizes";
import type { SampleResponse } from "../exchange";
import { upsError } from "../replies";

/** Returns, for every audience that others refer to, the ids of those others, as of a time (default: now). */
export function findDependents(
  table: AudienceTable,
  time = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, readonly string[]> {
  return table.derive("dependents", time, toDependents);
}

function toDependents(all: readonly StoredAudience[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const { record } of all) {
    for (const id of dependenciesOf(record)) dependents.set(id, [...(dependents.get(id) ?? []), record.id]);
  }
  return dependents;
}

/** What is added to the stored fields. `metrics`, absent unless asked for, are when the last evaluation ended and the sizes it counted. */
export interface WireExtras {
  readonly dependents: ReadonlyMap<string, readonly string[]>;
  readonly metrics?:
    | { readonly evaluated: number; readonly sizeOf: (id: string) => AudienceSize | undefined }
    | undefined;
}

/** Returns the audience as the service sends it. */
export function toAudienceWire({ record }: StoredAudience, extras: WireExtras): object {
  const dependents = extras.dependents.get(record.id);
  const { metrics: wanted } = extras;
  const size = wanted?.sizeOf(record.id);
  const metrics =
    wanted === undefined || size === undefined ? {} : { metrics: metricsOf(size, wanted.evaluated) };
  // Objects that nobody refers to often lack the member altogether.
  return {
    ...record,
    ...(dependents === undefined && record.name.length % 2 === 0 ? {} : { dependents: dependents ?? [] }),
    ...metrics,
  };
}

function metricsOf({ total, realized, existing, exited }: AudienceSize, evaluated: number): object {
  return {
    type: "export",
    jobId: `job-${evaluated}`,
    data: {
      totalProfiles: total,
      totalProfilesByNamespace: { Email: Math.floor(total * 0.9), CRMID: total },
      totalProfilesByStatus: { realized, existing, exited },
    },
    createEpoch: Math.floor((evaluated - DURATION) / 1_000),
    updateEpoch: Math.floor(evaluated / 1_000),
  };
}

function dependenciesOf(record: Readonly<Record<string, unknown>>): readonly string[] {
  const value = readRecord(record["expression"])?.["value"];
  return typeof value === "string" ? findDependencies(value) : [];
}

/** Returns the audience, or 404 (an audience of another sandbox is as unknown as one that never was), or 403 when access labels hide it. */
export function findVisible(call: Call): StoredAudience | SampleResponse {
  const id = parameter(call, "id");
  const { requestId } = call;
  const stored = call.state.audiences(call.sandbox.name).find(id);
  if (stored === undefined) {
    const message = `Audience with id ${id} could not be found`;
    return upsError({
      status: 404,
      code: "UPAPI-113430-404",
      message,
      title: "Audience not found",
      requestId,
    });
  }
  if (!stored.isHidden) return stored;
  const message = "Access to the audience is restricted by its labels";
  return upsError({ status: 403, code: "UPAPI-113752-403", message, requestId });
}
