/** Flow service: catalogue, connections, flows and runs. Lists hide the audiences of a flow; single reads show them with an etag. */
import { fromBase64, toBase64Url } from "../base64";
import { type Call, parameter, readNumber, readProperties, readRecord } from "../call";
import type { Flow, FlowObject } from "../data/sampleFlows";
import type { SampleResponse } from "../exchange";
import { json, reportError } from "../replies";
import { type Route, routesOf } from "../router";
import { patchFlow, toFlowWire } from "./flowWriteRoutes";

const route = routesOf(
  { host: "platform", sandbox: "default", product: "aep", resource: "destinations", denial: "report" },
  "/data/foundation/flowservice",
);

/** Routes of flow service. */
export const flowRoutes: readonly Route[] = [
  route("/flows", {
    GET: (call) =>
      answerList(
        call,
        call.state.flows(call.sandbox.name).flows.map((flow) => toFlowWire(flow, false)),
      ),
  }),
  route("/flows/{id}", { GET: getFlow, PATCH: patchFlow }),
  route("/connectionSpecs", { GET: (call) => answerList(call, call.state.flows(call.sandbox.name).specs) }),
  route("/connectionSpecs/{id}", {
    GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).specs),
  }),
  route("/flowSpecs", { GET: (call) => answerList(call, call.state.flows(call.sandbox.name).flowSpecs) }),
  route("/flowSpecs/{id}", {
    GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).flowSpecs),
  }),
  route("/connections/{id}/test", { GET: testConnection }),
  route("/connections", {
    GET: (call) => answerList(call, call.state.flows(call.sandbox.name).baseConnections),
  }),
  route("/connections/{id}", {
    GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).baseConnections),
  }),
  route("/sourceConnections", {
    GET: (call) => answerList(call, call.state.flows(call.sandbox.name).sourceConnections),
  }),
  route("/sourceConnections/{id}", {
    GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).sourceConnections),
  }),
  route("/targetConnections", {
    GET: (call) => answerList(call, call.state.flows(call.sandbox.name).targetConnections),
  }),
  route("/targetConnections/{id}", {
    GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).targetConnections),
  }),
  route("/runs", { GET: (call) => answerList(call, call.state.flows(call.sandbox.name).runs) }),
  route("/runs/{id}", { GET: (call) => answerOne(call, call.state.flows(call.sandbox.name).runs) }),
];

const MOST_ITEMS = 100;

function answerList(call: Call, all: readonly FlowObject[]): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  if (limit < 1 || limit > MOST_ITEMS)
    return reportError(400, "FLOW-1003-400", `limit must be between 1 and ${MOST_ITEMS}`);
  // Some callers cut the token out of the link together with the name behind it.
  const token = call.url.searchParams.get("continuationToken")?.split("&")[0] ?? null;
  const start = token === null ? 0 : Number(fromBase64(token).replace(/^flow:/, ""));
  if (!Number.isInteger(start))
    return reportError(400, "FLOW-1004-400", "The continuation token is not valid");
  const found = all.filter((item) =>
    readProperties(call).every(
      ([field, operator, value]) => (readPath(item, field) === value) === (operator !== "!="),
    ),
  );
  const items = found.slice(start, start + limit);
  if (start + limit >= found.length) return json(200, { items, _links: {} });
  const next = toBase64Url(`flow:${start + limit}`);
  const query = new URLSearchParams({ continuationToken: next });
  for (const [name, value] of call.url.searchParams)
    if (name !== "continuationToken") query.append(name, value);
  const kind = call.url.pathname.slice(call.url.pathname.lastIndexOf("/"));
  return json(200, { items, _links: { next: { href: `${kind}?${query}` } } });
}

function readPath(item: FlowObject, path: string): string {
  let value: unknown = item;
  for (const step of path.split(".")) value = readRecord(value)?.[step];
  return String(value);
}

function answerOne(call: Call, all: readonly FlowObject[]): SampleResponse {
  const found = all.find(({ id }) => id === parameter(call, "id"));
  if (found === undefined) return notFound();
  const { etag } = found;
  return json(200, { items: [found] }, typeof etag === "string" ? { etag } : {});
}

function getFlow(call: Call): SampleResponse {
  const flow: Flow | undefined = call.state
    .flows(call.sandbox.name)
    .flows.find(({ facts }) => facts.id === parameter(call, "id"));
  return flow === undefined
    ? notFound()
    : json(200, { items: [toFlowWire(flow, true)] }, { etag: flow.etag });
}

/** A connection answers as long as it is switched on. */
function testConnection(call: Call): SampleResponse {
  const found = call.state
    .flows(call.sandbox.name)
    .baseConnections.find(({ id }) => id === parameter(call, "id"));
  return found === undefined ? notFound() : json(200, { result: found["state"] === "enabled" });
}

function notFound(): SampleResponse {
  return reportError(404, "FLOW-1001-404", "The entity does not exist.");
}
