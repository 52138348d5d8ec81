/**
 * Pulls audiences of one sandbox into a folder of pairs: chunk by chunk, in bounded memory, cancellable between writes.
 * Never gives up what somebody changed in the files; never writes a file that would say the same.
 */
import { ApiError, type ApiErrorCode, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type Audience, unreadableAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import { type DefinitionField, toDefinition } from "../model/audienceDefinition";
import { AUDIENCE_FILE_ENDING, toRemoteKey } from "../model/audienceFile";
import { type AudienceFolder, UnreadableFile } from "../model/audienceFolder";
import { isSameExpression } from "../model/expressionText";
import { toReasonText } from "../model/failureText";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { toFileName } from "../model/resource";
import { say, sayCount } from "../words/say";
import { type Comparison, compareAudience, withSynonyms } from "./comparison";
import { assignFileNames, isSameFileName, type NamedEntry, toMarkedName } from "./fileNames";
import {
  type AudiencePair,
  type BrokenFile,
  type FolderIndex,
  findTwins,
  readExpression,
  readFolderIndex,
} from "./folderIndex";
import { toDraftHere, toIdsHere } from "./localDraft";
import { PairWriter } from "./pairWriter";
import {
  type AudienceListing,
  forEachChunk,
  isHiddenFromList,
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
  await folder.removeLeftovers();
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

/**
 * Pulls, and says what became of each audience; one that cannot be read stops no other. Goes on where a run that was killed
 * ended. Rejects with `ApiError` or `UserError`; files written until then stay.
 */
export async function pullAudiences(request: PullRequest): Promise<PullReport> {
  const { session, folder, signal } = request;
  await folder.removeLeftovers();
  const index = await readFolderIndex(folder, { signal });
  const { entries, findGaps } = await listEntries(request);
  const place = await readPlace(session, index, signal);
  const run = new PullRun(request, { index, ...place });
  run.assignStems(entries);
  const total = entries.length;
  await forEachChunk(session, takeInOrder(entries), {
    work: (found) => run.pullChunk(found, total),
    signal,
  });
  const unnamed = [place.tagProblem, run.findPolicyProblem()].flatMap((reason) =>
    reason === undefined ? [] : [{ count: 0, reason }],
  );
  run.report.gaps = [...findGaps(run.hidden), ...unnamed];
  if (request.selection.kind === "listed" && request.selection.nameContains === undefined)
    run.reportUnreadable();
  return run.report;
}

/** Empties the list on its way: what is still to be pulled makes room for the report of what was. */
function* takeInOrder(entries: NamedEntry[]): Generator<readonly [string, NamedEntry]> {
  entries.reverse();
  for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) yield [entry.id, entry];
}

async function listEntries({
  session,
  selection,
  signal,
  onProgress,
}: PullRequest): Promise<AudienceListing> {
  if (selection.kind === "ids")
    return { entries: [...new Set(selection.ids)].map((id) => ({ id, name: "" })), findGaps: () => [] };
  onProgress?.(0, undefined);
  return await listAudienceNames(session, selection, signal === undefined ? {} : { signal });
}

async function readPlace(session: ApiSession, index: FolderIndex, signal: AbortSignal | undefined) {
  const key = toRemoteKey(session.orgId, session.sandbox ?? "");
  const [policies, tags] = await Promise.all([
    fetchMergePolicies(session, { signal }),
    fetchTagNames(session, signal),
  ]);
  const idsHere = toIdsHere(index.pairs, key);
  return {
    key,
    mergePolicies: toMergePolicyNames(policies),
    idsHere,
    tagNames: tags.names,
    tagProblem: tags.problem,
  };
}

type PullPlace = Awaited<ReturnType<typeof readPlace>> & { readonly index: FolderIndex };

class PullRun {
  readonly report: PullReportDraft = startPullReport();
  /** Audiences that were read and that the list of audiences hides. */
  readonly hidden = new Set<string>();
  private withoutPolicyName = 0;
  private readonly linked: ReadonlyMap<string, AudiencePair>;
  /** Pairs whose expression is missing, by id. */
  private readonly halves: ReadonlyMap<string, AudiencePair>;
  private readonly unlinked: ReadonlyMap<string, AudiencePair>;
  /** Files that say nothing that can be read, not even which audience they are. */
  private readonly unreadable: readonly BrokenFile[];
  private readonly twins: ReadonlyMap<string, readonly AudiencePair[]>;
  private readonly takenStems: ReadonlySet<string>;
  private readonly writer: PairWriter;
  /** New files by id, without their folder. */
  private stems = new Map<string, string>();
  private done = 0;

  constructor(
    private readonly request: PullRequest,
    private readonly place: PullPlace,
  ) {
    const { key, index } = place;
    const halves = index.broken.flatMap(({ half }) => (half === undefined ? [] : toLinkEntry(half, key)));
    this.linked = new Map([...halves, ...index.pairs.flatMap((pair) => toLinkEntry(pair, key))]);
    this.halves = new Map(halves.filter(([id, half]) => this.linked.get(id) === half));
    this.unlinked = findOnlyOnesByName(index.pairs.filter(({ file }) => file.remotes[key] === undefined));
    this.twins = findTwins(index.pairs, key);
    this.unreadable = index.broken.filter(({ half }) => half === undefined);
    this.takenStems = new Set([
      ...index.pairs.map(({ stem }) => stem),
      ...index.broken.map(({ path }) => path.replace(/\.audience\.json$/, "")),
    ]);
    this.writer = new PairWriter(request.folder, { ...place, pairs: index.pairs, session: request.session });
  }

  /** New files get their names for the whole pull at once, so that these do not depend on the order of the list. */
  assignStems(entries: readonly NamedEntry[]): void {
    const subfolder = this.subfolder;
    const there = [...this.takenStems].filter((stem) => stem.startsWith(subfolder));
    const taken = [...there.map((stem) => stem.slice(subfolder.length)), ...this.stems.values()];
    const isNew = ({ id, name }: NamedEntry): boolean => !this.linked.has(id) && !this.unlinked.has(name);
    const others = entries.filter((entry) => !isNew(entry));
    const names = assignFileNames(entries.filter(isNew), taken, others);
    this.stems = this.stems.size === 0 ? names : new Map([...this.stems, ...names]);
  }

  async pullChunk(found: readonly (readonly [NamedEntry, ReadAudience])[], total: number): Promise<void> {
    if (this.request.selection.kind === "ids") this.assignStems(found.map(toRealName));
    for (const [entry, audience] of found) {
      this.request.signal?.throwIfAborted();
      await this.pullOne(entry, audience).catch((error: unknown) => this.fail(entry, error));
      this.request.onProgress?.(++this.done, total);
    }
  }

  async link(audience: Audience): Promise<void> {
    const pair = this.findPair(audience);
    if (pair === undefined) return;
    const { sides, comparison } = await this.compare(pair, audience);
    await this.writer.update(pair, { audience, decision: decideLink(comparison), sides });
  }

  /** Why the files say ids of merge policies: audiences use some, and the platform names none at all. */
  findPolicyProblem(): string | undefined {
    return this.withoutPolicyName === 0
      ? undefined
      : sayCount(this.withoutPolicyName, [
          "The platform sent no merge policies, though an audience names one; its file says the id.",
          "The platform sent no merge policies, though {0} audiences name one; their files say the ids.",
        ]);
  }

  private findPair({ id, name }: NamedEntry): AudiencePair | undefined {
    return this.linked.get(id) ?? this.unlinked.get(name);
  }

  private async pullOne(entry: NamedEntry, audience: ReadAudience): Promise<void> {
    if (isApiError(audience)) return this.fail(entry, audience);
    if (isHiddenFromList(audience)) this.hidden.add(audience.id);
    if (audience.mergePolicyId !== undefined && this.place.mergePolicies.isEmpty) this.withoutPolicyName++;
    const { expression } = audience;
    const isOther = this.request.selection.kind === "listed" && audience.id !== entry.id;
    if (isOther || audience.name === "") return this.fail(entry, unreadableAudience(entry.id));
    // Only what another service makes has none.
    if (expression === undefined && audience.type === "SegmentDefinition")
      return this.fail(entry, new ApiError("badResponse", { reason: { kind: "noExpression" } }));
    if (expression === undefined || expression.value.trim() === "") {
      return this.skip(audience, say("It has no expression: it is made elsewhere."));
    }
    const twins = this.twins.get(audience.id);
    if (twins !== undefined) {
      const paths = twins.map(({ stem }) => stem).join("”, “");
      return this.skip(
        audience,
        say("Several files say they are this audience: “{0}”. Remove all but one.", paths),
      );
    }
    const half = this.halves.get(audience.id);
    const pair = this.findPair(audience);
    if (half !== undefined) await this.complete(half, audience);
    else if (pair === undefined) await this.create(audience);
    else await this.update(pair, audience);
  }

  private async create(audience: Audience): Promise<void> {
    const own = this.findUnreadable(audience);
    if (own !== undefined) {
      const reason = toRepair(`${own.path}: ${own.reason}`);
      this.report.failed.push({ id: audience.id, name: audience.name, reason });
      return;
    }
    const text = await this.writer.getText(audience);
    const wanted = this.subfolder + (this.stems.get(audience.id) ?? toFileName(audience.id));
    this.stems.delete(audience.id);
    const loose = this.place.index.loose.find((stem) => isSameFileName(stem, wanted));
    const isOurs = loose !== undefined && (await this.isLoneExpression(loose, text.value));
    const stem = loose === undefined ? wanted : isOurs ? loose : this.subfolder + toMarkedName(audience);
    await this.writer.create(stem, { audience, text, isWritten: isOurs });
    this.report.created.push(stem);
  }

  /** A broken file of this audience's name, which a second pair would only hide until it is mended. */
  private findUnreadable(audience: Audience): BrokenFile | undefined {
    const wanted = assignFileNames([audience]).get(audience.id) ?? "";
    return this.unreadable.find(({ path }) =>
      [wanted, toMarkedName(audience)].some((name) =>
        isSameFileName(path.slice(path.lastIndexOf("/") + 1), name + AUDIENCE_FILE_ENDING),
      ),
    );
  }

  /** Whether a lone `.pql` file is the one half of this audience's pair; one that says something else is somebody's own. */
  private async isLoneExpression(stem: string, value: string): Promise<boolean> {
    const text = await readExpression(this.request.folder, { stem });
    return isSameExpression(text, value.replace(/\r\n?/g, "\n").trim());
  }

  private async complete(half: AudiencePair, audience: Audience): Promise<void> {
    const text = await this.writer.getText(audience);
    await this.writer.writeExpression(half, text.value);
    const { sides, comparison } = await this.compare(half, audience);
    await this.writer.update(half, { audience, decision: decidePull(comparison, "keep"), sides });
    this.report.created.push(half.stem);
  }

  private async update(pair: AudiencePair, audience: Audience): Promise<void> {
    const { sides, comparison } = await this.compareTranslated(pair, audience);
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

  /**
   * Where the platform holds a tree, the file may hold its translation although the link does not say so: a run that was
   * killed wrote the one and not the other.
   */
  private async compareTranslated(pair: AudiencePair, audience: Audience): ReturnType<PullRun["compare"]> {
    const compared = await this.compare(pair, audience);
    const { sides, comparison } = compared;
    const { expression } = sides.draft;
    const isEdited = [...comparison.here, ...comparison.conflicting].includes("expression");
    if (!isEdited || expression === undefined || sides.fresh.expression?.format !== "pql/json")
      return compared;
    const { value } = await this.writer.getText(audience);
    if (!isSameExpression(expression.value, value)) return compared;
    const untouched = { ...sides, draft: { ...sides.draft, expression: undefined } };
    return { sides: untouched, comparison: compareAudience(untouched) };
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

  /** After a pull of everything: broken files that may be any audience's. */
  reportUnreadable(): void {
    const told = new Set(this.report.failed.map(({ reason }) => reason));
    for (const { path, reason } of this.unreadable)
      if (!told.has(toRepair(`${path}: ${reason}`)))
        this.report.failed.push({ id: path, name: "", reason: toRepair(reason) });
  }

  /** Only what concerns this one audience; what ends the whole run goes on. */
  private fail({ id, name }: NamedEntry, error: unknown): void {
    const isItsOwn = isApiError(error) ? !ENDS_ALL.has(error.code) : error instanceof UnreadableFile;
    if (!isItsOwn) throw error;
    this.report.failed.push({ id, name, reason: toReasonText(error) });
  }

  private skip({ id, name }: NamedEntry, reason: string): void {
    this.report.skipped.push({ id, name, reason });
  }

  private get subfolder(): string {
    const { subfolder } = this.request;
    return subfolder === undefined || subfolder === "" ? "" : `${subfolder.replace(/\/+$/, "")}/`;
  }
}

/** Failures that every other audience would meet as well. */
const ENDS_ALL: ReadonlySet<ApiErrorCode> = new Set([
  "cancelled",
  "signIn",
  "unauthorized",
  "sandboxForbidden",
  "sandboxMissing",
  "tls",
]);

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

function toRepair(reason: string): string {
  return say("{0} Repair or remove the file, then pull again.", reason);
}
