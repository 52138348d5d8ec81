/**
 * The writes on destinations: add an audience, remove it, export now.
 */
import assert from "node:assert/strict";
import { fetchFlow } from "../../../../client/src/api/flows.js";
import { patchFlow, toAdditionPatches } from "../../../../client/src/api/flowWrites.js";
import {
  type DestinationRequest,
  toDestinationTask,
  toRunTask,
} from "../../../../client/src/preview/destination/destinationWrite.js";
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
  readonly destinationName: string;
  readonly open: WriteCase["open"];
  readonly isDone: (now: readonly string[]) => boolean;
  readonly theirs: Pick<DestinationRequest, "add" | "remove">;
}

function toFlowCase(world: World, { destinationName, open, isDone, theirs }: FlowCase): WriteCase {
  const flowId = findFlow(world, destinationName);
  return {
    subject: destinationName,
    request: `PATCH /data/foundation/flowservice/flows/${flowId}`,
    mark: flowId,
    open,
    read: () => readFlow(world, flowId).join(),
    isDone: () => isDone(readFlow(world, flowId)),
    disturb: async () =>
      addElsewhere(world, flowId, await makeAudience(world, world.other, { name: world.nextName() })),
    startElsewhere: () =>
      startTask(world.other, (place) => toDestinationTask(place, { flowId, destinationName, ...theirs })),
  };
}

const ADD: WriteDriver = {
  name: "add to a destination",
  isExclusive: true,
  async prepare(world) {
    const destinationName = "Marketo: newsletter lists";
    const flow = findFlow(world, destinationName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    const another = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    return toFlowCase(world, {
      destinationName,
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
    const destinationName = "Google Ads: buyers out";
    const flow = findFlow(world, destinationName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    await addElsewhere(world, flow, id);
    return toFlowCase(world, {
      destinationName,
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
    const destinationName = "Meta lookalikes";
    const flow = findFlow(world, destinationName);
    const id = await makeAudience(world, world.other, { name: world.nextName(), state: "published" });
    return toFlowCase(world, {
      destinationName,
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
    const destinationName = "SFMC daily file";
    const flowId = findFlow(world, destinationName);
    const [audience = ""] = readFlow(world, flowId);
    const { organisation } = world;
    organisation.clock.advance(BETWEEN_RUNS_MS);
    const countRuns = (): number =>
      organisation
        .state()
        .flows("dev")
        .runs.filter((run) => run["flowId"] === flowId).length;
    const before = countRuns();
    const wish = { flowId, destinationName, audienceIds: [audience] };
    return {
      ...toFlowCase(world, {
        destinationName,
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
