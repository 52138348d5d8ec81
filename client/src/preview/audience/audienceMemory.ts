/**
 * What this computer remembers of audiences that were written: link files, how they were before, the audit trail. Brings
 * all of it up to date after a write; writes nothing to the platform.
 */
import type { Audience } from "../../api/audiences";
import { fetchMergePolicies } from "../../api/mergePolicies";
import type { AuditEntry } from "../../audit/auditTrail";
import { toDocumentUri } from "../../documents/aepUri";
import { saveLink, settleDraft } from "../../documents/draftFiles";
import type { DraftLinks } from "../../documents/draftLinks";
import {
  type AudienceDefinition,
  toDefinition,
  toFingerprint,
  toFingerprints,
} from "../../model/audienceDefinition";
import { toRemoteKey } from "../../model/audienceFile";
import type { Baselines } from "../../model/baselines";
import type { AudiencePlan } from "../../model/changePlan";
import { toMergePolicyNames } from "../../model/mergePolicyNames";
import type { RecentWrite } from "../../model/recentWrites";
import { type SandboxTarget, toSandboxKey } from "../../model/resource";
import { toAudienceRow } from "../../model/resourceRows";
import type { WritePlace, WriteSources } from "../session/writePlaces";
import type { AudienceRequest } from "./audienceRequests";

/** Where memories are kept, and who wants to know of them. */
export interface AudienceMemorySources extends Pick<WriteSources, "audit" | "createId" | "now"> {
  readonly baselines: Baselines;
  readonly draftLinks: DraftLinks;
  /** Tells the rest of the editor what the platform now holds. */
  readonly onWritten: (target: SandboxTarget, write: RecentWrite) => void;
}

/** A write that the platform took. */
interface WrittenAudience {
  readonly id: string;
  readonly item: Audience | undefined;
  readonly planned: AudiencePlan;
  readonly verb: string;
}

/** Remembers writes of audiences. */
export class AudienceMemory {
  /** Ids of audiences written in this window, by sandbox and name. */
  private readonly recentIds = new Map<string, string>();

  constructor(private readonly sources: AudienceMemorySources) {}

  /** The id of an audience written here a moment ago; lists may not show it yet. */
  findRecentId(target: SandboxTarget, name: string): string | undefined {
    return this.recentIds.get(toRecentKey(target, name));
  }

  /** What the author of a change started from, as far as this computer still knows. */
  async findStarted(change: AudienceRequest, place: WritePlace): Promise<AudienceDefinition | undefined> {
    if (change.base === undefined || change.id === undefined) return undefined;
    return await this.sources.baselines.find(toBaselineKey(place, change.id), change.base);
  }

  /** What the audience was before a recorded change. */
  async findBefore(entry: AuditEntry, place: WritePlace): Promise<AudienceDefinition | undefined> {
    if (entry.before === undefined) return undefined;
    return await this.sources.baselines.find(toBaselineKey(place, entry.id), entry.before);
  }

  /** Brings the link file, the remembered start, the tree and open documents up to what was read back; returns the id of the change. */
  async keep(place: WritePlace, change: AudienceRequest, written: WrittenAudience): Promise<string> {
    const { id, item, planned } = written;
    const row = item && toAudienceRow(item);
    const isNew = planned.before === undefined || planned.before.lifecycle === "inactive";
    this.sources.onWritten(place.target, { id, row, isNew, at: this.sources.now() });
    const remembered = await this.record(place, change.subject ?? id, written);
    if (item === undefined) return remembered;
    const definition = toDefinition(item);
    this.recentIds.set(toRecentKey(place.target, item.name), id);
    await this.sources.baselines.keep(toBaselineKey(place, id), definition);
    if (change.document === undefined) return remembered;
    this.sources.draftLinks.put(change.document.uri, { target: place.target, id, started: definition });
    const key = toRemoteKey(place.session.orgId, place.target.sandbox);
    const mergePolicyName = await findMergePolicyName(place, definition.mergePolicy);
    const text = toTextMark(definition, change);
    await saveLink(change.document, {
      key,
      id,
      definition,
      changedAt: item.updatedAt,
      mergePolicyName,
      text,
    });
    const reference = { ...place.target, kind: "audience", id } as const;
    const held = toDocumentUri({ reference, view: "expression" }, item.name);
    await settleDraft(change.document, change.draft.expression?.value ?? "", held);
    return remembered;
  }

  /** Remembers what was done, and what was there before, so that it can be taken back. */
  private async record(place: WritePlace, subject: string, written: WrittenAudience): Promise<string> {
    const { id, item, planned, verb } = written;
    const { before } = planned;
    if (before !== undefined) await this.sources.baselines.keep(toBaselineKey(place, id), before);
    const remembered = this.sources.createId();
    await this.sources.audit.add({
      change: remembered,
      at: new Date(this.sources.now()).toISOString(),
      ...place.target,
      kind: "audience",
      id,
      name: item?.name ?? subject,
      ...(before !== undefined && planned.fields.includes("name") && { formerName: before.name }),
      verb,
      fields: planned.fields,
      before: before && toFingerprints(before),
      after: item && toFingerprints(toDefinition(item)),
    });
    return remembered;
  }
}

/** Where the platform keeps a tree, the link remembers which text stands for it. */
function toTextMark({ expression }: AudienceDefinition, { draft }: AudienceRequest): string | undefined {
  const isTranslated = expression?.format === "pql/json" && draft.expression?.format === "pql/text";
  return isTranslated ? toFingerprint("expression", draft) : undefined;
}

async function findMergePolicyName(
  { session }: WritePlace,
  id: string | undefined,
): Promise<string | undefined> {
  return id === undefined ? undefined : toMergePolicyNames(await fetchMergePolicies(session)).toName(id);
}

function toRecentKey(target: SandboxTarget, name: string): string {
  return `${toSandboxKey(target)}/${name}`;
}

function toBaselineKey(place: WritePlace, id: string): string {
  return `${toRemoteKey(place.session.orgId, place.target.sandbox)}/${id}`;
}
