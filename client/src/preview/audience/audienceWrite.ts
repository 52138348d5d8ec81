/**
 * Writing audiences: what to read before, what to send, how to know that it arrived. The only importer of the calls that
 * change audiences. Decides nothing: plans come from `model/changePlan`.
 */
import { orMissing } from "../../api/apiError";
import type { ApiSession, WriteOptions } from "../../api/apiSession";
import { type Audience, fetchAudience, listAudiences } from "../../api/audiences";
import {
  createAudience,
  deleteAudience,
  type NewAudience,
  patchAudience,
  replaceAudience,
  toEvaluationInfo,
  toReplaceBody,
} from "../../api/audienceWrites";
import {
  type AudienceDefinition,
  type AudienceDraft,
  type EvaluationKind,
  type Fingerprints,
  findDifferences,
  isSameField,
  toDefinition,
  toFingerprint,
} from "../../model/audienceDefinition";
import {
  type AudiencePlan,
  planAudienceCreate,
  planAudienceDelete,
  planAudienceUpdate,
} from "../../model/changePlan";
import { toPreviewText } from "../../model/previewText";
import { later, say } from "../../words/say";
import type { WritePlace } from "../session/writePlaces";
import type { WriteTask } from "../session/writeTask";
import { isRenamingOnly } from "./changeSentence";

interface UpdateRequest {
  readonly id: string;
  /** What it is called in titles and messages; undefined for the name that the platform has. */
  readonly subject: string | undefined;
  readonly draft: AudienceDraft;
  /** What the author started from, when known. */
  readonly base: Fingerprints | undefined;
  /** What is done, where "Update" says too little: "Rename", "Publish", "Deactivate". */
  readonly verb?: string | undefined;
  /** The draft in the form the platform keeps the audience in. Throws `notAllowed` where it has none. */
  readonly toStoredForm?: ((now: Audience, draft: AudienceDraft) => Promise<AudienceDraft>) | undefined;
}

/** A task that creates an audience. */
export function toCreateTask(place: WritePlace, draft: AudienceDefinition): WriteTask<Audience> {
  const { session } = place;
  return {
    ...toSharedTask(place, { subject: draft.name, verb: later("Create"), heading: place.heading }),
    fetchFresh: async (signal) => await findNamesake(place, draft.name, signal),
    plan: (item) => planAudienceCreate({ existing: item && toDefinition(item), draft }),
    findWritten: (change, signal) => {
      const read = (): Promise<Audience | undefined> => findByName(session, draft.name, signal);
      return findFulfilled(read, { change, session, signal });
    },
    send: async (change, _now, options) => {
      const { id } = await createAudience(session, toNewAudience(getAfter(change)), options);
      return id;
    },
  };
}

/** A task that changes an audience. */
export function toUpdateTask(place: WritePlace, request: UpdateRequest): WriteTask<Audience> {
  const { session } = place;
  let { draft, subject } = request;
  return {
    ...toSharedTask(place, {
      subject: request.id,
      verb: request.verb ?? later("Update"),
      heading: place.heading,
    }),
    get subject() {
      return subject ?? request.id;
    },
    toDone: toRenamed,
    fetchFresh: async (signal) => {
      const item = await findById(session, request.id, signal);
      // A file that was not renamed may still have the name from before somebody else did.
      const isNamedAsSeen = request.base?.name === toFingerprint("name", request.draft);
      subject = isNamedAsSeen && item !== undefined ? item.name : (subject ?? item?.name);
      if (item !== undefined) draft = (await request.toStoredForm?.(item, request.draft)) ?? request.draft;
      return item;
    },
    plan: (item) =>
      item === undefined
        ? { kind: "refused", reason: say("The audience no longer exists.") }
        : planAudienceUpdate({ base: request.base, fresh: toDefinition(item), draft }),
    findWritten: (change, signal) =>
      findFulfilled(() => findById(session, request.id, signal), { change, session, signal }),
    send: async (change, item, options) => {
      await sendUpdate({ session, id: request.id, fresh: item, change }, options);
      return request.id;
    },
  };
}

/** Whoever renames or takes a renaming back hears both names. */
function toRenamed({ before, after, fields }: AudiencePlan, place: string): string | undefined {
  if (!isRenamingOnly(fields)) return undefined;
  const [from, to] = [before?.name ?? "", after?.name ?? ""];
  return say("Renamed “{0}” to “{1}” in {2}; the platform now holds what was sent.", from, to, place);
}

/** A task that deletes an audience. */
export function toDeleteTask(place: WritePlace, id: string, name: string): WriteTask<Audience> {
  const { session } = place;
  return {
    ...toSharedTask(place, { subject: name, verb: later("Delete"), heading: place.heading }),
    fetchFresh: (signal) => findById(session, id, signal),
    plan: (item) =>
      item === undefined
        ? { kind: "nothing", carried: [] }
        : planAudienceDelete(toDefinition(item), item.dependents),
    findWritten: async (_change, signal) =>
      (await findById(session, id, signal)) === undefined ? { id, now: undefined } : undefined,
    send: async (_change, _now, options) => {
      await deleteAudience(session, id, options);
      return id;
    },
  };
}

interface Words {
  readonly subject: string;
  readonly verb: string;
  readonly heading: readonly string[];
}

function toSharedTask(
  { target, session }: WritePlace,
  words: Words,
): Omit<WriteTask<Audience>, "fetchFresh" | "plan" | "send" | "findWritten"> {
  const isExpected = (item: Audience | undefined): boolean =>
    (item === undefined) === (words.verb === "Delete");
  return {
    target,
    kind: "audience",
    ...words,
    isSame,
    toTexts: ({ before, after }) => ({
      before: toPreviewText(before, words.heading),
      after: toPreviewText(after, words.heading),
    }),
    isFulfilled,
    reread: async (id, signal) => {
      const read = (): Promise<Audience | undefined> => findById(session, id, signal);
      return await readUntil(read, { isExpected, session, signal });
    },
  };
}

/**
 * Everything people write must be the same. The platform's own version is not compared: it also moves when an
 * evaluation ran, and a change of what nobody wrote is no conflict.
 */
function isSame(one: Audience | undefined, other: Audience | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.id === other.id && findDifferences(toDefinition(one), toDefinition(other)).length === 0;
}

/** Only what the change asked for counts: the platform fills in what was left out. */
function isFulfilled(change: AudiencePlan, now: Audience | undefined): boolean {
  if (change.after === undefined) return now === undefined;
  if (now === undefined) return false;
  const wanted = change.after;
  return change.fields.every((field) => isSameField(field, wanted, toDefinition(now)));
}

interface Update {
  readonly session: ApiSession;
  readonly id: string;
  /** As read when the versions were compared, just before. */
  readonly fresh: Audience | undefined;
  readonly change: AudiencePlan;
}

/** A move between states alone is a patch; anything else replaces the whole, as the platform wants it. */
async function sendUpdate({ session, id, fresh, change }: Update, options: WriteOptions): Promise<void> {
  const after = getAfter(change);
  if (change.fields.every((field) => field === "lifecycle")) {
    await patchAudience(
      session,
      { id, patches: [{ path: "/lifecycleState", value: after.lifecycle }] },
      options,
    );
    return;
  }
  if (fresh === undefined) throw new Error("An update is sent only after the audience was read.");
  await replaceAudience(
    session,
    { id, body: toReplaceBody(fresh.raw, toBodyChanges(change, after)) },
    options,
  );
}

/** The changed fields in the platform's spelling. */
function toBodyChanges(change: AudiencePlan, after: AudienceDefinition): Readonly<Record<string, unknown>> {
  const spelled: Readonly<Record<string, readonly [string, unknown]>> = {
    name: ["name", after.name],
    description: ["description", after.description ?? ""],
    expression: ["expression", { type: "PQL", ...after.expression }],
    mergePolicy: ["mergePolicyId", after.mergePolicy],
    evaluation: ["evaluationInfo", after.evaluation && toEvaluationInfo(toFlags(after.evaluation))],
    labels: ["labels", after.labels ?? []],
    lifecycle: ["lifecycleState", after.lifecycle],
  };
  return Object.fromEntries(change.fields.flatMap((field) => (spelled[field] ? [spelled[field]] : [])));
}

function toNewAudience(after: AudienceDefinition): NewAudience {
  return {
    name: after.name,
    description: after.description,
    expression: {
      format: after.expression?.format === "pql/json" ? "pql/json" : "pql/text",
      value: after.expression?.value ?? "",
    },
    mergePolicyId: after.mergePolicy,
    evaluation: after.evaluation && toFlags(after.evaluation),
    labels: after.labels,
    lifecycleState: after.lifecycle === "published" ? "published" : "draft",
  };
}

function toFlags(kind: EvaluationKind): { batch: boolean; streaming: boolean; edge: boolean } {
  return { batch: kind === "batch", streaming: kind === "streaming", edge: kind === "edge" };
}

function getAfter(change: AudiencePlan): AudienceDefinition {
  if (change.after === undefined) throw new Error("A deletion has nothing to send.");
  return change.after;
}

/** A new audience can be unknown for some seconds, and a deleted one still there. */
const READ_AGAIN_AFTER_MS = [250, 500, 1000, 2000, 4000];

interface ReadUntil {
  readonly isExpected: (item: Audience | undefined) => boolean;
  readonly session: ApiSession;
  readonly signal: AbortSignal;
}

async function readUntil(
  read: () => Promise<Audience | undefined>,
  { isExpected, session, signal }: ReadUntil,
): Promise<Audience | undefined> {
  for (const delay of READ_AGAIN_AFTER_MS) {
    const item = await read();
    if (isExpected(item)) return item;
    await session.clock.sleep(delay, signal);
  }
  return await read();
}

interface Search {
  readonly change: AudiencePlan;
  readonly session: ApiSession;
  readonly signal: AbortSignal;
}

/** The audience once it is as the change wanted it; undefined when that does not happen soon. */
async function findFulfilled(
  read: () => Promise<Audience | undefined>,
  { change, session, signal }: Search,
): Promise<{ readonly id: string; readonly now: Audience } | undefined> {
  const isExpected = (item: Audience | undefined): boolean => isFulfilled(change, item);
  const item = await readUntil(read, { isExpected, session, signal });
  return item !== undefined && isExpected(item) ? { id: item.id, now: item } : undefined;
}

function findById(session: ApiSession, id: string, signal: AbortSignal): Promise<Audience | undefined> {
  return orMissing(fetchAudience(session, id, { signal }));
}

/** An audience of this name, also when it is so new that lists do not show it. */
async function findNamesake(
  place: WritePlace,
  name: string,
  signal: AbortSignal,
): Promise<Audience | undefined> {
  const recentId = place.findRecentId?.(name);
  const recent = recentId === undefined ? undefined : await findById(place.session, recentId, signal);
  return recent?.name === name ? recent : await findByName(place.session, name, signal);
}

/** The list finds by part of the name; the audience itself is read again, because lists lag. */
async function findByName(
  session: ApiSession,
  name: string,
  signal: AbortSignal,
): Promise<Audience | undefined> {
  const walk = listAudiences(session, { nameContains: name });
  for (let page = await walk.nextPage(signal); page !== undefined; page = await walk.nextPage(signal)) {
    const found = page.items.find((audience) => audience.name === name);
    if (found !== undefined) return await findById(session, found.id, signal);
  }
  return undefined;
}
