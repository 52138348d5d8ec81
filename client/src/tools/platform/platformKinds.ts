/** All kinds of things that tools read by table, in the order in which an agent is told of them. */
import { ENGAGEMENT_KINDS } from "./engagementKinds";
import { FLOW_KINDS } from "./flowKinds";
import { GOVERNANCE_KINDS } from "./governanceKinds";
import type { PlatformKind } from "./platformKind";
import { QUERY_KINDS } from "./queryKinds";
import { SCHEMA_KINDS } from "./schemaKinds";

const KINDS = {
  ...FLOW_KINDS,
  ...SCHEMA_KINDS,
  ...QUERY_KINDS,
  ...GOVERNANCE_KINDS,
  ...ENGAGEMENT_KINDS,
} as const satisfies Readonly<Record<string, PlatformKind>>;

/** The name of a kind. */
export type PlatformKindName = keyof typeof KINDS;

/** All names. */
export const PLATFORM_KINDS = Object.keys(KINDS) as readonly PlatformKindName[];

/** What the tables say of a kind. */
export function describePlatformKind(kind: PlatformKindName): PlatformKind {
  return KINDS[kind];
}
