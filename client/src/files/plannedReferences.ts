/**
 * What a set of planned writes refers to: audiences that exist in the sandbox, that this very set creates first, or that
 * are nowhere, which blocks. Pure; who exists is handed in.
 */
import { findReferences } from "../model/expressionReferences";
import { say } from "../words/say";
import type { ComparedPair } from "./folderComparison";
import type { SavedWrite } from "./savedWritePlan";

/** A write with the pair it comes from. */
export interface PairWrite {
  readonly stem: string;
  readonly write: SavedWrite;
}

/** What exists in the sandbox. */
export interface KnownThere {
  readonly isAudience: (id: string) => boolean;
  /** Codes compare without regard to case. */
  readonly isNamespace: (code: string) => boolean;
}

/** Ids of other sandboxes by what they are here, found through pairs that are linked by name only. */
export function toIdsByName(compared: readonly ComparedPair[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { pair, audience, isFoundByName } of compared) {
    if (audience === undefined || !isFoundByName) continue;
    for (const { id } of Object.values(pair.file.remotes)) if (id !== audience.id) ids.set(id, audience.id);
  }
  return ids;
}

/** The pairs that do not exist here yet, by the ids they have elsewhere. */
export function toStemsToCome(compared: readonly ComparedPair[]): ReadonlyMap<string, string> {
  const stems = new Map<string, string>();
  for (const { pair, audience } of compared) {
    if (audience !== undefined) continue;
    for (const { id } of Object.values(pair.file.remotes)) stems.set(id, pair.stem);
  }
  return stems;
}

/** The audiences an expression names for certain. */
export function findAudienceIds({ after }: SavedWrite): readonly string[] {
  return findReferences(after.expression?.value ?? "").audiences;
}

/** The write with what it waits for, and what it names that is nowhere. */
export function resolveWrite(
  { stem, write }: PairWrite,
  { known, toCome }: { readonly known: KnownThere; readonly toCome: ReadonlyMap<string, string> },
): { readonly planned: PairWrite; readonly problems: readonly string[] } {
  const awaits: Record<string, string> = {};
  const problems: string[] = [];
  for (const id of findAudienceIds(write)) {
    const coming = toCome.get(id);
    if (coming === stem) problems.push(say("The expression refers to the audience itself."));
    else if (coming !== undefined) awaits[id] = coming;
    else if (!known.isAudience(id))
      problems.push(say("It refers to the audience {0}, which is not in this sandbox.", id));
  }
  for (const code of findReferences(write.after.expression?.value ?? "").namespaces) {
    if (!known.isNamespace(code))
      problems.push(
        say("It uses the identity namespace “{0}”, which this organisation does not have here.", code),
      );
  }
  return { planned: { stem, write: { ...write, awaits } }, problems };
}

/** A write that may wait for others of its set: ids as written → stems of the pairs they will be. */
export interface WaitingWrite {
  readonly stem: string;
  readonly write: Pick<SavedWrite, "awaits">;
}

/** The writes with those that others wait for first; `circular` are stems that wait for each other. */
export function toSendingOrder<Write extends WaitingWrite>(
  writes: readonly Write[],
): {
  readonly ordered: readonly Write[];
  readonly circular: readonly string[];
} {
  const ordered: Write[] = [];
  const done = new Set<string>();
  let rest = [...writes];
  while (rest.length > 0) {
    const ready = rest.filter(({ write }) => Object.values(write.awaits).every((stem) => done.has(stem)));
    if (ready.length === 0) break;
    for (const one of ready) done.add(one.stem);
    ordered.push(...ready);
    rest = rest.filter(({ stem }) => !done.has(stem));
  }
  return { ordered, circular: rest.map(({ stem }) => stem) };
}

/** A pair that cannot be sent as it is. */
export interface BlockedPair {
  readonly name: string;
  readonly reason: string;
}

/** The ids an expression names that the same set creates first. */
export function listAwaited(expression: string, toCome: ReadonlyMap<string, string>): readonly string[] {
  const { audiences, memberships } = findReferences(expression);
  return [...new Set([...audiences, ...memberships])].filter((id) => toCome.has(id));
}

/** The platform wants one of them first, and none can be. */
export function toCircularOnes(names: readonly string[]): readonly BlockedPair[] {
  const [first, ...others] = names;
  if (first === undefined) return [];
  const all = others.map((name) => `“${name}”`).join(", ");
  const reason = say(
    "It and {0} refer to each other, and the platform wants one of them first. Push one without the reference, put it back, and push again.",
    all,
  );
  return [{ name: first, reason }];
}
