/**
 * Which audiences a command is about: those given, selected, in front or linked to the file in front, else the one a person
 * chooses; and which audience a local draft is in a sandbox: by the file beside it, by how it was opened, or by its own address.
 * Reads names; changes nothing.
 */

import { readDocumentUri } from "../documents/aepUri";
import { type LocalDraft, readLocalDraft } from "../documents/draftFiles";
import { type AudienceDefinition, type Fingerprints, toFingerprints } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import { isAllowedMove, type WritableState } from "../model/lifecycle";
import { unpassed } from "../model/refusals";
import type { ResourceReference, SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { UserError } from "../model/userError";
import { readText, readTexts } from "../model/values";
import type { Services } from "../services";
import { say } from "../words/say";
import { findDraftUri, findReferences, findRowNames, getRecord, getTarget } from "./arguments";
import { type AudienceWish, chooseAudience } from "./audienceChoice";
import type { CommandCall } from "./command";

/** An audience with what it is called. */
interface Meant {
  readonly reference: ResourceReference;
  readonly name: string;
}

/** Why an audience cannot move to a state; undefined when it can, or when its state is not known. */
export function refuseMove(to: WritableState): (row: ResourceRow) => string | undefined {
  return ({ state }) => {
    if (state === undefined || (state !== to && isAllowedMove(state, to))) return undefined;
    return state === to ? say("{0} already", say(state)) : say("{0}: cannot become {1}", say(state), say(to));
  };
}

/** An audience that was published before is published once more: there is no other command for that. */
export function foretellMove(to: WritableState): (row: ResourceRow) => string | undefined {
  return ({ state }) =>
    to === "published" && state === "inactive" ? say("inactive: will be published again") : undefined;
}

/** Why there is no text of an audience to work on; undefined where there is one. */
export function refuseWithoutExpression({ hasExpression, origin }: ResourceRow): string | undefined {
  return hasExpression === false
    ? say("no expression: made in {0}", origin === undefined ? say("another place") : say(origin))
    : undefined;
}

/** The one audience a command is about; see `getMeant`. */
export async function getMeantAudience(
  services: Services,
  call: CommandCall,
  wish: AudienceWish,
): Promise<{ readonly target: SandboxTarget; readonly id: string; readonly name: string }> {
  const [{ reference, name }] = await getMeant(services, call, wish);
  return { target: toTarget(reference), id: reference.id, name };
}

/** The audiences a command is about: given, selected, the one in front, the one a file is linked to, or one that is chosen. */
export async function getMeant(
  services: Services,
  call: CommandCall,
  wish: AudienceWish,
): Promise<readonly [Meant, ...(readonly Meant[])]> {
  const found = call.isAutomated ? readGiven(services, call) : findMeant(call);
  const [first, ...others] = await Promise.all(found.map((meant) => withName(services, meant)));
  if (first !== undefined) return [first, ...others];
  if (call.isAutomated) throw unpassed("the id of an audience");
  const target = getTarget(services);
  const local = await findLocal(call);
  const linked = local && (await findLinkedMeant(services, target, local));
  if (linked !== undefined) return [linked];
  const row = await chooseAudience(services, target, { ...wish, unsent: local && toUnsentName(local) });
  return [{ reference: { ...target, kind: "audience", id: row.id }, name: row.name }];
}

function readGiven(services: Services, call: CommandCall): readonly Meant[] {
  const given = getRecord(call);
  const target = getTarget(services, given);
  const id = readText(given["id"]);
  const ids = readTexts(given["ids"]) ?? (id === undefined ? [] : [id]);
  return ids.map((one) => ({ reference: { ...target, kind: "audience", id: one }, name: one }));
}

/** Messages and accounts say names; a program and a document's address know only the id. */
async function withName(services: Services, meant: Meant): Promise<Meant> {
  if (meant.name !== meant.reference.id) return meant;
  const { name } = await readAudience(services, meant.reference);
  return { ...meant, name };
}

function findMeant(call: CommandCall): readonly Meant[] {
  const names = findRowNames(call);
  return findReferences(call)
    .filter(({ kind }) => kind === "audience")
    .map((reference) => ({ reference, name: names.get(reference.id) ?? reference.id }));
}

async function findLocal(call: CommandCall): Promise<LocalDraft | undefined> {
  const uri = findDraftUri(call);
  return uri && (await readLocalDraft(uri));
}

/** What a file in front is called that says it is an audience; a rule alone may be anything. */
function toUnsentName({ file, fallbackName }: LocalDraft): string | undefined {
  return Object.keys(file.raw).length === 0 ? undefined : (file.definition.name ?? fallbackName);
}

async function findLinkedMeant(
  services: Services,
  target: SandboxTarget,
  local: LocalDraft,
): Promise<Meant | undefined> {
  const linked = await findLinked(services, target, local);
  if (linked === undefined) return undefined;
  const { id } = linked;
  // The file may still have the name from before a renaming.
  return await withName(services, { reference: { ...target, kind: "audience", id }, name: id });
}

/** The audience as the platform holds it now. */
export async function readAudience(
  services: Services,
  reference: ResourceReference,
): Promise<AudienceDefinition> {
  const { readDefinition } = await import("../documents/platformContent");
  return await readDefinition(await services.sessions(), reference);
}

/** Where the audience is. */
export function toTarget({ connection, sandbox }: ResourceReference): SandboxTarget {
  return { connection, sandbox };
}

/** The audience a draft changes. */
export interface LinkedAudience {
  readonly id: string;
  readonly name: string;
  /** What the author started from, when known. */
  readonly base: Fingerprints | undefined;
}

/** The linked audience; undefined when the draft is not linked in this sandbox. */
export async function findLinked(
  services: Services,
  target: SandboxTarget,
  local: LocalDraft,
): Promise<LinkedAudience | undefined> {
  const { uri } = local.document;
  if (readDocumentUri(uri) !== undefined) {
    throw new UserError(
      "badFile",
      say("This is the platform’s copy and cannot be changed. Edit it as a draft first."),
      {
        waysOut: [{ title: say("Edit as Draft"), command: "aep.audience.edit", args: [uri] }],
      },
    );
  }
  const orgId = services.connections.find(target.connection)?.orgId;
  const remote = orgId === undefined ? undefined : local.file.remotes[toRemoteKey(orgId, target.sandbox)];
  if (remote !== undefined) {
    return { id: remote.id, name: local.file.definition.name ?? local.fallbackName, base: remote.seen };
  }
  const link = services.draftLinks.find(uri, target);
  return link && { id: link.id, name: link.started.name, base: toFingerprints(link.started) };
}
