/**
 * Previews of audiences: from a draft to an open diff, and after the write to the link file, the tree and the documents.
 * Plans, shows and remembers; the sending is done by `previews`.
 */
import type * as vscode from "vscode";
import { type Audience, fetchAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import type { SandboxDirectory } from "../auth/sandboxDirectory";
import type { Sessions } from "../auth/sessions";
import { saveLink } from "../documents/draftFiles";
import type { DraftLinks } from "../documents/draftLinks";
import {
  type AudienceDefinition,
  type AudienceDraft,
  type DefinitionField,
  EMPTY_DRAFT,
  type Fingerprints,
  toDefinition,
  toFingerprints,
} from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import type { Baselines } from "../model/baselines";
import { planAudienceUpdate } from "../model/changePlan";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { toNextBase } from "../model/nextBase";
import { toAudienceRow } from "../model/platformRows";
import type { RecentWrite } from "../model/recentWrites";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import { UserError } from "../model/userError";
import { toCreateTask, toDeleteTask, toUpdateTask, type WritePlace } from "./audienceWrite";
import type { Conflicts } from "./conflicts";
import type { OpenPreview, PreviewOutcome, Previews } from "./previews";
import type { WriteTask } from "./writeTask";

/** What audience previews are built on. */
export interface AudiencePreviewSources {
  readonly previews: Previews;
  readonly conflicts: Conflicts;
  readonly sessions: Sessions;
  readonly sandboxes: SandboxDirectory;
  readonly baselines: Baselines;
  readonly draftLinks: DraftLinks;
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
}

/** Where asking for a preview led. */
export type PreviewReport =
  | { readonly kind: "open"; readonly preview: OpenPreview }
  | { readonly kind: "nothing"; readonly carried: readonly DefinitionField[] }
  | { readonly kind: "conflict"; readonly conflict: string; readonly fields: readonly DefinitionField[] };

/** Opens previews of audience changes. */
export class AudiencePreviews {
  /** Ids of audiences written in this window, by sandbox and name. */
  private readonly recentIds = new Map<string, string>();

  constructor(private readonly sources: AudiencePreviewSources) {}

  /** Previews a new audience or a change. Throws `notAllowed` when the platform would refuse it anyway. */
  async preview(wanted: AudienceChange, signal: AbortSignal): Promise<PreviewReport> {
    const place = await this.toPlace(wanted.target);
    const change = await withMergePolicyId(place, wanted, signal);
    const { id, subject, draft, base } = change;
    const task =
      id === undefined
        ? toCreateTask(place, toNewDefinition(draft))
        : toUpdateTask(place, { id, subject, draft, base });
    return await this.open(place, { change, task }, signal);
  }

  /** Previews a deletion. */
  async previewDelete(target: SandboxTarget, id: string, signal: AbortSignal): Promise<PreviewReport> {
    const place = await this.toPlace(target);
    const audience = await fetchAudience(place.session, id, { signal });
    const change = { target, subject: audience.name, draft: toDefinition(audience), id };
    return await this.open(place, { change, task: toDeleteTask(place, id, audience.name) }, signal);
  }

  private async open(
    place: WritePlace,
    { change, task }: Wanted,
    signal: AbortSignal,
  ): Promise<PreviewReport> {
    const outcome = await this.sources.previews.open<Audience>(
      {
        task,
        onApplied: (id, { item }) => this.afterWrite(place, change, { id, item }),
        onConflict: (session, now) =>
          this.keepConflict(session.id, change, { started: session.basis.fresh.item, now: now.item }),
      },
      signal,
    );
    return await this.toReport(change, place, outcome);
  }

  private async toReport(
    change: AudienceChange,
    place: WritePlace,
    outcome: PreviewOutcome<Audience>,
  ): Promise<PreviewReport> {
    if (outcome.kind === "open") return outcome;
    const { unplanned, fresh } = outcome;
    if (unplanned.kind === "refused") throw new UserError("notAllowed", unplanned.reason);
    if (unplanned.kind === "nothing") return unplanned;
    const conflict = this.sources.createId();
    const started = await this.findStarted(change, place);
    this.keepConflict(conflict, change, { started, now: fresh.item });
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
    id: string,
    change: AudienceChange,
    sides: {
      readonly started: Audience | AudienceDefinition | undefined;
      readonly now: Audience | undefined;
    },
  ): void {
    const started = sides.started && toPlainDefinition(sides.started);
    const now = sides.now && toDefinition(sides.now);
    const base = change.base ?? (started && toFingerprints(started));
    const plan =
      now === undefined ? undefined : planAudienceUpdate({ base, fresh: now, draft: change.draft });
    const fields = plan?.kind === "conflict" ? plan.fields : [];
    const next = base === undefined || now === undefined ? undefined : toNextBase(base, now, fields);
    this.sources.conflicts.keep(id, {
      name: change.subject,
      started,
      now,
      mine: toMine(now, change),
      fields,
      previewAgain: (signal) => this.preview({ ...change, base: next }, signal),
    });
  }

  /** Brings the link file, the remembered start, the tree and open documents up to what was read back. */
  private async afterWrite(place: WritePlace, change: AudienceChange, written: Written): Promise<void> {
    const { id, item } = written;
    const row = item && toAudienceRow(item);
    this.sources.onWritten(place.target, { id, row, at: this.sources.now() });
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

  private async toPlace(target: SandboxTarget): Promise<WritePlace> {
    const row = await this.sources.sandboxes.find(target);
    if (row === undefined) {
      throw new UserError(
        "noSandbox",
        `“${target.connection}” does not reach a sandbox named “${target.sandbox}”.`,
      );
    }
    const session = await this.sources.sessions.open(target.connection, target.sandbox);
    const type = row.type ?? "of unknown type, treated as production";
    const recent = this.recentIds;
    const findRecentId = (name: string): string | undefined => recent.get(toRecentKey(target, name));
    return {
      target,
      session,
      findRecentId,
      heading: [`Sandbox **${row.name}** (${type}) of ${target.connection}`],
    };
  }
}

interface Wanted {
  readonly change: AudienceChange;
  readonly task: WriteTask<Audience>;
}

interface Written {
  readonly id: string;
  readonly item: Audience | undefined;
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
