/** Changing which audiences a dataflow carries: JSON Patch under an etag, with the refusals that protect concurrent editors. */
import { type Call, parameter, readBody, readRecord } from "../call";
import type { Flow, FlowObject, Selector } from "../data/sampleFlows";
import type { SampleResponse } from "../exchange";
import { empty, json, reportError } from "../replies";

const SELECTORS = "/transformations/0/params/segmentSelectors/selectors";

/** Returns a flow as the service sends it; only single reads show its audiences. */
export function toFlowWire(flow: Flow, hasAudiences: boolean): FlowObject {
  const transformations = flow.isDestination
    ? [
        {
          name: "GeneralTransform",
          params: { profileSelectors: { selectors: [] }, segmentSelectors: { selectors: flow.selectors } },
        },
      ]
    : [];
  return {
    ...flow.facts,
    name: flow.name,
    description: flow.description,
    etag: flow.etag,
    version: flow.etag,
    updatedAt: flow.updated,
    ...(hasAudiences ? { transformations } : {}),
  };
}

/** Answers `PATCH /flows/{id}`. */
export function patchFlow(call: Call): SampleResponse {
  const flow = call.state
    .flows(call.sandbox.name)
    .flows.find(({ facts }) => facts.id === parameter(call, "id"));
  if (flow === undefined) return reportError(404, "FLOW-1001-404", "The entity does not exist.");
  const match = call.request.headers["if-match"];
  if (match === undefined)
    return reportError(
      call.settings.flowNoMatchStatus,
      `FLOW-1005-${call.settings.flowNoMatchStatus}`,
      "The If-Match header is required.",
    );
  if (match !== flow.etag) return stale(flow, match);
  const operations = readBody(call.request);
  if (!Array.isArray(operations))
    return reportError(400, "FLOW-1006-400", "The body must be a list of patch operations.");
  const draft = { name: flow.name, description: flow.description, selectors: [...flow.selectors] };
  for (const given of operations) {
    const refusal = applyOperation(call, draft, readRecord(given) ?? {});
    if (refusal !== undefined) return refusal;
  }
  Object.assign(flow, draft, {
    etag: `"${call.seeded.hex(`flowEtag/${call.exchange}`, 16)}"`,
    updated: call.clock.now(),
  });
  if (call.settings.flowPatchAnswer === "empty") return empty(202);
  return json(200, { id: flow.facts.id, etag: flow.etag }, { etag: flow.etag });
}

function stale(flow: Flow, match: string): SampleResponse {
  return json(412, {
    errorMessage: `Supplied version=[${match}] does not match the current version on entity=[${flow.facts.id}]`,
    errorDetails: `current version=[${flow.etag}]`,
  });
}

interface FlowDraft {
  name: string;
  description: string;
  selectors: Selector[];
}

function applyOperation(
  call: Call,
  draft: FlowDraft,
  operation: Readonly<Record<string, unknown>>,
): SampleResponse | undefined {
  const op = String(operation["op"]).toLowerCase();
  const path = String(operation["path"]);
  if (path === `${SELECTORS}/-` && op === "add") return addSelector(call, draft, operation["value"]);
  const index = Number(/\/selectors\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (path.startsWith(SELECTORS) && op === "remove" && draft.selectors[index] !== undefined) {
    draft.selectors.splice(index, 1);
    return undefined;
  }
  const value = operation["value"];
  if ((path === "/name" || path === "/description") && op === "replace" && typeof value === "string") {
    draft[path === "/name" ? "name" : "description"] = value;
    return undefined;
  }
  return reportError(400, "FLOW-1007-400", `The operation ${op} on ${path} cannot be applied.`);
}

function addSelector(call: Call, draft: FlowDraft, given: unknown): SampleResponse | undefined {
  const selector = readRecord(given);
  const value = readRecord(selector?.["value"]);
  const id = value?.["id"];
  if (selector === undefined || typeof id !== "string")
    return reportError(400, "FLOW-1008-400", "A selector needs value.id.");
  const audiences = call.state.audiences(call.sandbox.name);
  const isKnown =
    audiences.find(id) !== undefined || audiences.list().some(({ record }) => record["audienceId"] === id);
  if (!isKnown)
    return reportError(400, "FLOW-1009-400", `The audience ${id} does not exist in this sandbox.`);
  if (draft.selectors.some((other) => readRecord(other["value"])?.["id"] === id)) {
    return reportError(409, "FLOW-1010-409", `The audience ${id} is already part of this dataflow.`);
  }
  if (call.settings.policyViolation) return violation(id);
  draft.selectors.push({
    ...selector,
    value: { ...value, createTime: String(Math.floor(call.clock.now() / 1_000)) },
  });
  return undefined;
}

function violation(id: string): SampleResponse {
  return json(400, {
    type: "http://ns.adobe.com/aep/errors/FLOW-2001-400",
    title: "Data usage policy violation",
    status: 400,
    detail: "Activating this audience violates data usage policies.",
    message: "Activating this audience violates data usage policies.",
    violatedPolicies: [
      {
        id: "corepolicy_0007",
        name: "Restrict e-mail targeting on contract data",
        status: "ENABLED",
        marketingActionRefs: ["emailTargeting"],
        segmentIds: [id],
        deny: { label: "C2" },
      },
    ],
  });
}
