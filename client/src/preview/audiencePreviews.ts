/**
 * Previews of audiences: from a draft to an open diff, and after the write to the link file, the tree and the documents.
 * Plans, shows and remembers; the sending is done by `previews`.
 */
import type * as vscode from "vscode";
import { type Audience, fetchAudience, fetchAudiences } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import type { AuditTrail } from "../audit/auditTrail";
import { planUndo } from "../audit/undo";
import type { SandboxDirectory } from "../auth/sandboxDirectory";
import type { Sessions } from "../auth/sessions";
import { saveLink } from "../documents/draftFiles";
import type { DraftLinks } from "../documents/draftLinks";
import type { ServerSeam } from "../language/serverSeam";
import {
  type AudienceDefinition,
  type AudienceDraft,
  EMPTY_DRAFT,
  type Fingerprints,
  toDefinition,
  toFingerprints,
} from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import type { Baselines } from "../model/baselines";
import { type PlannedChange, planAudienceUpdate } from "../model/changePlan";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { toNextBase } from "../model/nextBase";
import { toAudienceRow } from "../model/platformRows";
import type { RecentWrite } from "../model/recentWrites";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { UserError } from "../model/userError";
import { toReadable } from "./audienceFacts";
import { AudiencePresenter } from "./audiencePresenter";
import { toCreateTask, toDeleteTask, toUpdateTask, type WritePlace } from "./audienceWrite";
import type { Conflicts } from "./conflicts";
import type { Previews } from "./previews";
import type { BatchOutcome, PreviewOutcome, PreviewReport, PreviewRequest } from "./previewTypes";
import { toPart } from "./steps";
import { openPlace } from "./writePlaces";
import type { WriteTask } from "./writeTask";

/** What audience previews are built on. */
export interface AudiencePreviewSources {
  readonly previews: Previews;
  readonly conflicts: Conflicts;
  readonly sessions: Sessions;
  readonly sandboxes: SandboxDirectory;
  readonly baselines: Baselines;
  readonly draftLinks: DraftLinks;
  readonly server: Pick<ServerSeam, "inspect">;
  readonly audit: AuditTrail;
  readonly createId: () => string;
  readonly now: () => number;
  /** Tells the rest of the editor what the platform now holds. */
  readonly onWritten: (target: SandboxTarget, write: RecentWrite) => void;
}

/** A change of one audience as wished for. */
export interface AudienceChange {
  readonly target: SandboxTarget;
  /** What it is called in titles and messages. */
  readonly subject: string;
  readonly draft: AudienceDraft;
  /** The draft's document, whose link file is updated afterwards. */
  readonly document?: vscode.TextDocument | undefined;
  /** Undefined creates. */
  readonly id?: string | undefined;
  /** What the author started from, when known. */
  readonly base?: Fingerprints | undefined;
  /** What is done, where "Update" says too little. */
  readonly verb?: string | undefined;
}

/** An audience to delete. */
export interface AudienceDeletion {
  readonly target: SandboxTarget;
  readonly id: string;
}

/** Opens previews of audience changes. */
export class AudiencePreviews {
  /** Ids of audiences written in this window, by sandbox and name. */
  private readonly recentIds = new Map<string, string>();

  private readonly presenter: AudiencePresenter;

  constructor(private readonly sources: AudiencePreviewSources) {
    this.presenter = new AudiencePresenter(sources.server, sources.now);
  }

  /** Previews a new audience or a change. Throws `notAllowed` when the platform would refuse it anyway. */
  async preview(wanted: AudienceChange, signal: AbortSignal): Promise<PreviewReport> {
    return await this.open(await this.toWanted(wanted, signal), signal);
  }

  /** Previews a deletion. */
  async previewDelete(target: SandboxTarget, id: string, signal: AbortSignal): Promise<PreviewReport> {
    return await this.open(await this.toDeletion({ target, id }, signal), signal);
  }

  /** Previews many changes and deletions as one, with one confirmation. */
  async previewMany(
    title: string,
    wishes: readonly (AudienceChange | AudienceDeletion)[],
    signal: AbortSignal,
  ): Promise<BatchOutcome> {
    const wanted: Wanted[] = [];
    for (const wish of wishes) {
      wanted.push("draft" in wish ? await this.toWanted(wish, signal) : await this.toDeletion(wish, signal));
    }
    const requests = wanted.map((one) => toPart(this.toRequest(one)));
    return await this.sources.previews.openMany(title, requests, signal);
  }

  /** Previews what takes a recorded change back. Throws `notAllowed` where nothing can. */
  async previewUndo(change: string, signal: AbortSignal): Promise<PreviewReport> {
    const entry = await this.sources.audit.find(change);
    if (entry === undefined || entry.kind !== "audience") {
      throw new UserError("gone", "This change is not one that can be undone here.");
    }
    const { connection, sandbox, id, name: subject } = entry;
    const target = { connection, sandbox };
    const place = await this.toPlace(target, "write", signal);
    const key = toBaselineKey(place, id);
    const before = entry.before && (await this.sources.baselines.find(key, entry.before));
    const undo = planUndo(entry, before);
    switch (undo.kind) {
      case "impossible":
        throw new UserError("notAllowed", undo.reason);
      case "delete":
        return await this.previewDelete(target, id, signal);
      case "create":
        return await this.preview({ target, subject, draft: undo.draft, verb: "Create" }, signal);
      case "update":
        return await this.preview(
          { target, subject, draft: undo.draft, id, base: entry.after, verb: "Undo" },
          signal,
        );
    }
  }

  private async toWanted(wanted: AudienceChange, signal: AbortSignal): Promise<Wanted> {
    const place = await this.toPlace(wanted.target, "write", signal);
    const change = await withMergePolicyId(place, wanted, signal);
    const { id, subject, draft, base, verb } = change;
    const task =
      id === undefined
        ? toCreateTask(place, toNewDefinition(draft))
        : toUpdateTask(place, { id, subject, draft, base, verb });
    return { place, change, task };
  }

  private async toDeletion({ target, id }: AudienceDeletion, signal: AbortSignal): Promise<Wanted> {
    const place = await this.toPlace(target, "delete", signal);
    const audience = await fetchAudience(place.session, id, { signal });
    const change = { target, subject: audience.name, draft: toDefinition(audience), id };
    return { place, change, task: toDeleteTask(place, id, audience.name) };
  }

  private async open(wanted: Wanted, signal: AbortSignal): Promise<PreviewReport> {
    const outcome = await this.sources.previews.open<Audience>(this.toRequest(wanted), signal);
    return await this.toReport(wanted.change, wanted.place, outcome);
  }

  private toRequest({ place, change, task }: Wanted): PreviewRequest<Audience> {
    return {
      task,
      present: async (planned, signal) => {
        const { id } = change;
        const audience = id === undefined ? undefined : await fetchAudience(place.session, id, { signal });
        return await this.presenter.present({ place, change: planned, audience }, signal);
      },
      onApplied: (id, { item }, planned) =>
        this.afterWrite(place, change, { id, item, planned, verb: task.verb }),
      onConflict: (session, now) =>
        this.keepConflict(
          { id: session.id, place, change },
          { started: session.basis.fresh.item, now: now.item },
        ),
    };
  }

  private async toReport(
    change: AudienceChange,
    place: WritePlace,
    outcome: PreviewOutcome<Audience>,
  ): Promise<PreviewReport> {
    if (outcome.kind === "open") return outcome;
    const { unplanned, fresh } = outcome;
    if (unplanned.kind === "refused") {
      const users = await nameDependents(place, fresh.item);
      throw new UserError("notAllowed", `${unplanned.reason}${users}`);
    }
    if (unplanned.kind === "nothing") return unplanned;
    const conflict = this.sources.createId();
    const started = await this.findStarted(change, place);
    this.keepConflict({ id: conflict, place, change }, { started, now: fresh.item });
    return { kind: "conflict", conflict, fields: unplanned.fields };
  }

  private async findStarted(
    change: AudienceChange,
    place: WritePlace,
  ): Promise<AudienceDefinition | undefined> {
    if (change.base === undefined || change.id === undefined) return undefined;
    return await this.sources.baselines.find(toBaselineKey(place, change.id), change.base);
  }

  private keepConflict(
    { id, place, change }: ConflictPlace,
    sides: {
      readonly started: Audience | AudienceDefinition | undefined;
      readonly now: Audience | undefined;
    },
  ): void {
    const started = sides.started && toPlainDefinition(sides.started);
    const now = sides.now && toDefinition(sides.now);
    const base = change.base ?? (started && toFingerprints(started));
    const judged = started && toFingerprints(started);
    const plan =
      now === undefined
        ? undefined
        : planAudienceUpdate({ base: judged ?? base, fresh: now, draft: change.draft });
    const fields = plan?.kind === "conflict" ? plan.fields : [];
    const next = base === undefined || now === undefined ? undefined : toNextBase(base, now, fields);
    this.sources.conflicts.keep(id, {
      name: change.subject,
      started,
      now,
      mine: toMine(now, change),
      fields,
      format: async (definition) => toReadable(definition, await this.presenter.inspect(place, definition)),
      previewAgain: (signal, resolved) =>
        this.preview(
          resolved === undefined || now === undefined
            ? { ...change, base: next }
            : { ...change, draft: resolved, base: toFingerprints(now) },
          signal,
        ),
    });
  }

  /** Brings the link file, the remembered start, the tree and open documents up to what was read back. */
  private async afterWrite(place: WritePlace, change: AudienceChange, written: Written): Promise<void> {
    const { id, item } = written;
    const row = item && toAudienceRow(item);
    this.sources.onWritten(place.target, { id, row, at: this.sources.now() });
    await this.record(place, change.subject, written);
    if (item === undefined) return;
    const definition = toDefinition(item);
    this.recentIds.set(toRecentKey(place.target, item.name), id);
    await this.sources.baselines.keep(toBaselineKey(place, id), definition);
    if (change.document === undefined) return;
    this.sources.draftLinks.put(change.document.uri, { target: place.target, id, started: definition });
    const key = toRemoteKey(place.session.orgId, place.target.sandbox);
    const mergePolicyName = await findMergePolicyName(place, definition.mergePolicy);
    await saveLink(change.document, { key, id, definition, changedAt: item.updatedAt, mergePolicyName });
  }

  /** Remembers what was done, and what was there before, so that it can be taken back. */
  private async record(place: WritePlace, subject: string, written: Written): Promise<void> {
    const { id, item, planned, verb } = written;
    const { before } = planned;
    if (before !== undefined) await this.sources.baselines.keep(toBaselineKey(place, id), before);
    await this.sources.audit.add({
      change: this.sources.createId(),
      at: new Date(this.sources.now()).toISOString(),
      ...place.target,
      ...{ kind: "audience", id, name: item?.name ?? subject, verb, fields: planned.fields },
      before: before && toFingerprints(before),
      after: item && toFingerprints(toDefinition(item)),
    });
  }

  private async toPlace(
    target: SandboxTarget,
    verb: "write" | "delete",
    signal: AbortSignal,
  ): Promise<WritePlace> {
    const access = { name: "/resource-types/segments", verb, what: "audiences" } as const;
    const place = await openPlace(this.sources, target, { access, signal });
    return { ...place, findRecentId: (name) => this.recentIds.get(toRecentKey(target, name)) };
  }
}

interface Wanted {
  readonly place: WritePlace;
  readonly change: AudienceChange;
  readonly task: WriteTask<Audience>;
}

interface ConflictPlace {
  readonly id: string;
  readonly place: WritePlace;
  readonly change: AudienceChange;
}

interface Written {
  readonly id: string;
  readonly item: Audience | undefined;
  readonly planned: PlannedChange;
  readonly verb: string;
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
  return ` Built on it: ${names.join(", ")}.`;
}

function toRecentKey(target: SandboxTarget, name: string): string {
  return `${toSandboxKey(target)}/${name}`;
}

function toBaselineKey(place: WritePlace, id: string): string {
  return `${toRemoteKey(place.session.orgId, place.target.sandbox)}/${id}`;
}

function toPlainDefinition(value: Audience | AudienceDefinition): AudienceDefinition {
  return "raw" in value ? toDefinition(value) : value;
}

/** What the audience would be if only the author's wishes counted. */
function toMine(now: AudienceDefinition | undefined, { draft, subject }: AudienceChange): AudienceDefinition {
  const wishes = Object.entries(draft).filter(([, value]) => value !== undefined);
  return { ...EMPTY_DRAFT, name: subject, ...now, ...Object.fromEntries(wishes) };
}

/** Files and programs name merge policies; the platform wants the id the name has in this sandbox. */
async function withMergePolicyId(
  { session }: WritePlace,
  change: AudienceChange,
  signal: AbortSignal,
): Promise<AudienceChange> {
  const said = change.draft.mergePolicy;
  if (said === undefined) return change;
  const mergePolicy = toMergePolicyNames(await fetchMergePolicies(session, { signal })).findId(said);
  if (mergePolicy === undefined) {
    throw new UserError("badFile", `There is no merge policy named “${said}” in ${change.target.sandbox}.`);
  }
  return { ...change, draft: { ...change.draft, mergePolicy } };
}

async function findMergePolicyName(
  { session }: WritePlace,
  id: string | undefined,
): Promise<string | undefined> {
  return id === undefined ? undefined : toMergePolicyNames(await fetchMergePolicies(session)).toName(id);
}

function toNewDefinition(draft: AudienceDraft): AudienceDefinition {
  const { name } = draft;
  if (name !== undefined) return { ...draft, name };
  throw new UserError("badArguments", "A new audience needs a name.");
}
