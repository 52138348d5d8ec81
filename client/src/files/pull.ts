/**
 * Pulls audiences of one sandbox into a folder of pairs: chunk by chunk, in bounded memory, cancellable between writes.
 * Never gives up what somebody changed in the files; never writes a file that would say the same.
 */
import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { type DefinitionField, toDefinition } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { toFileName } from "../model/resource";
import type { AudienceFolder } from "./audienceFolder";
import { type Comparison, compareAudience, withSynonyms } from "./comparison";
import { assignFileNames, type NamedEntry } from "./fileNames";
import {
  type AudiencePair,
  type FolderIndex,
  findTwins,
  readExpression,
  readFolderIndex,
} from "./folderIndex";
import { toIdsHere } from "./linkedReferences";
import { toDraftHere } from "./localDraft";
import { PairWriter } from "./pairWriter";
import {
  forEachChunk,
  type ListedSelection,
  listAudienceNames,
  type ReadAudience,
} from "./platformAudiences";
import { type ConflictChoice, type DecidedSides, decideLink, decidePull } from "./pullDecision";
import { type KeptPair, type PullReport, type PullReportDraft, startPullReport } from "./pullReport";
import { fetchTagNames } from "./tagNames";

/** Which audiences to pull. */
export type PullSelection =
  | ({ readonly kind: "listed" } & ListedSelection)
  | { readonly kind: "ids"; readonly ids: readonly string[] };

/** What to pull from where to where. */
export interface PullRequest {
  readonly session: ApiSession;
  readonly folder: AudienceFolder;
  readonly selection: PullSelection;
  /** Where new files go, relative to the folder; default its top. */
  readonly subfolder?: string | undefined;
  /** Asked once per pair that has changes of its own: do they stay, or give way to what the platform holds? */
  readonly decide: (pair: ChangedPair) => Promise<ConflictChoice>;
  /** Called with what is done and how much there is; undefined while that is being counted. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * After a write: brings the links of pairs up to what was read back, and leaves everything else in the files as it is.
 * Audiences without a pair are left out.
 */
export async function linkWritten(
  { session, folder, signal }: Pick<PullRequest, "session" | "folder" | "signal">,
  audiences: readonly Audience[],
): Promise<void> {
  const index = await readFolderIndex(folder, { signal });
  const selection = { kind: "ids", ids: [] } as const;
  const request: PullRequest = { session, folder, selection, decide: async () => "keep", signal };
  const run = new PullRun(request, { index, ...(await readPlace(session, index, signal)) });
  for (const audience of audiences) await run.link(audience);
}

/** A pair with changes of its own. `fields` are those; `conflicting` the ones that also changed on the platform. */
export interface ChangedPair extends KeptPair {
  readonly conflicting: readonly DefinitionField[];
  /** Whether the platform has anything new at all. */
  readonly isChangedThere: boolean;
}

/** Pulls, and says what became of each audience. Rejects with `ApiError` or `UserError`; files written until then stay. */
export async function pullAudiences(request: PullRequest): Promise<PullReport> {
  const { session, folder, signal } = request;
  const index = await readFolderIndex(folder, { signal });
  const entries = await listEntries(request);
  const run = new PullRun(request, { index, ...(await readPlace(session, index, signal)) });
  run.assignStems(entries);
  await forEachChunk(
    session,
    entries.map((entry) => [entry.id, entry] as const),
    { work: (found) => run.pullChunk(found, entries.length), signal },
  );
  return run.report;
}

async function listEntries({
  session,
  selection,
  signal,
  onProgress,
}: PullRequest): Promise<readonly NamedEntry[]> {
  if (selection.kind === "ids") return [...new Set(selection.ids)].map((id) => ({ id, name: "" }));
  onProgress?.(0, undefined);
  return await listAudienceNames(session, selection, signal === undefined ? {} : { signal });
}

async function readPlace(session: ApiSession, index: FolderIndex, signal: AbortSignal | undefined) {
  const key = toRemoteKey(session.orgId, session.sandbox ?? "");
  const [policies, tagNames] = await Promise.all([
    fetchMergePolicies(session, { signal }),
    fetchTagNames(session, signal),
  ]);
  const idsHere = toIdsHere(index.pairs, key);
  return { key, mergePolicies: toMergePolicyNames(policies), idsHere, tagNames };
}

type PullPlace = Awaited<ReturnType<typeof readPlace>> & { readonly index: FolderIndex };

class PullRun {
  readonly report: PullReportDraft = startPullReport();
  private readonly linked: ReadonlyMap<string, AudiencePair>;
  private readonly unlinked: ReadonlyMap<string, AudiencePair>;
  private readonly twins: ReadonlyMap<string, readonly AudiencePair[]>;
  private readonly takenStems: Set<string>;
  private readonly writer: PairWriter;
  private readonly stems = new Map<string, string>();
  private done = 0;

  constructor(
    private readonly request: PullRequest,
    private readonly place: PullPlace,
  ) {
    const { key, index } = place;
    this.linked = new Map(index.pairs.flatMap((pair) => toLinkEntry(pair, key)));
    this.unlinked = findOnlyOnesByName(index.pairs.filter(({ file }) => file.remotes[key] === undefined));
    this.twins = findTwins(index.pairs, key);
    this.takenStems = new Set([
      ...index.pairs.map(({ stem }) => stem),
      ...index.loose,
      ...index.broken.map(({ path }) => path.replace(/\.audience\.json$/, "")),
    ]);
    this.writer = new PairWriter(request.folder, { ...place, pairs: index.pairs, session: request.session });
  }

  /** New files get their names for the whole pull at once, so that these do not depend on the order of the list. */
  assignStems(entries: readonly NamedEntry[]): void {
    const subfolder = this.subfolder;
    const taken = [...this.takenStems].flatMap((stem) =>
      stem.startsWith(subfolder) ? [stem.slice(subfolder.length)] : [],
    );
    const newOnes = entries.filter(({ id, name }) => !this.linked.has(id) && !this.unlinked.has(name));
    for (const [id, name] of assignFileNames(newOnes, taken)) {
      this.stems.set(id, subfolder + name);
      this.takenStems.add(subfolder + name);
    }
  }

  async pullChunk(found: readonly (readonly [NamedEntry, ReadAudience])[], total: number): Promise<void> {
    if (this.request.selection.kind === "ids") this.assignStems(found.map(toRealName));
    for (const [entry, audience] of found) {
      this.request.signal?.throwIfAborted();
      await this.pullOne(entry, audience);
      this.request.onProgress?.(++this.done, total);
    }
  }

  async link(audience: Audience): Promise<void> {
    const pair = this.findPair(audience);
    if (pair === undefined) return;
    const { sides, comparison } = await this.compare(pair, audience);
    await this.writer.update(pair, { audience, decision: decideLink(comparison), sides });
  }

  private findPair({ id, name }: NamedEntry): AudiencePair | undefined {
    return this.linked.get(id) ?? this.unlinked.get(name);
  }

  private async pullOne(entry: NamedEntry, audience: ReadAudience): Promise<void> {
    if (isApiError(audience)) return this.skip(entry, audience.message);
    const { expression } = audience;
    if (expression === undefined || expression.value.trim() === "") {
      return this.skip(audience, "It has no expression: it is made elsewhere.");
    }
    const twins = this.twins.get(audience.id);
    if (twins !== undefined) {
      const paths = twins.map(({ stem }) => stem).join("”, “");
      return this.skip(audience, `Several files say they are this audience: “${paths}”. Remove all but one.`);
    }
    const pair = this.findPair(audience);
    if (pair === undefined) await this.create(audience);
    else await this.update(pair, audience);
  }

  private async create(audience: Audience): Promise<void> {
    const stem = this.stems.get(audience.id) ?? `${this.subfolder}${toFileName(audience.id)}`;
    const text = await this.writer.findText(audience);
    if (text === undefined) return this.skip(audience, "Its expression is a tree that has no text.");
    await this.writer.create(stem, audience, text);
    this.report.created.push(stem);
  }

  private async update(pair: AudiencePair, audience: Audience): Promise<void> {
    const { sides, comparison } = await this.compare(pair, audience);
    const decision = decidePull(comparison, await this.choose(pair, audience, comparison));
    await this.writer.update(pair, { audience, decision, sides });
    if (decision.take.length > 0) this.report.updated.push(pair.stem);
    if (decision.kept.length > 0)
      this.report.kept.push({ stem: pair.stem, name: audience.name, fields: decision.kept });
    if (decision.outcome === "same") this.report.same++;
  }

  private async compare(
    pair: AudiencePair,
    audience: Audience,
  ): Promise<{ readonly sides: DecidedSides; readonly comparison: Comparison }> {
    const fresh = toDefinition(audience);
    const expression = await readExpression(this.request.folder, pair);
    const { draft, link } = toDraftHere(pair, expression, this.place);
    const sides = { draft: withSynonyms(draft, fresh), base: link?.seen, fresh };
    return { sides, comparison: compareAudience(sides) };
  }

  private async choose(
    { stem }: AudiencePair,
    { name }: Audience,
    { here, there, conflicting }: Comparison,
  ): Promise<ConflictChoice> {
    const fields = [...here, ...conflicting];
    if (fields.length === 0) return "keep";
    const isChangedThere = there.length > 0 || conflicting.length > 0;
    return await this.request.decide({ stem, name, fields, conflicting, isChangedThere });
  }

  private skip({ id, name }: NamedEntry, reason: string): void {
    this.report.skipped.push({ id, name, reason });
  }

  private get subfolder(): string {
    const { subfolder } = this.request;
    return subfolder === undefined || subfolder === "" ? "" : `${subfolder.replace(/\/+$/, "")}/`;
  }
}

function toLinkEntry(pair: AudiencePair, key: string): readonly (readonly [string, AudiencePair])[] {
  const id = pair.file.remotes[key]?.id;
  return id === undefined ? [] : [[id, pair]];
}

/** A name two pairs share says nothing about which of them is meant. */
function findOnlyOnesByName(pairs: readonly AudiencePair[]): ReadonlyMap<string, AudiencePair> {
  const byName = new Map<string, AudiencePair[]>();
  for (const pair of pairs) byName.set(pair.name, [...(byName.get(pair.name) ?? []), pair]);
  return new Map(
    [...byName].flatMap(([name, same]) =>
      same[0] !== undefined && same.length === 1 ? [[name, same[0]]] : [],
    ),
  );
}

function toRealName([{ id }, audience]: readonly [NamedEntry, ReadAudience]): NamedEntry {
  return { id, name: isApiError(audience) ? id : audience.name };
}
