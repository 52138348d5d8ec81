/**
 * The usage labels that the fields of an expression bring along (those of the datasets their values come from, and of the fields
 * themselves), and the policies they would violate. Reads only; says when not every dataset could be looked at, and blocks nothing.
 */
import type { FieldRead } from "../../../../server/src/protocol/clientMessages";
import type { ApiSession } from "../../api/apiSession";
import {
  type DatasetLabels,
  type DatasetSummary,
  fetchDatasetLabels,
  listDatasets,
} from "../../api/datasets";
import { collectItems } from "../../api/pages";
import { fetchMarketingActions, fetchPolicyConstraints, type PolicyOwner } from "../../api/policies";
import { fetchSchema } from "../../api/schemas";
import { toSandboxKey } from "../../model/resource";
import { readSchemaRoot, type SchemaRoot } from "../../model/schemaFields";
import { isRecord } from "../../model/values";
import { say } from "../../words/say";

/** A label and where it comes from. */
interface FoundLabel {
  readonly label: string;
  /** For people: "personalEmail.address in “Customers”". */
  readonly source: string;
}

/** Labels of what is read. */
interface FieldLabels {
  readonly labels: readonly FoundLabel[];
  /** False when some of the data behind it could not be looked at. */
  readonly isComplete: boolean;
}

interface LabelledDataset {
  readonly name: string;
  readonly labels: DatasetLabels;
  /** Undefined when its schema could not be read. */
  readonly schema: unknown;
  readonly root: SchemaRoot;
}

interface Labelled {
  readonly datasets: readonly LabelledDataset[];
  readonly isComplete: boolean;
}

/** Datasets looked at, newest first; more say so. */
const MOST_DATASETS = 100;
const READ_AT_ONCE = 4;
const FRESH_MS = 5 * 60_000;

/** Looks up labels, remembering for some minutes how a sandbox's datasets are labelled. */
export class FieldLabelSearch {
  private readonly known = new Map<string, { readonly at: number; readonly labelled: Promise<Labelled> }>();

  constructor(private readonly now: () => number) {}

  /** The labels of the fields. Rejects with `ApiError` when the datasets cannot be listed. */
  async find(session: ApiSession, reads: readonly FieldRead[], signal: AbortSignal): Promise<FieldLabels> {
    if (reads.length === 0) return { labels: [], isComplete: true };
    const { datasets, isComplete } = await this.read(session, signal);
    const found = datasets.flatMap((dataset) => listLabels(dataset, reads));
    const labels = new Map(found.map((one) => [`${one.label} ${one.source}`, one]));
    return { labels: [...labels.values()], isComplete };
  }

  private async read(session: ApiSession, signal: AbortSignal): Promise<Labelled> {
    const key = toSandboxKey({ connection: session.connection, sandbox: session.sandbox ?? "" });
    const known = this.known.get(key);
    if (known !== undefined && this.now() - known.at < FRESH_MS) {
      const shared = await known.labelled.catch(() => undefined);
      signal.throwIfAborted();
      if (shared?.isComplete === true) return shared;
    }
    const labelled = readLabelled(session, signal);
    this.known.set(key, { at: this.now(), labelled });
    return await labelled;
  }
}

/** Only datasets that feed profiles can be behind what an audience reads. */
async function readLabelled(session: ApiSession, signal: AbortSignal): Promise<Labelled> {
  const all = await collectItems(listDatasets(session), signal);
  const feeding = all.filter(({ isProfileEnabled }) => isProfileEnabled === true);
  const datasets: LabelledDataset[] = [];
  let isComplete = feeding.length <= MOST_DATASETS;
  const looked = feeding.slice(0, MOST_DATASETS);
  for (let from = 0; from < looked.length; from += READ_AT_ONCE) {
    const some = looked.slice(from, from + READ_AT_ONCE);
    const read = await Promise.allSettled(some.map((dataset) => readOne(session, dataset, signal)));
    signal.throwIfAborted();
    datasets.push(...read.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : [])));
    isComplete &&= read.every(({ status }) => status === "fulfilled");
  }
  return { datasets, isComplete };
}

async function readOne(
  session: ApiSession,
  { id, name, schemaId }: DatasetSummary,
  signal: AbortSignal,
): Promise<LabelledDataset | undefined> {
  const labels = await fetchDatasetLabels(session, id, { signal });
  if (labels.labels.length === 0 && labels.fields.length === 0) return undefined;
  const schema = schemaId === undefined ? undefined : await findSchema(session, schemaId, signal);
  return { name: name === "" ? id : name, labels, schema, root: readSchemaRoot(schema) };
}

/** Without its schema a dataset counts as holding whatever is read: a label too many is seen, one too few is not. */
async function findSchema(session: ApiSession, id: string, signal: AbortSignal): Promise<unknown> {
  try {
    return (await fetchSchema(session, id, { signal })).json;
  } catch (error) {
    signal.throwIfAborted();
    session.log.write({ level: "warn", message: `The schema of a labelled dataset: ${String(error)}` });
    return undefined;
  }
}

function listLabels(
  { name, labels, schema, root }: LabelledDataset,
  reads: readonly FieldRead[],
): readonly FoundLabel[] {
  const held = reads.filter(
    (read) => schema === undefined || (isRoot(root, read) && hasField(schema, read.steps)),
  );
  if (held.length === 0) return [];
  const ofFields = labels.fields.flatMap(({ path, labels: own }) => {
    const steps = toSteps(path ?? "");
    const isRead = steps.length > 0 && held.some((read) => isWithin(read.steps, steps));
    return isRead ? own.map((label) => ({ label, source: say("{0} in “{1}”", steps.join("."), name) })) : [];
  });
  return [...labels.labels.map((label) => ({ label, source: say("“{0}”", name) })), ...ofFields];
}

function isRoot(root: SchemaRoot, read: FieldRead): boolean {
  return root === "other" || root === read.root;
}

/** Labels of a group hold for what is in it; whoever reads a group reads what is in it. */
function isWithin(one: readonly string[], other: readonly string[]): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((step, index) => step === other[index]);
}

/** A JSON pointer into a schema as the names of fields. */
function toSteps(path: string): readonly string[] {
  const words = new Set(["", "properties", "items", "additionalProperties"]);
  return path.split("/").filter((step) => !words.has(step));
}

function hasField(schema: unknown, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined || !isRecord(schema)) return true;
  const inner = schema["items"] ?? schema["additionalProperties"];
  const { properties } = schema;
  if (!isRecord(properties)) return isRecord(inner) ? hasField(inner, steps) || hasField(inner, rest) : true;
  return step in properties && hasField(properties[step], rest);
}

/** Marketing actions asked about per owner; organisations have a dozen or two. */
const MOST_ACTIONS = 25;

/** "none", or the violated policies with the action that violates them and the labels that bring it about. */
export async function findViolations(
  session: ApiSession,
  { labels, isComplete }: FieldLabels,
  signal: AbortSignal,
): Promise<string> {
  const named = labels.map(({ label, source }) => ({ name: toName(label), source }));
  const names = [...new Set(named.map(({ name }) => name))].filter((name) => name !== "");
  const unknown = isComplete ? "" : `; ${say("not all data it reads could be looked at")}`;
  if (names.length === 0) {
    return isComplete ? say("none, because nothing it reads is labelled") : say("none known{0}", unknown);
  }
  try {
    const found = [
      ...(await findOfOwner(session, { owner: "core", labels: names }, signal)),
      ...(await findOfOwner(session, { owner: "custom", labels: names }, signal)),
    ];
    const sources = names.map((name) => {
      const places = named.filter((one) => one.name === name).map(({ source }) => source);
      return say("{0} of {1}", name, [...new Set(places)].join(" and "));
    });
    const words = found.length === 0 ? say("none") : found.join("; ");
    return say("{0} (labels: {1}){2}", words, sources.join(", "), unknown);
  } catch {
    signal.throwIfAborted();
    return say("not known: the platform did not answer");
  }
}

/** "core/C2" is called "C2" where policies are asked about. */
function toName(label: string): string {
  return label.slice(label.lastIndexOf("/") + 1);
}

async function findOfOwner(
  session: ApiSession,
  { owner, labels }: { readonly owner: PolicyOwner; readonly labels: readonly string[] },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const actions = await fetchMarketingActions(session, owner, { signal });
  const found: string[] = [];
  for (const { name } of actions.slice(0, MOST_ACTIONS)) {
    const { violations } = await fetchPolicyConstraints(session, { owner, name, labels }, { signal });
    for (const violation of violations) found.push(`${violation.name ?? say("a policy")} (${name})`);
  }
  return found;
}
