/**
 * Previews of audiences: from a draft to an open diff, and after the write to the link file, the tree and the documents.
 * Plans, shows and remembers; the sending is done by `previews`.
 */
import { type Audience, fetchAudience, fetchAudiences } from "../../api/audiences";
import { planUndo } from "../../audit/undo";
import type { ServerSeam } from "../../language/serverSeam";
import { toDefinition } from "../../model/audienceDefinition";
import { forgottenChange } from "../../model/refusals";
import type { ResourceReference, SandboxTarget } from "../../model/resource";
import { UserError } from "../../model/userError";
import { later, say } from "../../words/say";
import type { Conflicts } from "../session/conflicts";
import type { BatchPreview, Preview, WriteRequest } from "../session/previewTypes";
import { toPart } from "../session/steps";
import { openPlace, type WritePlace, type WriteSources } from "../session/writePlaces";
import type { WriteTask } from "../session/writeTask";
import { toAudienceConflict } from "./audienceConflict";
import { toReadable } from "./audienceFacts";
import { AudienceMemory, type AudienceMemorySources } from "./audienceMemory";
import { AudiencePresenter } from "./audiencePresenter";
import {
  type AudienceRequest,
  toNewDefinition,
  toOrderedTask,
  toOrderNotes,
  toStoredForm,
  withMergePolicyId,
} from "./audienceRequests";
import { toCreateTask, toDeleteTask, toUpdateTask } from "./audienceWrite";
import { toChangeSentence } from "./changeSentence";

/** An audience that is only named. */
type AudienceReference = Omit<ResourceReference, "kind">;

/** What audience previews are built on. */
interface AudiencePreviewSources
  extends AudienceMemorySources,
    Pick<WriteSources, "previews" | "sessions" | "sandboxes"> {
  readonly conflicts: Conflicts;
  readonly server: Pick<
    ServerSeam,
    "inspect" | "listFieldReads" | "relateRules" | "rewriteTree" | "runAudienceTests"
  >;
}

/** Opens previews of audience changes. */
export class AudiencePreviews {
  private readonly memory: AudienceMemory;
  private readonly presenter: AudiencePresenter;

  constructor(private readonly sources: AudiencePreviewSources) {
    this.memory = new AudienceMemory(sources);
    this.presenter = new AudiencePresenter(sources.server, sources.now);
  }

  /** Previews a new audience or a change. Throws `notAllowed` when the platform would refuse it anyway. */
  async preview(wanted: AudienceRequest, signal: AbortSignal): Promise<Preview> {
    return await this.open(await this.toWanted(wanted, signal), signal);
  }

  /** Previews a deletion. */
  async previewDelete(reference: AudienceReference, signal: AbortSignal): Promise<Preview> {
    return await this.open(await this.toDeletion(reference, signal), signal);
  }

  /** Previews many changes, and deletions of what is only named, as one with one confirmation. */
  async previewMany(
    toTitle: (count: number) => string,
    requests: readonly (AudienceRequest | AudienceReference)[],
    signal: AbortSignal,
  ): Promise<BatchPreview> {
    const wanted: Wanted[] = [];
    for (const one of requests) {
      wanted.push("draft" in one ? await this.toWanted(one, signal) : await this.toDeletion(one, signal));
    }
    const parts = wanted.map((one) => toPart(this.toRequest(one)));
    return await this.sources.previews.openMany(toTitle, parts, signal);
  }

  /** Previews what takes a recorded change back. Throws `notAllowed` where nothing can. */
  async previewUndo(change: string, signal: AbortSignal): Promise<Preview> {
    const entry = await this.sources.audit.find(change);
    if (entry === undefined || entry.kind !== "audience") throw forgottenChange();
    const { connection, sandbox, id, name: subject } = entry;
    const target = { connection, sandbox };
    const place = await this.toPlace(target, "write", signal);
    const undo = planUndo(entry, await this.memory.findBefore(entry, place));
    switch (undo.kind) {
      case "impossible":
        throw new UserError("notAllowed", undo.reason);
      case "delete":
        return await this.previewDelete({ ...target, id }, signal);
      case "create":
        return await this.preview({ target, subject, draft: undo.draft, verb: later("Create") }, signal);
      case "update":
        return await this.preview(
          {
            target,
            subject,
            draft: undo.draft,
            id,
            base: entry.after,
            verb: later("Undo"),
            notes: undo.notes,
          },
          signal,
        );
    }
  }

  private async toWanted(wanted: AudienceRequest, signal: AbortSignal): Promise<Wanted> {
    const plain = await this.toPlace(wanted.target, "write", signal);
    const change = await withMergePolicyId(plain, wanted, signal);
    const { id, subject, draft, base, verb, order } = change;
    const notes = [...(change.notes ?? []), ...(order === undefined ? [] : toOrderNotes(order))];
    const place = { ...plain, heading: [...plain.heading, ...notes] };
    const task =
      id === undefined
        ? toCreateTask(place, toNewDefinition(draft))
        : toUpdateTask(place, {
            id,
            subject,
            draft,
            base,
            verb,
            toStoredForm: (now, wish) => toStoredForm(this.sources.server, now, wish),
          });
    return { place, change, task: order === undefined ? task : toOrderedTask(task, order) };
  }

  private async toDeletion(
    { connection, sandbox, id }: AudienceReference,
    signal: AbortSignal,
  ): Promise<Wanted> {
    const target = { connection, sandbox };
    const place = await this.toPlace(target, "delete", signal);
    const audience = await fetchAudience(place.session, id, { signal });
    const change = { target, subject: audience.name, draft: toDefinition(audience), id };
    return { place, change, task: toDeleteTask(place, id, audience.name) };
  }

  private async open(wanted: Wanted, signal: AbortSignal): Promise<Preview> {
    const { place, change } = wanted;
    const outcome = await this.sources.previews.open<Audience>(this.toRequest(wanted), signal);
    if (outcome.kind === "open") {
      const sentence = toChangeSentence(outcome.preview.change, place.target.sandbox);
      return { ...outcome, preview: { ...outcome.preview, sentence } };
    }
    const { unplanned, fresh } = outcome;
    if (unplanned.kind === "refused") {
      const users = await nameDependents(place, fresh);
      throw new UserError("notAllowed", `${unplanned.reason}${users}`);
    }
    if (unplanned.kind === "nothing") return unplanned;
    const conflict = this.sources.createId();
    const started = await this.memory.findStarted(change, place);
    this.keepConflict(conflict, place, { change, started, now: fresh });
    return { kind: "conflict", conflict, fields: unplanned.fields };
  }

  private toRequest({ place, change, task }: Wanted): WriteRequest<Audience> {
    return {
      task,
      origin: change.document?.uri.toString() ?? change.id,
      present: async (planned, signal) => {
        const { id, document } = change;
        const draft = document?.uri;
        const audience = id === undefined ? undefined : await fetchAudience(place.session, id, { signal });
        return await this.presenter.present({ place, change: planned, audience, draft }, signal);
      },
      onApplied: (id, item, planned) =>
        this.memory.keep(place, change, { id, item, planned, verb: task.verb }),
      onConflict: ({ id, basis }, now) => this.keepConflict(id, place, { change, started: basis.fresh, now }),
    };
  }

  private keepConflict(id: string, place: WritePlace, clash: Parameters<typeof toAudienceConflict>[0]): void {
    const conflict = toAudienceConflict(clash, {
      format: async (definition) => toReadable(definition, await this.presenter.inspect(place, definition)),
      preview: (change, signal) => this.preview(change, signal),
    });
    this.sources.conflicts.keep(id, conflict);
  }

  private async toPlace(
    target: SandboxTarget,
    verb: "write" | "delete",
    signal: AbortSignal,
  ): Promise<WritePlace> {
    const access = { name: "/resource-types/segments", verb, what: "audiences" } as const;
    const place = await openPlace(this.sources, target, { access, signal });
    return { ...place, findRecentId: (name) => this.memory.findRecentId(target, name) };
  }
}

interface Wanted {
  readonly place: WritePlace;
  readonly change: AudienceRequest;
  readonly task: WriteTask<Audience>;
}

/** Who stands in the way of a refused deletion; empty where nobody does. */
async function nameDependents({ session }: WritePlace, audience: Audience | undefined): Promise<string> {
  const ids = audience?.dependents.slice(0, 10) ?? [];
  if (ids.length === 0) return "";
  const found = await fetchAudiences(session, ids).catch(() => undefined);
  const names = ids.map((id) => {
    const other = found?.get(id);
    return other === undefined || other instanceof Error ? id : `“${other.name}”`;
  });
  return ` ${say("Built on it: {0}.", names.join(", "))}`;
}
