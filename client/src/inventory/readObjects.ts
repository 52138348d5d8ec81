/**
 * Reads every kind of a sandbox, a few objects at a time, into the store. A list or an object that fails is named and stops no other;
 * what was read before is not read again.
 */
import { isApiError, isCancellation, throwIfCancelled } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { openLatestSizes } from "../api/audienceSize";
import { listConnectionSpecs } from "../api/flows";
import { fetchMergePolicies } from "../api/mergePolicies";
import { collectItems } from "../api/pages";
import { toReasonText } from "../model/failureText";
import type { InventoryFolder } from "../model/inventoryFolder";
import { describeKind } from "../model/resourceKinds";
import { toSha256 } from "../model/sha256";
import { findCampaigns, findFragments, findTemplates } from "./contentRecords";
import { findDatasets, findDestinations, findNamespaces, findSchemas } from "./dataRecords";
import {
  FACETS,
  type Facet,
  INVENTORY_KINDS,
  type InventoryKind,
  type InventoryRecord,
  type RecordDraft,
  type RecordFile,
} from "./inventoryRecord";
import { findJourneys } from "./journeyRecords";
import type { TestFinder } from "./linkedTests";
import { toObjectStem } from "./objectPaths";
import {
  type FoundObject,
  type ObjectReader,
  type ReadingContext,
  type RuleReaderOpener,
  readPart,
} from "./objectReader";
import { withoutPeople } from "./privacy";
import { findAudiences, findComputedAttributes } from "./ruleRecords";
import type { RunStore } from "./runStore";

/** One reader a kind. */
export const KIND_READERS: Readonly<Record<InventoryKind, ObjectReader>> = {
  namespace: findNamespaces,
  schema: findSchemas,
  dataset: findDatasets,
  computedAttribute: findComputedAttributes,
  audience: findAudiences,
  fragment: findFragments,
  template: findTemplates,
  campaign: findCampaigns,
  journey: findJourneys,
  destination: findDestinations,
};

/** Something that could not be read. */
export interface InventoryFailure {
  /** Undefined for what all kinds share. */
  readonly kind: InventoryKind | undefined;
  /** `list`: some or all objects of the kind are missing. */
  readonly what: "list" | "object" | "part";
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** A sentence. */
  readonly reason: string;
}

/** Where to read from and to. */
interface ObjectReading {
  readonly session: ApiSession;
  readonly folder: InventoryFolder;
  readonly store: RunStore;
  readonly openRules: RuleReaderOpener;
  readonly findTests: TestFinder | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (kind: InventoryKind, done: number) => void;
}

/** What the lists left out, and what objects refer to beside each other. */
export interface ReadObjects {
  readonly failures: readonly InventoryFailure[];
  /** Names of merge policies by id; undefined when they could not be read. */
  readonly mergePolicyNames: ReadonlyMap<string, string> | undefined;
}

/** So many objects are read at once. */
const AT_ONCE = 4;
const MARK_LENGTH = 12;

/** Reads everything. Rejects with `ApiError` only when nothing can be read at all, or when it was cancelled. */
export async function readObjects(reading: ObjectReading): Promise<ReadObjects> {
  const problems: string[] = [];
  const { context, policies } = await openContext(reading, problems);
  const shared = problems.map((reason): InventoryFailure => ({ kind: undefined, what: "part", reason }));
  const failures: InventoryFailure[] = [];
  const errors: unknown[] = [];
  for (const kind of INVENTORY_KINDS) {
    const failure = await readKind(kind, { ...reading, context, errors });
    if (failure !== undefined) failures.push(failure);
  }
  // Where no list answers, there is nothing to take an inventory of.
  if (errors.length === INVENTORY_KINDS.length) throw errors[0];
  return { failures: [...shared, ...failures], mergePolicyNames: policies };
}

async function openContext(
  { session, signal, store, openRules, findTests }: ObjectReading,
  problems: string[],
) {
  const policies = await readPart("The merge policies", problems, async () => {
    const read = await fetchMergePolicies(session, { signal });
    return new Map(read.map(({ id, name }) => [id, name]));
  });
  const types = await readPart("The names of kinds of destinations", problems, async () => {
    const specs = await collectItems(listConnectionSpecs(session), signal);
    return new Map(specs.map(({ id, name }) => [id, name]));
  });
  const findSize = await readPart("The sizes of audiences", problems, () =>
    openLatestSizes(session, { signal }),
  );
  const rules = await openRules(session, signal);
  problems.push(...rules.problems);
  const context: ReadingContext = {
    session,
    signal,
    rules,
    findTests,
    findSize,
    mergePolicyNames: policies ?? new Map<string, string>(),
    destinationTypes: types ?? new Map<string, string>(),
    findKnown: (kind, id) => store.findId(kind, id),
  };
  return { context, policies };
}

interface KindReading extends ObjectReading {
  readonly context: ReadingContext;
  /** Why lists ended early. */
  readonly errors: unknown[];
}

async function readKind(kind: InventoryKind, reading: KindReading): Promise<InventoryFailure | undefined> {
  const { session, signal, store, onProgress } = reading;
  let done = 0;
  onProgress(kind, done);
  try {
    for await (const { found, gap } of KIND_READERS[kind](session, signal)) {
      const unread = found.filter(({ id }) => !store.isRead(kind, id));
      done += found.length - unread.length;
      for (let from = 0; from < unread.length; from += AT_ONCE) {
        throwIfCancelled(signal);
        const some = unread.slice(from, from + AT_ONCE);
        await store.append(await Promise.all(some.map((one) => readOne(kind, one, reading))));
        done += some.length;
      }
      for (const { id } of found) store.noteListed(kind, id);
      onProgress(kind, done);
      if (gap !== undefined) return { kind, what: "list", reason: gap };
    }
    return undefined;
  } catch (error) {
    throwIfCancelled(signal);
    if (!isApiError(error) || isCancellation(error)) throw error;
    reading.errors.push(error);
    return { kind, what: "list", reason: toReasonText(error) };
  }
}

async function readOne(
  kind: InventoryKind,
  { id, name, read }: FoundObject,
  { context, folder, signal }: KindReading,
): Promise<InventoryRecord> {
  try {
    const draft = withoutPeople(await read(context));
    return await toRecord({ kind, id }, draft, folder);
  } catch (error) {
    throwIfCancelled(signal);
    if (!isApiError(error) || isCancellation(error)) throw error;
    const draft = withoutPeople({ name });
    const unread = `the ${describeKind(kind).noun} was not handed out. ${toReasonText(error)}`;
    return { ...draft, kind, id, unread, files: [], marks: toMarks(draft) };
  }
}

async function toRecord(
  { kind, id }: { readonly kind: InventoryKind; readonly id: string },
  draft: RecordDraft,
  folder: InventoryFolder,
): Promise<InventoryRecord> {
  const { texts = [], ...rest } = draft;
  const stem = toObjectStem({ kind, id, name: draft.name });
  const files: RecordFile[] = [];
  for (const { file, title, text } of texts) {
    const path = `${stem}/${file}`;
    await folder.write(path, text);
    files.push({ path, title });
  }
  return { ...rest, kind, id, files, marks: toMarks(draft) };
}

/** A short checksum of each facet. */
function toMarks(draft: RecordDraft): Readonly<Record<Facet, string>> {
  const contents: Readonly<Record<Facet, unknown>> = {
    name: draft.name,
    state: draft.state,
    description: draft.description,
    facts: draft.facts,
    uses: draft.uses?.map(({ kind, id }) => `${kind} ${id}`).sort(),
    rule: draft.rule?.text.replace(/\s+/g, " ").trim(),
    steps: draft.steps,
    content: draft.texts?.map(({ file, text }) => [file, text]),
  };
  const toMark = (facet: Facet): string =>
    toSha256(JSON.stringify(contents[facet] ?? "")).slice(0, MARK_LENGTH);
  return Object.fromEntries(FACETS.map((facet) => [facet, toMark(facet)])) as Record<Facet, string>;
}
