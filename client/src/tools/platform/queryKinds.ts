/**
 * Query service: queries with their SQL, templates, schedules with runs, alerts, where clients connect and from where they may. Passwords,
 * subscribers and quoted texts of SQL are not among the fields (docs/platform.md#query-service).
 */
import type { PlatformKind, PlatformService } from "./platformKind";

const QUERIES: PlatformService = { base: "/data/foundation/query", style: "token" };
const ALERTS: PlatformService = { ...QUERIES, style: "pageFromZero", limit: "pagesize" };
const ACCESS: PlatformService = { base: "/data/foundation/queryauth", style: "offset" };

/** What Query service has. */
export const QUERY_KINDS = {
  query: {
    service: QUERIES,
    path: "queries",
    properties: "state",
    fields:
      "id state created updated elapsedTime rowCount client isCTAS isInsertInto request.sql errors[].message",
  },
  queryTemplate: {
    service: QUERIES,
    path: "query-templates",
    properties: "name~",
    fields: "id name created updated sql",
  },
  querySchedule: {
    service: QUERIES,
    path: "schedules",
    fields: "id query.name state schedule.schedule schedule.startDate created query.sql",
  },
  queryScheduleRun: {
    service: QUERIES,
    path: "schedules/{of}/runs",
    properties: "state",
    fields: "id state created externalTrigger",
  },
  queryAlert: {
    service: ALERTS,
    path: "alert-subscriptions",
    one: "list",
    fields: "id assetId alertType status",
  },
  queryConnection: {
    service: QUERIES,
    path: "connection_parameters",
    one: "list",
    isWhole: true,
    entries: "self",
    fields: "id=dbName host port websocketHost",
  },
  allowedAddressRange: {
    service: ACCESS,
    path: "security/ip-access",
    one: "list",
    isWhole: true,
    fields: "id=ipRange description",
  },
} as const satisfies Readonly<Record<string, PlatformKind>>;
