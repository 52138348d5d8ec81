/** Reference lists: namespaces, merge policies, labels, marketing actions with their policies, effective permissions. Read only. */
import { type Call, parameter, readBody, readNumber } from "../call.js";
import { SAMPLE_ORG_ID } from "../credentials.js";
import { LABELS, listNamespaces, MARKETING_ACTIONS } from "../data/namespaces.js";
import type { SampleResponse } from "../exchange.js";
import { isAllowed } from "../gateway.js";
import { json, reportError, upsError } from "../replies.js";
import { type Route, routesOf } from "../router.js";

const service = { host: "platform", sandbox: "required", product: "aep" } as const;
const identityRoute = routesOf(
  { ...service, resource: "identity-namespaces", denial: "report" },
  "/data/core/idnamespace",
);
const profileRoute = routesOf(
  { ...service, resource: "profile-configs", denial: "ups" },
  "/data/core/ups/config",
);
const policyRoute = routesOf(
  { ...service, resource: "dule-labels", denial: "report" },
  "/data/foundation/dulepolicy",
);
const accessRoute = routesOf(
  { ...service, denial: "report", questions: ["POST"] },
  "/data/foundation/access-control",
);

/** Routes of the reference lists. */
export const referenceRoutes: readonly Route[] = [
  identityRoute("/identities", { GET: () => json(200, listNamespaces()) }),
  profileRoute("/mergePolicies", { GET: listMergePolicies }),
  profileRoute("/mergePolicies/{id}", { GET: getMergePolicy }),
  policyRoute("/labels/{origin}", { GET: listLabels }),
  policyRoute("/marketingActions/{origin}", { GET: listMarketingActions }),
  policyRoute("/marketingActions/{origin}/{name}/constraints", { GET: getConstraints }),
  accessRoute("/acl/effective-policies", { POST: getEffectivePolicies }),
  accessRoute("/acl/reference", { GET: getReference }),
];

function listMergePolicies(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const token = call.url.searchParams.get("start") ?? "";
  const start = token === "" ? 0 : Number(Buffer.from(token, "base64").toString("utf8"));
  const onlyDefault = call.url.searchParams.get("default") === "true";
  const all = call.state.mergePolicies(call.sandbox.name).filter((policy) => !onlyDefault || policy.default);
  const children = all
    .slice(start, start + limit)
    .map((policy) => ({ ...policy, imsOrgId: SAMPLE_ORG_ID, sandbox: { sandboxName: call.sandbox.name } }));
  const next = start + limit < all.length ? Buffer.from(String(start + limit)).toString("base64") : "";
  return json(200, { _page: { count: children.length, next }, children, _links: {} });
}

function getMergePolicy(call: Call): SampleResponse {
  const found = call.state.mergePolicies(call.sandbox.name).find(({ id }) => id === parameter(call, "id"));
  if (found !== undefined) return json(200, { ...found, imsOrgId: SAMPLE_ORG_ID });
  return upsError({
    status: 404,
    code: "UPSAPI-100404-404",
    message: "The merge policy could not be found",
    requestId: call.requestId,
  });
}

function originOf(call: Call): "core" | "custom" | undefined {
  const origin = parameter(call, "origin");
  return origin === "core" || origin === "custom" ? origin : undefined;
}

function noCollection(): SampleResponse {
  return reportError(404, "POLICY-1001-404", "There is no such collection.");
}

function answerPage(call: Call, children: readonly object[]): SampleResponse {
  const limit = readNumber(call, "limit", 100);
  const start = Math.max(0, Number(call.url.searchParams.get("start") ?? 0) || 0);
  const page = children.slice(start, start + limit);
  const next =
    start + limit < children.length ? { next: { href: `?start=${start + limit}&limit=${limit}` } } : {};
  return json(200, {
    _page: {
      count: page.length,
      ...(start + limit < children.length ? { next: String(start + limit) } : {}),
    },
    _links: next,
    children: page,
  });
}

function listLabels(call: Call): SampleResponse {
  const origin = originOf(call);
  if (origin === undefined) return noCollection();
  const base = "https://platform.adobe.io/data/foundation/dulepolicy/labels";
  return answerPage(
    call,
    LABELS[origin].map(([name, category, friendlyName]) => ({
      name,
      category,
      friendlyName,
      description: `${friendlyName}.`,
      ...(origin === "custom" ? { sandboxName: call.sandbox.name } : {}),
      _links: { self: { href: `${base}/${origin}/${name}` } },
    })),
  );
}

function actionReference(origin: string, name: string): string {
  return `https://platform.adobe.io/data/foundation/dulepolicy/marketingActions/${origin}/${name}`;
}

function listMarketingActions(call: Call): SampleResponse {
  const origin = originOf(call);
  if (origin === undefined) return noCollection();
  return answerPage(
    call,
    MARKETING_ACTIONS[origin].map(([name]) => ({
      name,
      description: `Use of data for ${name}.`,
      imsOrg: SAMPLE_ORG_ID,
      _links: { self: { href: actionReference(origin, name) } },
    })),
  );
}

function getConstraints(call: Call): SampleResponse {
  const origin = originOf(call);
  const name = parameter(call, "name");
  const action =
    origin === undefined ? undefined : MARKETING_ACTIONS[origin].find(([candidate]) => candidate === name);
  if (origin === undefined || action === undefined) return noCollection();
  const labels = (call.url.searchParams.get("duleLabels") ?? "").split(",").filter((label) => label !== "");
  const [, denied] = action;
  const policy = {
    id: `${origin}policy_${name}`,
    name: `No ${name} with ${denied}`,
    status: "ENABLED",
    marketingActionRefs: [actionReference(origin, name)],
    description: `Denies ${name} for data labelled ${denied}.`,
    deny: { label: denied },
    imsOrg: SAMPLE_ORG_ID,
    _links: {
      self: { href: `https://platform.adobe.io/data/foundation/dulepolicy/policies/${origin}/${name}` },
    },
  };
  return json(200, {
    timestamp: call.clock.now(),
    clientId: call.caller.credential.clientId,
    userId: call.caller.credential.technicalAccountId,
    imsOrg: SAMPLE_ORG_ID,
    sandboxName: call.sandbox.name,
    marketingActionRef: actionReference(origin, name),
    duleLabels: labels,
    violatedPolicies: labels.some((label) => label.replace(/^core\//, "") === denied) ? [policy] : [],
  });
}

/** Names that permissions have in the access service, with the resource they stand for here. */
const PERMISSIONS: Readonly<Record<string, readonly [resource: string, verbs: readonly string[]]>> = {
  "view-segments": ["segments", ["read"]],
  "manage-segments": ["segments", ["read", "write", "delete"]],
  "view-datasets": ["datasets", ["read"]],
  "manage-datasets": ["datasets", ["read", "write", "delete"]],
  "view-schemas": ["schemas", ["read"]],
  "manage-schemas": ["schemas", ["read", "write", "delete"]],
  "view-destinations": ["destinations", ["read"]],
  "activate-destinations": ["destinations", ["read", "write"]],
  "view-profiles": ["profiles", ["read"]],
  "view-sandboxes": ["sandboxes", ["read"]],
};

function getEffectivePolicies(call: Call): SampleResponse {
  if (call.settings.effectivePoliciesForbidden)
    return reportError(403, "ACC-1002-403", "The caller may not ask for its own permissions.");
  const asked = readBody(call.request);
  if (!Array.isArray(asked)) return reportError(400, "ACC-1003-400", "The body must be a list of names.");
  const policies = asked.map(String).map((name): [string, string[]] => {
    const tail = name.slice(name.lastIndexOf("/") + 1);
    const [resource, possible] = name.includes("/permissions/")
      ? (PERMISSIONS[tail] ?? [tail, []])
      : [tail, ["read", "write", "delete"]];
    const held = possible.filter((verb) =>
      isAllowed(call.caller.grants, { sandbox: call.sandbox.name, resource, verb }),
    );
    const isWhole = !name.includes("/permissions/") || held.length === possible.length;
    return [name, isWhole ? held : []];
  });
  return json(200, { policies: Object.fromEntries(policies) });
}

function getReference(): SampleResponse {
  const permissions = Object.entries(PERMISSIONS).map(([name, [resource, verbs]]) => [
    name,
    { [resource]: verbs },
  ]);
  const resources = Object.fromEntries(
    Object.values(PERMISSIONS).map(([resource]) => [resource, ["read", "write", "delete"]]),
  );
  return json(200, { permissions: Object.fromEntries(permissions), "resource-types": resources });
}
