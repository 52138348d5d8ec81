/**
 * Previews of what destinations send out: audiences added to or removed from a flow, and an export that starts now.
 * Plans, shows and remembers; the sending is done by `previews`.
 */
import { isApiError, isCancellation } from "../../api/apiError";
import type { ApiSession } from "../../api/apiSession";
import { fetchAudience } from "../../api/audiences";
import type { AuditEntry } from "../../audit/auditTrail";
import type { KeptState } from "../../audit/keptStates";
import { getDestinationUndo } from "../../audit/undo";
import { toExportText } from "../../model/exportRhythm";
import type { SandboxTarget } from "../../model/resource";
import { toUnpublishedText } from "../../model/unpublished";
import { later } from "../../words/say";
import { toPreview } from "../session/previews";
import type { Presentation, Preview } from "../session/previewTypes";
import { openPlace, type WritePlace, type WriteSources } from "../session/writePlaces";
import type { SideTexts } from "../session/writeTask";
import { tellSizes, toPendingSizes } from "./destinationSizes";
import {
  type DestinationRequest,
  toDestinationSentence,
  toDestinationTask,
  toKeptState,
  toNames,
  toRunTask,
} from "./destinationWrite";

const ACCESS = { name: "/resource-types/destinations", verb: "write", what: "destinations" } as const;

/** Opens previews of changes to flows. */
export class DestinationPreviews {
  constructor(private readonly sources: WriteSources) {}

  /** Previews a flow with audiences added or removed. */
  async preview(target: SandboxTarget, request: DestinationRequest, signal: AbortSignal): Promise<Preview> {
    const place = await openPlace(this.sources, target, { access: ACCESS, signal });
    const unpublished = await tellUnpublished(place, request.add, signal);
    const exports = request.add.flatMap(({ name, settings = {} }) => toExportText(name, settings) ?? []);
    const heading = [...unpublished, ...exports, ...place.heading];
    const toTask = (sizes: readonly string[]): DestinationTask =>
      toDestinationTask({ ...place, heading: [...heading, ...sizes] }, request);
    const outcome = await this.sources.previews.open(
      {
        task: toTask([]),
        present: async (change) =>
          presentSizes(place.session, change.added, (sizes) => toTask(sizes).toTexts(change)),
        onApplied: (id, _now, change) => {
          const audiences = [...change.added, ...change.removed];
          const items = audiences.map(({ id: audience }) => audience);
          const verb = change.removed.length === 0 ? later("Activate") : later("Remove");
          const what = {
            id,
            name: request.destinationName,
            verb,
            items,
            itemNames: toNames(audiences),
          };
          return this.record(target, what, toKeptState(change));
        },
        onConflict: () => undefined,
      },
      signal,
    );
    if (outcome.kind !== "open") return toPreview(outcome);
    const { id, change } = outcome.preview;
    const sentence = toDestinationSentence(change, request.destinationName);
    return { kind: "open", preview: { id, sentence: [sentence, ...unpublished].join(" ") } };
  }

  /** Previews what takes a recorded change of a destination back. Throws `notAllowed` where nothing does. */
  async previewUndo(entry: AuditEntry, signal: AbortSignal): Promise<Preview> {
    const { connection, sandbox, id, name } = entry;
    const undo = getDestinationUndo(entry, await this.sources.keptStates.find(entry.change));
    return await this.preview(
      { connection, sandbox },
      { flowId: id, destinationName: name, ...undo },
      signal,
    );
  }

  /** Previews an export that starts now; `onStarted` hears the run's id once it was started. */
  async previewRun(
    target: SandboxTarget,
    request: Parameters<typeof toRunTask>[1] & { readonly onStarted: (runId: string | undefined) => void },
    signal: AbortSignal,
  ): Promise<Preview> {
    const place = await openPlace(this.sources, target, { access: ACCESS, signal });
    const task = toRunTask(place, request, request.onStarted);
    const outcome = await this.sources.previews.open(
      {
        task,
        onApplied: (id) =>
          this.record(target, {
            id,
            name: request.destinationName,
            verb: later("Run"),
            items: request.audienceIds,
          }),
        onConflict: () => undefined,
      },
      signal,
    );
    return toPreview(outcome);
  }

  private async record(target: SandboxTarget, what: Recorded, kept?: KeptState): Promise<string> {
    const at = new Date(this.sources.now()).toISOString();
    const change = this.sources.createId();
    await this.sources.audit.add({ change, at, ...target, kind: "destination", fields: [], ...what });
    if (kept !== undefined) await this.sources.keptStates.keep(change, kept);
    return change;
  }
}

type DestinationTask = ReturnType<typeof toDestinationTask>;

/** The texts with the sizes of what is added, as soon as they are known. */
function presentSizes(
  session: ApiSession,
  added: DestinationRequest["add"],
  toTexts: (sizes: readonly string[]) => SideTexts,
): Presentation {
  return {
    texts: toTexts(toPendingSizes(added)),
    follow: async (show, ending) => show(toTexts(await tellSizes(session, added, ending))),
  };
}

/** Which audiences nobody has published, or somebody deactivated; nothing where that cannot be read, because the change can be made all the same. */
async function tellUnpublished(
  { session }: WritePlace,
  audiences: DestinationRequest["add"],
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    const read = await Promise.all(audiences.map(({ id }) => fetchAudience(session, id, { signal })));
    return read.flatMap(({ name, lifecycleState }) => toUnpublishedText(name, lifecycleState) ?? []);
  } catch (error) {
    if (!isApiError(error) || isCancellation(error)) throw error;
    session.log.write({ level: "warn", message: `States of audiences could not be read: ${String(error)}` });
    return [];
  }
}

interface Recorded {
  readonly id: string;
  readonly name: string;
  readonly verb: string;
  readonly items: readonly string[];
  readonly itemNames?: readonly string[];
}
