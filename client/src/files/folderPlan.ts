/**
 * The plan of a folder: everything its pairs would change in one sandbox, in the order it can be sent, and everything that
 * blocks. Reads the platform; sends nothing.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudiences } from "../api/audiences";
import { fetchNamespaces } from "../api/namespaces";
import { findReferences } from "../model/expressionReferences";
import type { MergePolicyNames } from "../model/mergePolicyNames";
import { say } from "../words/say";
import { type ComparedPair, type ComparisonRequest, compareFolder, comparePair } from "./folderComparison";
import type { DraftPlace } from "./localDraft";
import {
  findAudienceIds,
  type KnownThere,
  type PairWrite,
  resolveWrite,
  toIdsByName,
  toSendingOrder,
  toStemsToCome,
} from "./plannedReferences";
import { planSavedWrite } from "./savedWritePlan";

/** Why nothing may be sent, and for which files. */
export interface Blocker {
  readonly stem: string;
  readonly reason: string;
}

/** What a folder would change. */
export interface FolderPlan {
  /** In the order to send them. */
  readonly writes: readonly PairWrite[];
  readonly blockers: readonly Blocker[];
  /** Things to know that block nothing. */
  readonly notes: readonly Blocker[];
  /** How many pairs ask for nothing. */
  readonly same: number;
  readonly mergePolicies: MergePolicyNames;
}

/** Plans a folder. Definitions that ask for nothing are let go at once, so that memory holds real differences only. */
export async function planFolder(request: ComparisonRequest): Promise<FolderPlan> {
  const asking: ComparedPair[] = [];
  let same = 0;
  const place = await compareFolder(request, (compared) => {
    if (asksForSomething(compared)) asking.push(compared);
    else same++;
  });
  const wishes = withIdsByName(asking, place).filter((compared) => {
    if (asksForSomething(compared)) return true;
    same++;
    return false;
  });
  wishes.sort((one, other) => (one.pair.stem < other.pair.stem ? -1 : 1));
  const planned = wishes.map((compared) => ({
    compared,
    plan: compared.isUnread ? NOT_PLANNED : planSavedWrite(compared),
  }));
  const blockers = planned.flatMap(({ compared, plan }) => findBlockers(compared, plan));
  const found = planned.flatMap(({ compared, plan }): PairWrite[] =>
    plan.kind === "write" ? [{ stem: compared.pair.stem, write: plan.write }] : [],
  );
  same += planned.filter(({ plan }) => plan.kind === "nothing").length;
  const resolved = await resolveWrites(request.session, { found, wishes, signal: request.signal });
  const { ordered, circular } = toSendingOrder(resolved.writes);
  return {
    writes: ordered,
    blockers: [
      ...request.index.broken.map(({ path, reason }) => ({ stem: path, reason })),
      ...blockers,
      ...resolved.blockers,
      ...findSameNames(ordered),
      ...circular.map((stem) => ({ stem, reason: say("It and another audience wait for each other.") })),
    ],
    notes: wishes.flatMap(toNotes),
    same,
    mergePolicies: place.mergePolicies,
  };
}

/** Of an audience that was not read nobody knows whether it would be created or changed. */
const NOT_PLANNED = { kind: "unread" } as const;

/** Whether the pair might change something, or is in the way of knowing. */
function asksForSomething({ comparison, problems, isFoundByName }: ComparedPair): boolean {
  const { here, conflicting, state } = comparison;
  const isChanged = state === "onlyHere" || here.length > 0 || conflicting.length > 0;
  return isChanged || problems.length > 0 || isFoundByName;
}

/** Pairs found by name make more ids known; what was compared without them is compared again. */
function withIdsByName(asking: readonly ComparedPair[], place: DraftPlace): ComparedPair[] {
  const byName = toIdsByName(asking);
  if (byName.size === 0) return [...asking];
  const wider = { ...place, idsHere: new Map([...place.idsHere, ...byName]) };
  return asking.map((compared) => {
    const { pair, expression, audience, problems, isFoundByName, isGone, isUnread } = compared;
    const again = comparePair(pair, { expression, place: wider, found: audience });
    return { ...again, problems, isFoundByName, isGone, isUnread };
  });
}

function findBlockers(
  { pair, problems }: ComparedPair,
  plan: ReturnType<typeof planSavedWrite> | typeof NOT_PLANNED,
): readonly Blocker[] {
  const reasons = plan.kind === "blocked" ? [...problems, plan.reason] : problems;
  return reasons.map((reason) => ({ stem: pair.stem, reason }));
}

/** Names are unique in a sandbox: of two new audiences with one name the second would be refused in the middle of the plan. */
function findSameNames(writes: readonly PairWrite[]): readonly Blocker[] {
  const names = new Map<string, string>();
  return writes.flatMap(({ stem, write }) => {
    const other = names.get(write.after.name);
    names.set(write.after.name, stem);
    return other === undefined
      ? []
      : [{ stem, reason: say("“{0}” has the same name, “{1}”.", other, write.after.name) }];
  });
}

function toNotes({ pair, isFoundByName, isGone }: ComparedPair): readonly Blocker[] {
  const { stem } = pair;
  if (isFoundByName) return [{ stem, reason: say("Not linked to this sandbox; found by its name.") }];
  if (isGone)
    return [{ stem, reason: say("The audience it was linked to no longer exists; a new one is planned.") }];
  return [];
}

interface ToResolve {
  readonly found: readonly PairWrite[];
  readonly wishes: readonly ComparedPair[];
  readonly signal: AbortSignal | undefined;
}

async function resolveWrites(
  session: ApiSession,
  { found, wishes, signal }: ToResolve,
): Promise<{ readonly writes: readonly PairWrite[]; readonly blockers: readonly Blocker[] }> {
  const toCome = toStemsToCome(wishes);
  const known = await readKnown(session, { found, toCome, signal });
  const resolved = found.map((one) => ({ stem: one.stem, ...resolveWrite(one, { known, toCome }) }));
  return {
    writes: resolved.map(({ planned }) => planned),
    blockers: resolved.flatMap(({ stem, problems }) => problems.map((reason) => ({ stem, reason }))),
  };
}

/** Asks the platform only about what is named; an audience that hides itself exists all the same. */
async function readKnown(
  session: ApiSession,
  { found, toCome, signal }: Omit<ToResolve, "wishes"> & { readonly toCome: ReadonlyMap<string, string> },
): Promise<KnownThere> {
  const ids = found.flatMap(({ write }) => findAudienceIds(write)).filter((id) => !toCome.has(id));
  const audiences = ids.length === 0 ? undefined : await fetchAudiences(session, ids, { signal });
  const namesNamespace = ({ write }: PairWrite): boolean =>
    findReferences(write.after.expression?.value ?? "").namespaces.length > 0;
  const namespaces = found.some(namesNamespace) ? await fetchNamespaces(session, { signal }) : [];
  const codes = new Set(namespaces.map(({ code }) => code.toLowerCase()));
  return {
    isAudience: (id) => !isApiError(audiences?.get(id), "notFound"),
    isNamespace: (code) => codes.has(code.toLowerCase()),
  };
}
