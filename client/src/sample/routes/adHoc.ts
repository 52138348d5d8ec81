/** Ad-hoc activation of file destinations: starts a run, or says why it cannot. */
import { type Call, readBody, readRecord } from "../call";
import { createRun } from "../data/sampleFlows";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "destinations", denial: "report" },
  "/data/core/activation/disflowprovider",
);

/** Routes of ad-hoc activation. */
export const adHocRoutes: readonly Route[] = [route("/adhocrun", { POST: startRun })];

/** A second run within this time is refused. */
const RUNNING_FOR = 60_000;
const ACCEPTED = /^application\/vnd\.adobe\.adhoc\.activation\+json;\s*version=2$/;

function startRun(call: Call): SampleResponse {
  if (!ACCEPTED.test(call.request.headers["accept"] ?? ""))
    return json(400, { message: "Version 2 of ad-hoc activation must be accepted" });
  const wanted = Object.entries(readRecord(readRecord(readBody(call.request))?.["activationInfo"]) ?? {});
  if (wanted.length === 0) return json(400, { message: "activationInfo is required" });
  const table = call.state.flows(call.sandbox.name);
  const order: object[] = [];
  for (const [flowId, ids] of wanted) {
    const flow = table.flows.find(({ facts }) => facts.id === flowId);
    if (flow === undefined || !flow.isFile)
      return json(400, { message: `Dataflow ${flowId} is not a file destination` });
    const known = flow.selectors.map((selector) => readRecord(selector["value"])?.["id"]);
    const foreign = (Array.isArray(ids) ? ids : []).filter((id: unknown) => !known.includes(id));
    if (foreign.length > 0)
      return json(400, {
        message: `Following segment(s) are not part of this dataflow: ${foreign.join(", ")}`,
      });
    const now = call.clock.now();
    if (now - (call.state.adHocRuns.get(flowId) ?? Number.NEGATIVE_INFINITY) < RUNNING_FOR) {
      return json(400, { message: "A run is already running for this dataflow" });
    }
    call.state.adHocRuns.set(flowId, now);
    const run = createRun(
      {
        seeded: call.seeded,
        sandboxName: call.sandbox.name,
        sandboxId: call.sandbox.id,
        today: call.state.today,
      },
      flowId,
      now,
    );
    table.runs.unshift(run);
    const statusURL = `https://platform.adobe.io/data/foundation/flowservice/runs/${run.id}`;
    for (const id of Array.isArray(ids) ? ids : []) order.push({ segment: id, order: run.id, statusURL });
  }
  return json(200, { order });
}
