/**
 * Reads what a packet is about, and what belongs to it: the audiences it is for, with those that their rules name, and the shared
 * fragments of its messages. Each is read once; what cannot be read hides only itself.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchMergePolicies } from "../api/mergePolicies";
import { findCampaign, findFragment } from "../inventory/contentRecords";
import type { RecordDraft, RuleField, UsedKind } from "../inventory/inventoryRecord";
import { findJourney } from "../inventory/journeyRecords";
import {
  type FoundObject,
  type ReadingContext,
  type RuleReader,
  type RuleReaderOpener,
  readPart,
} from "../inventory/objectReader";
import { withoutPeople } from "../inventory/privacy";
import { KIND_READERS } from "../inventory/readObjects";
import { findAudience } from "../inventory/ruleRecords";
import { toPathStep } from "../model/pqlPath";
import { describeKind } from "../model/resourceKinds";
import { UserError } from "../model/userError";

/** What a packet can be about. */
export const HANDED_KINDS = ["audience", "journey", "campaign"] as const;

/** One of them. */
export type HandedKind = (typeof HANDED_KINDS)[number];

/** A thing as it is handed over. */
export interface HandedThing extends RecordDraft {
  readonly kind: HandedKind | "fragment";
  readonly id: string;
}

/** All that is handed over. */
export interface HandedThings {
  readonly thing: HandedThing;
  readonly audiences: readonly HandedThing[];
  readonly fragments: readonly HandedThing[];
  /** Fields with what the schemas know of them. */
  describeFields(paths: readonly string[]): Promise<readonly RuleField[]>;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/** What to read, and with whom. */
export interface HandedReading {
  readonly session: ApiSession;
  readonly openRules: RuleReaderOpener;
  readonly kind: HandedKind;
  readonly id: string;
  readonly signal?: AbortSignal | undefined;
}

const FINDERS: Readonly<Record<HandedThing["kind"], (id: string, name: string | undefined) => FoundObject>> =
  {
    audience: findAudience,
    journey: findJourney,
    campaign: findCampaign,
    fragment: findFragment,
  };

/** Reads everything. Rejects with `ApiError` where the thing itself cannot be read. */
export async function readHanded({
  session,
  openRules,
  kind,
  id,
  signal,
}: HandedReading): Promise<HandedThings> {
  const problems: string[] = [];
  const policies = await readPart("The names of merge policies", problems, () =>
    fetchMergePolicies(session, { signal }),
  );
  const rules = await openRules(session, signal);
  problems.push(...rules.problems);
  const context: ReadingContext = {
    session,
    signal,
    rules,
    destinationTypes: new Map(),
    mergePolicyNames: new Map(policies?.map((policy) => [policy.id, policy.name])),
    findKnown: () => undefined,
  };
  const thing = await readThing({ kind, id }, context);
  const read = new Map([[`${kind} ${id}`, thing]]);
  const waiting = listUses(thing);
  for (let use = waiting.shift(); use !== undefined; use = waiting.shift()) {
    const key = `${use.kind} ${use.id}`;
    if (read.has(key)) continue;
    const { noun } = describeKind(use.kind);
    const found = await readPart(`The ${noun} “${use.name ?? use.id}”`, use.isGuess ? [] : problems, () =>
      readThing(use, context),
    );
    if (found === undefined) continue;
    read.set(key, found);
    waiting.push(...listUses(found));
  }
  const things = [...read.values()];
  return {
    thing,
    problems: [...problems, ...things.flatMap((one) => one.problems ?? [])],
    audiences: things.filter((one) => one.kind === "audience"),
    fragments: things.filter((one) => one.kind === "fragment"),
    describeFields: (paths) => describeFields(rules, paths),
  };
}

/** A rule that reads the fields and nothing else: the reader of rules tells of them. */
async function describeFields(rules: RuleReader, paths: readonly string[]): Promise<readonly RuleField[]> {
  if (paths.length === 0) return [];
  const toPql = (path: string): string => path.split(".").map(toPathStep).join(".");
  const value = paths.map((path) => `${toPql(path)} != null`).join(" and ");
  return (await rules.read({ format: "pql/text", value }))?.fields ?? [];
}

async function readThing(
  { kind, id, name }: Pick<HandedThing, "kind" | "id"> & { readonly name?: string | undefined },
  context: ReadingContext,
): Promise<HandedThing> {
  return { ...withoutPeople(await FINDERS[kind](id, name).read(context)), kind, id };
}

interface FollowedUse {
  readonly kind: "audience" | "fragment";
  readonly id: string;
  readonly name?: string | undefined;
  readonly isGuess?: boolean | undefined;
}

function listUses({ uses = [] }: HandedThing): FollowedUse[] {
  return uses.flatMap((use) => (isFollowed(use.kind) ? [{ ...use, kind: use.kind }] : []));
}

function isFollowed(kind: UsedKind): kind is FollowedUse["kind"] {
  return kind === "audience" || kind === "fragment";
}

/** The id of a thing by its id or its whole name. Throws `gone` where there is none, `badArguments` where there are several. */
export async function findHandedId(
  session: ApiSession,
  { kind, called }: { readonly kind: HandedKind; readonly called: string },
  signal: AbortSignal | undefined,
): Promise<string> {
  const named: string[] = [];
  const similar: string[] = [];
  for await (const { found } of KIND_READERS[kind](session, signal)) {
    for (const { id, name } of found) {
      if (id === called) return id;
      if (name === called) named.push(id);
      else if (name.toLowerCase().includes(called.toLowerCase())) similar.push(name);
    }
  }
  const [first, ...others] = named;
  if (first !== undefined && others.length === 0) return first;
  const { noun, plural } = describeKind(kind);
  if (first === undefined)
    throw new UserError(
      "gone",
      `There is no ${noun} with the name or id “${called}” in ${session.sandbox ?? ""}.${toSimilarText(similar)}`,
    );
  const text = `${named.length} ${plural} are named “${called}”. Give the id of the one that is meant: ${named.join(", ")}.`;
  throw new UserError("badArguments", text);
}

const MOST_SIMILAR = 5;

/** Names that contain what was given, so that nobody has to look them up. */
function toSimilarText(names: readonly string[]): string {
  if (names.length === 0) return "";
  const some = names.slice(0, MOST_SIMILAR).map((name) => `“${name}”`);
  const more = names.length - some.length;
  return ` These contain it: ${some.join(", ")}${more > 0 ? `, and ${more} more` : ""}.`;
}
