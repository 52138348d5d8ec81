/**
 * Compares every pair of a folder with one sandbox, chunk by chunk: the reading that status, plans and pushes share.
 * Reads only, and keeps nothing.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { type AudienceDraft, type Fingerprints, toDefinition } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import { type AudienceFolder, EXPRESSION_FILE_ENDING, UnreadableFile } from "../model/audienceFolder";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { say } from "../words/say";
import { type Comparison, compareAudience, withSynonyms } from "./comparison";
import { type AudiencePair, type FolderIndex, findTwins, readExpression } from "./folderIndex";
import { type DraftPlace, toDraftHere, toIdsHere } from "./localDraft";
import { findAudiencesByName, forEachChunk, type ReadAudience } from "./platformAudiences";

/** A pair as it stands in one sandbox. */
export interface ComparedPair {
  readonly pair: AudiencePair;
  /** The expression as the file has it. */
  readonly expression: string;
  /** What the files ask for, in this sandbox's ids. */
  readonly draft: AudienceDraft;
  readonly base: Fingerprints | undefined;
  /** The linked audience, or the one of the same name; undefined where there is none. */
  readonly audience: Audience | undefined;
  readonly comparison: Comparison;
  /** Whether it is linked by its name only. */
  readonly isFoundByName: boolean;
  /** The link names an audience the platform no longer has. */
  readonly isGone: boolean;
  /** One of its sides could not be read, so that nothing is known of their difference; `problems` say why. */
  readonly isUnread: boolean;
  /** Why nothing may be sent for this pair. */
  readonly problems: readonly string[];
}

export interface ComparisonRequest {
  readonly session: ApiSession;
  readonly folder: AudienceFolder;
  readonly index: FolderIndex;
  /** Compare these pairs only; links of all others still count. */
  readonly isWanted?: ((pair: AudiencePair) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads what drafts need to know of a sandbox. */
export async function readDraftPlace(
  session: ApiSession,
  index: FolderIndex,
  signal?: AbortSignal,
): Promise<DraftPlace> {
  const key = toRemoteKey(session.orgId, session.sandbox ?? "");
  const policies = await fetchMergePolicies(session, { signal });
  return { key, mergePolicies: toMergePolicyNames(policies), idsHere: toIdsHere(index.pairs, key) };
}

/** Compares; `use` is handed each pair once, in no particular order. */
export async function compareFolder(
  request: ComparisonRequest,
  use: (compared: ComparedPair) => void | Promise<void>,
): Promise<DraftPlace> {
  const { session, index, signal } = request;
  const place = await readDraftPlace(session, index, signal);
  const wanted = index.pairs.filter((pair) => request.isWanted?.(pair) ?? true);
  const { known, unknown } = await findIds(session, { wanted, place, signal });
  const twins = findTwins(index.pairs, place.key);
  const compare = async (found: readonly (readonly [AudiencePair, ReadAudience | undefined])[]) => {
    // The files of a chunk are read together, because in an editor each is a round trip.
    const read = await Promise.all(found.map(([pair]) => readHere(request.folder, pair)));
    for (const [position, [pair, audience]] of found.entries()) {
      const here = read[position] ?? { expression: "" };
      const compared = comparePair(pair, { expression: here.expression, place, found: audience });
      await use(withTwins("problem" in here ? withoutHere(compared, here.problem) : compared, twins));
    }
  };
  await forEachChunk(session, known, { work: compare, signal });
  for (const pair of unknown) await compare([[pair, undefined]]);
  return place;
}

/** An expression, or why it cannot be read: that file is named, and all others are compared. */
async function readHere(
  folder: AudienceFolder,
  pair: AudiencePair,
): Promise<{ readonly expression: string; readonly problem?: string }> {
  try {
    return { expression: await readExpression(folder, pair) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { expression: "", problem: `${EXPRESSION_FILE_ENDING}: ${error.reason}` };
  }
}

/** What an unread expression would be said to change is nothing anybody wrote. */
function withoutHere(compared: ComparedPair, problem: string): ComparedPair {
  return { ...compared, isUnread: true, problems: [problem] };
}

interface IdSearch {
  readonly wanted: readonly AudiencePair[];
  readonly place: DraftPlace;
  readonly signal: AbortSignal | undefined;
}

/** The audience of each pair: by its link, else by its name, because names are unique in a sandbox. */
async function findIds(session: ApiSession, { wanted, place, signal }: IdSearch) {
  const linkOf = (pair: AudiencePair): string | undefined => pair.file.remotes[place.key]?.id;
  const names = wanted.filter((pair) => linkOf(pair) === undefined).map(({ name }) => name);
  const byName = await findAudiencesByName(session, names, signal);
  const known: (readonly [string, AudiencePair])[] = [];
  const unknown: AudiencePair[] = [];
  for (const pair of wanted) {
    const id = linkOf(pair) ?? byName.get(pair.name);
    if (id === undefined) unknown.push(pair);
    else known.push([id, pair]);
  }
  return { known, unknown };
}

interface PairReading {
  readonly expression: string;
  readonly place: DraftPlace;
  readonly found: ReadAudience | undefined;
}

/** Compares one pair with what was read of its audience. Pure. */
export function comparePair(pair: AudiencePair, { expression, place, found }: PairReading): ComparedPair {
  const { draft: said, link, problems } = toDraftHere(pair, expression, place);
  const audience = found === undefined || isApiError(found) ? undefined : found;
  const isUnread = isApiError(found) && found.code !== "notFound";
  const fresh = audience && toDefinition(audience);
  const draft = fresh === undefined ? said : withSynonyms(said, fresh);
  return {
    pair,
    expression,
    draft,
    base: link?.seen,
    audience,
    comparison: compareAudience({ draft, base: link?.seen, fresh }),
    isFoundByName: link === undefined && audience !== undefined,
    isGone: link !== undefined && audience === undefined && !isUnread,
    isUnread,
    problems: isUnread ? [...problems, say("The platform does not show it: {0}", found.message)] : problems,
  };
}

function withTwins(
  compared: ComparedPair,
  twins: ReadonlyMap<string, readonly AudiencePair[]>,
): ComparedPair {
  const same =
    twins.get(compared.audience?.id ?? "")?.filter(({ stem }) => stem !== compared.pair.stem) ?? [];
  if (same.length === 0) return compared;
  const others = same.map(({ stem }) => stem).join("”, “");
  const problem = say("“{0}” says it is the same audience. Remove all but one of the files.", others);
  return { ...compared, problems: [...compared.problems, problem] };
}
