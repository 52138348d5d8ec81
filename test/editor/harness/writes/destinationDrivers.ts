/**
 * The writes on destinations: add an audience, remove it, export now.
 */
import assert from "node:assert/strict";
import { fetchFlow } from "../../../../client/src/api/flows.js";
import { patchFlow, toAdditionPatches } from "../../../../client/src/api/flowWrites.js";
import { type FlowWish, toFlowTask, toRunTask } from "../../../../client/src/preview/flowWrite.js";
import { CONFIRMED } from "../../../support/confirmed.js";
import { makeAudience } from "./audienceDrivers.js";
import {
  changeToTakeBack,
  openByCommand,
  startTask,
  type World,
  type WriteCase,
  type WriteDriver,
} from "./writeCase.js";

/** A second export of a flow within a minute is refused. */
const BETWEEN_RUNS_MS = 61_000;

function findFlow({ organisation }: World, name: string): string {
  const flow = organisation
    .state()
    .flows("dev")
    .flows.find((one) => one.name === name);
  assert.ok(flow, `${name} is in the sample organisation`);
  return String(flow.facts.id);
}

/** The ids of the audiences on a flow. */
function readFlow({ organisation }: World, id: string): readonly string[] {
  const flow = organisation
    .state()
    .flows("dev")
    .flows.find(({ facts }) => facts.id === id);
  return (flow?.selectors ?? []).map((selector) => String((selector["value"] as { id?: string }).id));
}

async function addElsewhere({ other }: World, id: string, audience: string): Promise<void> {
  const flow = await fetchFlow(other, id);
  const patches = toAdditionPatches(flow, [{ id: audience, name: "Theirs" }]);
  await patchFlow(other, { flow, patches }, CONFIRMED);
}

interface FlowCase {
  readonly flowName: string;
  readonly open: WriteCase["open"];
  readonly isDone: (now: readonly string[]) => boolean;
  readonly theirs: Pick<FlowWish, "add" | "remove">;
}

function toFlowCase(world: World, { flowName, open, isDone, theirs }: FlowCase): WriteCase {
  const flowId = findFlow(world, flowName);
  return {
    subject: flowName,
    request: `PATCH /data/foundation/flowservice/flows/${flowId}`,
    mark: flowId,
    open,
    read: () => readFlow(world, flowId).join(),
    isDone: () => isDone(readFlow(world, flowId)),
    disturb: async () =>
      addElsewhere(world, flowId, await makeAudience(world, world.other, { name: world.nextName() })),
    startElsewhere: () =>
      startTask(world.other, (place) => toFlowTask(place, { flowId, flowName, ...theirs })),
  };
}

const ADD: WriteDriver = {
  name: "add to a destination",
  isExclusive: true,
  async prepare(world) {
    const flowName = "Marketo: newsletter lists";
    const flow = findFlow(world, flowName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    const another = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    return toFlowCase(world, {
      flowName,
      open: () => openByCommand("aep.audience.activate", { id, flow }),
      isDone: (now) => now.includes(id),
      theirs: { add: [{ id: another, name: "Theirs" }], remove: [] },
    });
  },
};

const REMOVE: WriteDriver = {
  name: "remove from a destination",
  isExclusive: true,
  async prepare(world) {
    const flowName = "Google Ads: buyers out";
    const flow = findFlow(world, flowName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    await addElsewhere(world, flow, id);
    return toFlowCase(world, {
      flowName,
      open: () => openByCommand("aep.audience.removeFromDestination", { id, flow }),
      isDone: (now) => !now.includes(id),
      theirs: { add: [], remove: [id] },
    });
  },
};

const UNDO: WriteDriver = {
  name: "take back a change of a destination",
  isExclusive: true,
  async prepare(world) {
    const flowName = "Meta lookalikes";
    const flow = findFlow(world, flowName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    return toFlowCase(world, {
      flowName,
      open: await changeToTakeBack(flow, () => openByCommand("aep.audience.activate", { id, flow })),
      isDone: (now) => !now.includes(id),
      theirs: { add: [], remove: [id] },
    });
  },
};

const EXPORT: WriteDriver = {
  name: "export now",
  isExclusive: true,
  async prepare(world) {
    const flowName = "SFMC daily file";
    const flowId = findFlow(world, flowName);
    const [audience = ""] = readFlow(world, flowId);
    const { organisation } = world;
    organisation.clock.advance(BETWEEN_RUNS_MS);
    const countRuns = (): number =>
      organisation
        .state()
        .flows("dev")
        .runs.filter((run) => run["flowId"] === flowId).length;
    const before = countRuns();
    const wish = { flowId, flowName, audienceIds: [audience] };
    return {
      ...toFlowCase(world, {
        flowName,
        open: () => openByCommand("aep.audience.exportNow", { id: audience, flow: flowId }),
        isDone: () => countRuns() === before + 1,
        theirs: { add: [], remove: [] },
      }),
      request: "POST /data/core/activation/disflowprovider/adhocrun",
      read: () => `${countRuns() - before} runs of ${readFlow(world, flowId).length} audiences`,
      startElsewhere: () => startTask(world.other, (place) => toRunTask(place, wish, () => undefined)),
    };
  },
};

/** Every write on destinations. */
export const DESTINATION_DRIVERS: readonly WriteDriver[] = [ADD, REMOVE, UNDO, EXPORT];
