/**
 * Addresses that exist on the platform but not in the sample organisation, as one table: it has no licence for them. Each
 * answers 403 in the error shape of its service, because an HTML page would say that there is no such address at all.
 * What is listed here and why is told in `docs/platform.md`.
 */
import type { Call, Handler } from "../call";
import type { SampleResponse } from "../exchange";
import {
  analyticsError,
  campaignError,
  catalogError,
  contentError,
  gatewayError,
  json,
  reportError,
  UNLICENSED,
  upsError,
} from "../replies";
import { type Route, routesOf, type Service } from "../router";

type Refusal = (call: Call) => SampleResponse;

const REFUSALS = {
  report: () => reportError(403, "ACC-1004-403", UNLICENSED),
  ups: ({ requestId }) =>
    upsError({ status: 403, code: "UPAPI-100003-403", message: UNLICENSED, title: "Forbidden", requestId }),
  catalog: () => catalogError(403, "ForbiddenError", UNLICENSED),
  gateway: () => gatewayError(403, "403003", UNLICENSED),
  journey: () => json(403, { reason: "FORBIDDEN", message: UNLICENSED }),
  campaign: () => campaignError(403, "CJMCMP-2001-403", UNLICENSED),
  content: ({ requestId, url }) =>
    contentError({
      status: 403,
      code: "CJMMAS-1003-403",
      title: "Forbidden",
      detail: UNLICENSED,
      path: url.pathname,
      requestId,
    }),
  privacy: () => json(403, { errorCode: 403, title: "Forbidden", detail: UNLICENSED }),
  analytics: () => analyticsError(403, "insufficient_access", UNLICENSED),
} satisfies Readonly<Record<string, Refusal>>;

/** Base, shape of the errors, and what lies below: verbs and path; two stars stand for everything. */
type AbsentService = readonly [base: string, refusal: keyof typeof REFUSALS, addresses: readonly string[]];

const PLATFORM: readonly AbsentService[] = [
  ["/data/foundation/audit", "report", ["GET /export"]],
  [
    "/data/foundation/catalog",
    "catalog",
    ["GET /dataSets/{id}/credentials", "GET /tags/{namespace}", "PATCH /v2/dataSets/{id}"],
  ],
  ["/data/foundation/connectors", "report", ["GET /**"]],
  ["/data/foundation/import", "catalog", ["GET POST PUT PATCH DELETE /**"]],
  ["/data/foundation/conversion", "report", ["GET POST PUT DELETE /**"]],
  [
    "/data/foundation/flowservice",
    "report",
    [
      "GET /connectionSpecs/{id}/configs",
      "GET /connectionSpecs/{id}/explore",
      "GET /connections/{id}/configs",
      "GET /connections/{id}/explore",
      "POST /connections/{id}/action",
      "POST /flowSpecs/search",
      "POST /flows/{id}/action",
      "POST /runs/{id}/action",
      "POST /sourceConnections/{id}/action",
      "POST /targetConnections/{id}/action",
    ],
  ],
  ["/data/foundation/exim", "report", ["GET POST PUT DELETE /**"]],
  ["/data/foundation/query", "gateway", ["POST /accelerated-queries", "GET /statistics"]],
  [
    "/data/core/ups",
    "ups",
    [
      "GET POST /config/projections",
      "GET PUT DELETE /config/projections/{id}",
      "GET POST /config/destinations",
      "GET PUT DELETE /config/destinations/{id}",
      "GET /previewsamplestatus/report/dataset/overlap",
      "GET /previewsamplestatus/report/namespace/overlap",
      "POST /access/jobs",
      "GET DELETE /access/jobs/{id}",
      "GET POST /config/computedAttributes",
      "GET PATCH DELETE /config/computedAttributes/{id}",
    ],
  ],
  // External audiences have a service of their own.
  ["/data/core/ais", "ups", ["GET POST PATCH /**"]],
  [
    "/data/core/identity",
    "report",
    ["POST /v2/graph", "POST /mappings", "GET /mapping", "GET /history", "POST /clusters/history"],
  ],
  ["/data/core/idnamespace", "report", ["GET /orgs/{organisation}/identities"]],
  ["/data/core/activation", "report", ["GET POST PUT DELETE /**"]],
  ["/data/core/privacy", "privacy", ["GET POST DELETE /**"]],
  ["/data/sensei", "gateway", ["GET POST PUT DELETE /**"]],
  ["/journey/campaigns/service", "campaign", ["GET /workflows/{id}"]],
  [
    "/journey/orchestration",
    "journey",
    [
      "POST /endpointConfigs",
      "GET PUT DELETE /endpointConfigs/{uid}",
      "GET /endpointConfigs/{uid}/canDeploy",
      "POST /endpointConfigs/{uid}/deploy",
      "POST /endpointConfigs/{uid}/undeploy",
      "POST /throttlingConfigs",
      "GET PUT DELETE /throttlingConfigs/{uid}",
      "GET /throttlingConfigs/{uid}/canDeploy",
      "POST /throttlingConfigs/{uid}/deploy",
      "POST /throttlingConfigs/{uid}/undeploy",
      "POST /list/endpointConfigs",
      "POST /list/throttlingConfigs",
    ],
  ],
  ["/ajo/im", "content", ["GET /executions/audience/{id}", "GET /health"]],
  [
    "/ajo/relational/modeler",
    "content",
    [
      "GET /datasets/{id}/extensions/validation",
      "POST /datasets/extensions/enablement",
      "GET /datasets/extensions/enablement/jobs/{id}",
    ],
  ],
];

const ANALYTICS: readonly AbsentService[] = [
  ["", "analytics", ["PUT /componentmetadata/assets/{recipient}/transfer", "PUT /data/dataviews/copy/{id}"]],
];

/** Routes of everything the organisation has no licence for. */
export const absentRoutes: readonly Route[] = [
  ...PLATFORM.flatMap((service) =>
    toRoutes(service, {
      host: "platform",
      sandbox: "required",
      product: /^\/(ajo|journey)\//.test(service[0]) ? "ajo" : "aep",
      denial: "report",
    }),
  ),
  ...ANALYTICS.flatMap((service) =>
    toRoutes(service, { host: "cja", sandbox: "none", product: "cja", denial: "report" }),
  ),
];

function toRoutes([base, refusal, addresses]: AbsentService, service: Service): Route[] {
  const route = routesOf(service, base);
  const refuse: Handler = REFUSALS[refusal];
  return addresses.map((address) => {
    const [path = "", ...verbs] = address.split(" ").reverse();
    // Nothing is written where nothing exists.
    return route(path, Object.fromEntries(verbs.map((verb) => [verb, refuse])), { questions: verbs });
  });
}
