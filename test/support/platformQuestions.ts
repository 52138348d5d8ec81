/**
 * What each kind that tools read by table has to be asked with: what it stands below, and the filter it needs. Ids come from the lists
 * themselves.
 */
import type { PlatformKindName } from "../../client/src/tools/platform/platformKinds.js";

/** What a kind is asked with. */
export interface PlatformInput {
  readonly of?: string;
  readonly where?: Readonly<Record<string, string>>;
}

/** The ids in a list. */
export type ListIds = (kind: PlatformKindName, input: PlatformInput) => Promise<readonly string[]>;

/** The input of every kind that needs one. */
export async function findPlatformInputs(
  listIds: ListIds,
): Promise<Readonly<Partial<Record<PlatformKindName, PlatformInput>>>> {
  const findFirst = async (kind: PlatformKindName, where?: Readonly<Record<string, string>>) =>
    (await listIds(kind, where === undefined ? {} : { where }))[0] ?? "none";
  return {
    batchFile: { of: await findFirst("batch", { status: "success" }) },
    failedBatchFile: { of: await findFirst("batch", { status: "failure" }) },
    queryScheduleRun: { of: await findFirst("querySchedule") },
    policyViolation: { of: "emailTargeting", where: { duleLabels: "C1,C4" } },
    privacyJob: { where: { regulation: "gdpr" } },
  };
}
