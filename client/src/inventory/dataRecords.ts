/**
 * Records of namespaces, schemas, datasets and destinations. Of a schema only what it is made of is kept, of a dataset never a row, of
 * a destination never its account.
 */
import type { ApiSession } from "../api/apiSession";
import { type DatasetSummary, listDatasets } from "../api/datasets";
import { type FlowSummary, fetchFlow, listDestinationFlows } from "../api/flows";
import { fetchNamespaces, type IdentityNamespace } from "../api/namespaces";
import { fetchSchema, listSchemas, type SchemaSummary } from "../api/schemas";
import { toKnownFacts, toRowName, toYesOrNo } from "../model/rowFacts";
import { isRecord, readText, readTexts } from "../model/values";
import type { RecordDraft } from "./inventoryRecord";
import { type FoundObject, type FoundPage, type ReadingContext, walkFound } from "./objectReader";

/** Namespaces come in one answer. */
export async function* findNamespaces(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPage> {
  yield { found: (await fetchNamespaces(session, { signal })).map(toFoundNamespace) };
}

function toFoundNamespace(namespace: IdentityNamespace): FoundObject {
  const { code, idType, status, isCustom, updatedAt, description } = namespace;
  const name = toRowName(namespace.name, code);
  const draft: RecordDraft = {
    name,
    description,
    changedAt: updatedAt,
    state: status?.toLowerCase(),
    facts: toKnownFacts([
      ["Code", code],
      ["Identities are", idType],
      ["Made by the organisation", toYesOrNo(isCustom)],
    ]),
    aliases: [code.toLowerCase()],
    traits: isCustom ? [] : ["provided"],
  };
  return { id: code, name, read: async () => draft };
}

/** The organisation's own schemas. Unions are left out: the platform makes them of these. */
export function findSchemas(session: ApiSession, signal: AbortSignal | undefined): AsyncIterable<FoundPage> {
  return walkFound(listSchemas(session), toFoundSchema, signal);
}

function toFoundSchema(schema: SchemaSummary): FoundObject {
  const id = schema.altId ?? schema.id;
  const name = toRowName(schema.title, id);
  return { id, name, read: (context) => readSchema(schema, { id, name, context }) };
}

async function readSchema(
  { id: address, classId, version }: SchemaSummary,
  { id, name, context }: { readonly id: string; readonly name: string; readonly context: ReadingContext },
): Promise<RecordDraft> {
  const { json } = await fetchSchema(context.session, id, { signal: context.signal });
  const parts = (readTexts(json["meta:extends"]) ?? []).filter((part) => part !== classId);
  const properties = json["properties"];
  return {
    name,
    description: readText(json["description"]),
    state: classId?.split("/").at(-1),
    facts: toKnownFacts([
      ["Class", classId],
      ["Version", version],
      ["Made of", parts.map(toShortAddress).sort().join(", ")],
      ["Fields at the top", isRecord(properties) ? String(Object.keys(properties).length) : undefined],
    ]),
    aliases: address === id ? [] : [address],
  };
}

function toShortAddress(address: string): string {
  return address.split("/").slice(-2).join("/");
}

/** Datasets; their list holds what is kept of them. */
export function findDatasets(session: ApiSession, signal: AbortSignal | undefined): AsyncIterable<FoundPage> {
  return walkFound(listDatasets(session), toFoundDataset, signal);
}

function toFoundDataset(dataset: DatasetSummary): FoundObject {
  const { id, description, updatedAt, schemaId, isSystem, isProfileEnabled, behavior } = dataset;
  const name = toRowName(dataset.name, id);
  const draft: RecordDraft = {
    name,
    description,
    changedAt: updatedAt,
    state: isProfileEnabled === true ? "profile" : undefined,
    facts: toKnownFacts([
      ["Feeds profiles", toYesOrNo(isProfileEnabled)],
      ["Behaviour", behavior],
      ["Managed by", isSystem ? "the product" : undefined],
      ["Schema", schemaId],
    ]),
    // Schemas of Adobe's own are in no list of the organisation.
    uses: schemaId === undefined ? [] : [{ kind: "schema", id: schemaId, isGuess: isAdobes(schemaId) }],
    traits: isSystem ? ["provided"] : [],
  };
  return { id, name, read: async () => draft };
}

function isAdobes(schemaId: string): boolean {
  return /^https:\/\/ns\.adobe\.com\/(xdm|experience|adobecloudplatform)\//.test(schemaId);
}

/** Destination dataflows, each read for its audiences. */
export function findDestinations(
  session: ApiSession,
  signal: AbortSignal | undefined,
): AsyncIterable<FoundPage> {
  return walkFound(listDestinationFlows(session), toFoundDestination, signal);
}

function toFoundDestination({ id, name: given }: FlowSummary): FoundObject {
  const name = toRowName(given, id);
  const read = async ({ session, signal, destinationTypes }: ReadingContext): Promise<RecordDraft> => {
    const flow = await fetchFlow(session, id, { signal });
    const types = flow.targetSpecIds.map((spec) => destinationTypes.get(spec) ?? spec);
    const audiences = new Map(flow.audiences.map((audience) => [audience.id, audience.name]));
    return {
      name,
      description: flow.description,
      state: flow.state?.toLowerCase(),
      changedAt: flow.updatedAt,
      facts: toKnownFacts([
        ["Goes to", types.join(", ")],
        ["Audiences", String(audiences.size)],
      ]),
      uses: [...audiences].map(([audience, called]) => ({ kind: "audience", id: audience, name: called })),
    };
  };
  return { id, name, read };
}
