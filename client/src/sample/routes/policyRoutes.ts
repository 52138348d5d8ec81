/** Data usage policies: labels, marketing actions, the policies themselves, and whether data with some labels may be used. Read only. */
import { type Call, parameter, readBody, readNumber, readRecord } from "../call";
import { LABELS, MARKETING_ACTIONS } from "../data/sampleReferenceLists";
import type { SampleResponse } from "../exchange";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { SAMPLE_ORG_ID } from "../sampleCredentials";

const route = routesOf(
  {
    host: "platform",
    sandbox: "required",
    product: "aep",
    resource: "dule-labels",
    denial: "report",
    questions: ["POST"],
  },
  "/data/foundation/dulepolicy",
);

/** Routes of the policy service. Adobe's own objects and those of the organisation lie in collections of their own. */
export const policyRoutes: readonly Route[] = (["core", "custom"] as const)
  .flatMap((origin) => [
    route(`/labels/${origin}`, { GET: (call) => answerPage(call, listLabels(call, origin)) }),
    route(`/labels/${origin}/{name}`, { GET: (call) => answerNamed(call, listLabels(call, origin)) }),
    route(`/marketingActions/${origin}`, { GET: (call) => answerPage(call, listActions(origin)) }),
    route(`/marketingActions/${origin}/{name}`, { GET: (call) => answerNamed(call, listActions(origin)) }),
    route(`/marketingActions/${origin}/{name}/constraints`, {
      GET: (call) => answerConstraints(call, origin, readLabels(call)),
      POST: (call) => answerConstraints(call, origin, labelsOfEntities(call)),
    }),
    route(`/policies/${origin}`, { GET: (call) => answerPage(call, listPolicies(origin)) }),
    route(`/policies/${origin}/{id}`, { GET: (call) => getPolicy(call, origin) }),
  ])
  .concat([route("/enabledCorePolicies", { GET: listEnabled }), route("/bulk-eval", { POST: evaluateMany })]);

type Origin = "core" | "custom";

const BASE = "https://platform.adobe.io/data/foundation/dulepolicy";

/** Each has an address of its own. */
interface PolicyObject {
  readonly name: string;
}

function notFound(): SampleResponse {
  return reportError(404, "POLICY-1001-404", "There is no such object.");
}

function answerPage(call: Call, children: readonly object[]): SampleResponse {
  const limit = readNumber(call, "limit", 100);
  const start = Math.max(0, Number(call.url.searchParams.get("start") ?? 0) || 0);
  const page = children.slice(start, start + limit);
  const next =
    start + limit < children.length ? { href: `?start=${start + limit}&limit=${limit}` } : undefined;
  return json(200, {
    _page: { count: page.length, ...(next === undefined ? {} : { next: String(start + limit) }) },
    // On the last page the link is there, too, and leads nowhere.
    _links: { page: next ?? {}, ...(next === undefined ? {} : { next }) },
    children: page,
  });
}

function answerNamed(call: Call, objects: readonly PolicyObject[]): SampleResponse {
  const found = objects.find(({ name }) => name === parameter(call, "name"));
  return found === undefined ? notFound() : json(200, found);
}

function listLabels(call: Call, origin: Origin): PolicyObject[] {
  return LABELS[origin].map(([name, category, friendlyName]) => ({
    name,
    category,
    friendlyName,
    description: `${friendlyName}.`,
    ...(origin === "custom" ? { sandboxName: call.sandbox.name } : {}),
    _links: { self: { href: `${BASE}/labels/${origin}/${name}` } },
  }));
}

function actionReference(origin: Origin, name: string): string {
  return `${BASE}/marketingActions/${origin}/${name}`;
}

function listActions(origin: Origin): PolicyObject[] {
  return MARKETING_ACTIONS[origin].map(([name]) => ({
    name,
    description: `Use of data for ${name}.`,
    imsOrg: SAMPLE_ORG_ID,
    _links: { self: { href: actionReference(origin, name) } },
  }));
}

/** One policy for each action: it denies the action for data with the label of the action. */
function toPolicy(
  origin: Origin,
  [name, denied]: readonly [string, string],
): Readonly<Record<string, unknown>> & { readonly id: string } {
  const id = `${origin}policy_${name}`;
  return {
    id,
    name: `No ${name} with ${denied}`,
    status: "ENABLED",
    marketingActionRefs: [actionReference(origin, name)],
    description: `Denies ${name} for data labelled ${denied}.`,
    deny: { label: denied },
    imsOrg: SAMPLE_ORG_ID,
    _links: { self: { href: `${BASE}/policies/${origin}/${id}` } },
  };
}

function listPolicies(origin: Origin): { readonly id: string }[] {
  return MARKETING_ACTIONS[origin].map((action) => toPolicy(origin, action));
}

function getPolicy(call: Call, origin: Origin): SampleResponse {
  const found = listPolicies(origin).find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, found);
}

function listEnabled(call: Call): SampleResponse {
  return json(200, {
    policyIds: listPolicies("core").map(({ id }) => id),
    imsOrg: SAMPLE_ORG_ID,
    createdUser: call.caller.credential.clientId,
    updatedUser: call.caller.credential.clientId,
    _links: { self: { href: `${BASE}/enabledCorePolicies` } },
  });
}

function readLabels(call: Call): readonly string[] {
  return (call.url.searchParams.get("duleLabels") ?? "").split(",").filter((label) => label !== "");
}

/** The labels of the datasets that the body names. */
function labelsOfEntities(call: Call): readonly string[] {
  const body = readBody(call.request);
  if (!Array.isArray(body)) return [];
  const known = call.state.datasetLabels(call.sandbox.name);
  const ids = body.map((entity: unknown) => String(readRecord(entity)?.["entityId"] ?? ""));
  return [...new Set(ids.flatMap((id) => (known.get(id)?.labels ?? []).map(String)))];
}

function answerConstraints(call: Call, origin: Origin, labels: readonly string[]): SampleResponse {
  const verdict = evaluate(call, { origin, name: parameter(call, "name"), labels });
  return verdict === undefined ? notFound() : json(200, verdict);
}

function evaluate(
  call: Call,
  { origin, name, labels }: { origin: Origin; name: string; labels: readonly string[] },
): object | undefined {
  const action = MARKETING_ACTIONS[origin].find(([candidate]) => candidate === name);
  if (action === undefined) return undefined;
  const [, denied] = action;
  return {
    timestamp: call.clock.now(),
    clientId: call.caller.credential.clientId,
    userId: call.caller.credential.technicalAccountId,
    imsOrg: SAMPLE_ORG_ID,
    sandboxName: call.sandbox.name,
    marketingActionRef: actionReference(origin, name),
    duleLabels: labels,
    violatedPolicies: labels.some((label) => label.replace(/^core\//, "") === denied)
      ? [toPolicy(origin, action)]
      : [],
  };
}

/** Several questions at once; each answer has a status of its own. */
function evaluateMany(call: Call): SampleResponse {
  const body = readBody(call.request);
  if (!Array.isArray(body)) return reportError(400, "POLICY-1002-400", "The body must be a list.");
  const answers = body.map((given: unknown) => {
    const question = readRecord(given);
    const reference = /(core|custom)\/([^/?]+)/.exec(String(question?.["evalRef"] ?? ""));
    const origin = reference?.[1] === "custom" ? "custom" : "core";
    const labels = Array.isArray(question?.["labels"]) ? question["labels"].map(String) : [];
    const verdict = evaluate(call, { origin, name: reference?.[2] ?? "", labels });
    return verdict === undefined
      ? { status: 404, error: { status: 404, title: "NotFound", detail: "There is no such action." } }
      : { status: 200, body: verdict };
  });
  return json(200, answers);
}
