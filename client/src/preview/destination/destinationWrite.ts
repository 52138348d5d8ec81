/**
 * Writing which audiences a destination flow sends out, and starting its export now. The only importer of the calls that
 * change flows. Refuses to send onto another version than the one that was shown.
 */
import { printExactJson } from "../../../../server/src/pql/text/exactJson";
import type { ApiSession } from "../../api/apiSession";
import { type Flow, type FlowAudience, fetchFlow, listFlowRuns } from "../../api/flows";
import {
  type FlowAudienceAddition,
  patchFlow,
  startAdhocRun,
  toAdditionPatches,
  toRemovalPatches,
} from "../../api/flowWrites";
import type { KeptState } from "../../audit/keptStates";
import { later, say } from "../../words/say";
import type { WritePlace } from "../session/writePlaces";
import type { SideTexts, Unplanned, WritePlan, WriteTask } from "../session/writeTask";

/** What shall become of a flow. */
export interface DestinationRequest {
  readonly flowId: string;
  readonly destinationName: string;
  readonly add: readonly FlowAudienceAddition[];
  /** Ids of audiences. */
  readonly remove: readonly string[];
}

/** A planned change of a flow. */
interface DestinationPlan extends WritePlan {
  readonly flow: Flow;
  readonly added: readonly FlowAudienceAddition[];
  readonly removed: readonly FlowAudience[];
}

/** A run to be started. */
interface RunPlan extends WritePlan {
  readonly flow: Flow;
  readonly audiences: readonly FlowAudience[];
}

/** A task that adds audiences to a flow or removes them from it. */
export function toDestinationTask(
  place: WritePlace,
  request: DestinationRequest,
): WriteTask<Flow, DestinationPlan> {
  const { session, target } = place;
  const read = (signal: AbortSignal): Promise<Flow> => fetchFlow(session, request.flowId, { signal });
  return {
    target,
    kind: "destination",
    subject: request.destinationName,
    verb: later("Update"),
    toDone: (change, where) => toDone(change, request.destinationName, where),
    fetchFresh: read,
    plan: (item) => planDestination(item, request),
    isSame: isSameFlow,
    isFulfilled: isDestinationFulfilled,
    toTexts: (change) =>
      toDestinationTexts(change, [toDestinationSentence(change, request.destinationName), ...place.heading]),
    send: async ({ added, removed }, item, options) => {
      const flow = getFlow(item);
      const ids = removed.map(({ id }) => id);
      const patches = [...toRemovalPatches(flow, ids), ...toAdditionPatches(flow, added)];
      await patchFlow(session, { flow, patches }, options);
      return flow.id;
    },
    findWritten: async (change, signal) => {
      const now = await read(signal);
      return isDestinationFulfilled(change, now) ? { id: request.flowId, now } : undefined;
    },
    reread: async (_id, signal) => await read(signal),
  };
}

/** A task that exports audiences of a file destination now; `onStarted` hears the run's id. */
export function toRunTask(
  place: WritePlace,
  request: {
    readonly flowId: string;
    readonly destinationName: string;
    readonly audienceIds: readonly string[];
  },
  onStarted: (runId: string | undefined) => void,
): WriteTask<Flow, RunPlan> {
  const { session, target } = place;
  const read = (signal: AbortSignal): Promise<Flow> => fetchFlow(session, request.flowId, { signal });
  const runs = new RunsOfFlow(session, request.flowId);
  return {
    target,
    kind: "destination",
    subject: request.destinationName,
    verb: later("Run"),
    fetchFresh: async (signal) => {
      await runs.remember(signal);
      return await read(signal);
    },
    plan: (item) => planRun(item, request.audienceIds),
    isSame: isSameFlow,
    isFulfilled: () => true,
    toTexts: ({ flow, audiences }) => ({
      before: toDestinationText(flow.name, place.heading, []),
      after: toDestinationText(
        flow.name,
        [...place.heading, say("These audiences are exported now:")],
        audiences,
      ),
    }),
    send: async ({ flow, audiences }, _now, options) => {
      const audienceIds = audiences.map(({ id }) => id);
      const started = await startAdhocRun(session, { flowId: flow.id, audienceIds }, options);
      onStarted(started.find(({ runId }) => runId !== undefined)?.runId);
      return flow.id;
    },
    findWritten: async (_change, signal) => {
      const runId = await runs.findNew(signal);
      if (runId === undefined) return undefined;
      onStarted(runId);
      return { id: request.flowId, now: await read(signal) };
    },
    reread: async (_id, signal) => await read(signal),
  };
}

/** Runs started a moment ago are not listed at once. */
const LOOK_AGAIN_AFTER_MS = [0, 1000, 3000];

/** Tells a run that is new from those there were, because the start of a run can be accepted without an answer. */
class RunsOfFlow {
  private known: ReadonlySet<string> | undefined;

  constructor(
    private readonly session: ApiSession,
    private readonly flowId: string,
  ) {}

  /** Remembers the latest runs. Where they cannot be read nothing will be called new. */
  async remember(signal: AbortSignal): Promise<void> {
    this.known = await this.list(signal).catch(() => undefined);
    signal.throwIfAborted();
  }

  /** The id of a run that was not there when it was last looked; undefined when there is none soon. */
  async findNew(signal: AbortSignal): Promise<string | undefined> {
    const { known } = this;
    if (known === undefined) return undefined;
    for (const delay of LOOK_AGAIN_AFTER_MS) {
      await this.session.clock.sleep(delay, signal);
      const found = [...(await this.list(signal))].find((id) => !known.has(id));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private async list(signal: AbortSignal): Promise<ReadonlySet<string>> {
    const page = await listFlowRuns(this.session, this.flowId).nextPage(signal);
    return new Set(page?.items.map(({ id }) => id));
  }
}

function planDestination(
  flow: Flow | undefined,
  { add, remove }: DestinationRequest,
): DestinationPlan | Unplanned {
  if (flow === undefined) return { kind: "refused", reason: say("The destination no longer exists.") };
  const present = new Set(flow.audiences.map(({ id }) => id));
  const added = add.filter(({ id }) => !present.has(id));
  const removed = flow.audiences.filter(({ id }) => remove.includes(id));
  if (added.length === 0 && removed.length === 0) return { kind: "nothing", carried: [] };
  return { kind: "change", needs: "publish", flow, added, removed };
}

function planRun(flow: Flow | undefined, ids: readonly string[]): RunPlan | Unplanned {
  if (flow === undefined) return { kind: "refused", reason: say("The destination no longer exists.") };
  const audiences = flow.audiences.filter(({ id }) => ids.includes(id));
  if (audiences.length < ids.length || audiences.length === 0) {
    return { kind: "refused", reason: say("The audience is not part of this destination; add it first.") };
  }
  return { kind: "change", needs: "publish", flow, audiences };
}

/** The platform's version counts: positions inside a flow shift with every change. */
function isSameFlow(one: Flow | undefined, other: Flow | undefined): boolean {
  return one?.id === other?.id && one?.etag === other?.etag;
}

function isDestinationFulfilled({ added, removed }: DestinationPlan, flow: Flow | undefined): boolean {
  const ids = new Set(flow?.audiences.map(({ id }) => id));
  return (
    flow !== undefined && added.every(({ id }) => ids.has(id)) && removed.every(({ id }) => !ids.has(id))
  );
}

/** What changes stands first: a destination can send hundreds of audiences. */
function toDestinationTexts(
  { flow, added, removed }: DestinationPlan,
  heading: readonly string[],
): SideTexts {
  const gone = new Set(removed.map(({ id }) => id));
  const kept = flow.audiences.filter(({ id }) => !gone.has(id));
  return {
    before: toDestinationText(flow.name, heading, [...removed, ...kept]),
    after: toDestinationText(flow.name, heading, [...added, ...kept]),
  };
}

/** What the change does, in words: for the preview's first line and its message. */
export function toDestinationSentence(
  { added, removed }: Pick<DestinationPlan, "added" | "removed">,
  destination: string,
): string {
  const names = toNames([...added, ...removed]).join("”, “");
  return removed.length === 0
    ? say(
        "Activates the audience “{0}” to the destination “{1}”: its members will be sent there.",
        names,
        destination,
      )
    : say("Removes the audience “{0}” from the destination “{1}”.", names, destination);
}

function toDone({ added, removed }: DestinationPlan, destination: string, where: string): string {
  const names = toNames([...added, ...removed]).join("”, “");
  return removed.length === 0
    ? say("Activated “{0}” to “{1}” in {2}; the platform now holds what was sent.", names, destination, where)
    : say(
        "Removed “{0}” from “{1}” in {2}; the platform now holds what was sent.",
        names,
        destination,
        where,
      );
}

/** What audiences are called; what has no name there by its id. */
export function toNames(audiences: readonly Pick<FlowAudience, "id" | "name">[]): readonly string[] {
  return audiences.map(({ id, name }) => name ?? id);
}

interface ShownAudience {
  readonly id: string;
  readonly name: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

function toDestinationText(
  name: string,
  heading: readonly string[],
  audiences: readonly ShownAudience[],
): string {
  const parts = audiences.flatMap(({ id, name: called, settings }) => {
    const { id: _id, name: _name, ...others } = toOwn(settings ?? {});
    return ["", `## ${called ?? id}`, "", "```json", printExactJson({ id, ...others }, 2), "```"];
  });
  return [`# ${name}`, "", ...heading.map((line) => `> ${line}`), ...parts, ""].join("\n");
}

function getFlow(item: Flow | undefined): Flow {
  if (item === undefined) throw new Error("A flow is changed only after it was read.");
  return item;
}

/** What is kept of a change, so that it can be taken back. */
export function toKeptState({ added, removed }: DestinationPlan): KeptState {
  return {
    of: "destination",
    added: added.map(({ id, name, settings }) => ({ id, name, settings })),
    removed: removed.map(({ id, name, settings }) => ({ id, name: name ?? id, settings: toOwn(settings) })),
  };
}

/** Times are the service's own: nobody here sets them, and sending them back would claim what is not so. */
function toOwn(settings: FlowAudience["settings"]): FlowAudience["settings"] {
  const { createTime: _created, updateTime: _updated, ...own } = settings;
  return own;
}
