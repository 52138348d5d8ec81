/**
 * The text of read-only documents: the expression of an audience, or every field of a thing as JSON.
 * Loaded when the first document is opened. Reads only; keeps nothing.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import type { Inspection, InspectionRequest } from "../../../server/src/protocol/clientMessages";
import { isApiError, isCancellation } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudience } from "../api/audiences";
import { fetchMergePolicies } from "../api/mergePolicies";
import type { Sessions } from "../auth/sessions";
import type { FieldIndex } from "../find/fieldIndex";
import { toReadable } from "../find/readableAudiences";
import { type AudienceDefinition, toDefinition } from "../model/audienceDefinition";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { lackingExpression } from "../model/refusals";
import { type ResourceReference, WHOLE_ORGANISATION } from "../model/resource";
import { readResource } from "../resources/resourceSources";
import { say } from "../words/say";
import { type PlatformDocument, toDocumentUri } from "./aepUri";
import { toEvaluationSentence } from "./evaluationSentence";

/** A document's text and when the platform last changed it (milliseconds since 1970). */
export interface PlatformContent {
  readonly text: string;
  readonly changedAt: number;
}

/** What documents are read with; the index of fields and the lenses above the text learn from every definition that is read. */
export interface ContentSources {
  readonly sessions: Sessions;
  readonly fieldIndex: Pick<FieldIndex, "note">;
  readonly policyStates: { note(reference: ResourceReference, mergePolicy: string | undefined): void };
  readonly evaluations: { note(reference: ResourceReference, sentence: string | undefined): void };
  /** Knows PQL. */
  readonly server: {
    inspect(request: InspectionRequest): Promise<Pick<Inspection, "text"> | undefined>;
  };
}

/** Reads a document's content from the platform. */
export async function readPlatformContent(
  sources: ContentSources,
  document: PlatformDocument,
): Promise<PlatformContent> {
  const { reference, view } = document;
  const { sessions } = sources;
  if (view === "expression") return await readExpression(sources, reference);
  if (view === "definition") return await readDefinitionText(sessions, reference);
  const { connection, sandbox, kind, id } = reference;
  const session = await sessions.open(connection, sandbox === WHOLE_ORGANISATION ? undefined : sandbox);
  const { raw, changedAt } = await readResource(session, kind, id);
  return { text: `${printExactJson(raw, 2)}\n`, changedAt: changedAt ?? 0 };
}

/** What people write of an audience, read anew. */
export async function readDefinition(
  sessions: Sessions,
  reference: ResourceReference,
): Promise<AudienceDefinition> {
  const session = await sessions.open(reference.connection, reference.sandbox);
  return toDefinition(await fetchAudience(session, reference.id));
}

/** What people write of an audience besides its expression; nothing the platform adds by itself. Its merge policy by name: ids differ between sandboxes. */
async function readDefinitionText(
  sessions: Sessions,
  reference: ResourceReference,
): Promise<PlatformContent> {
  const session = await sessions.open(reference.connection, reference.sandbox);
  const { expression: _expression, ...definition } = toDefinition(await fetchAudience(session, reference.id));
  const { mergePolicy } = definition;
  const named = mergePolicy && { mergePolicy: await readPolicyName(session, mergePolicy) };
  return { text: `${printExactJson({ ...definition, ...named }, 2)}\n`, changedAt: 0 };
}

/** The id where the names cannot be read: the rest is worth comparing all the same. */
async function readPolicyName(session: ApiSession, id: string): Promise<string> {
  try {
    return toMergePolicyNames(await fetchMergePolicies(session)).toName(id);
  } catch (error) {
    if (!isApiError(error) || isCancellation(error)) throw error;
    return id;
  }
}

async function readExpression(
  { sessions, fieldIndex, policyStates, evaluations, server }: ContentSources,
  reference: ResourceReference,
): Promise<PlatformContent> {
  const session = await sessions.open(reference.connection, reference.sandbox);
  const audience = await fetchAudience(session, reference.id);
  const readable = toReadable(audience);
  if (readable !== undefined) fieldIndex.note(reference, readable);
  policyStates.note(reference, audience.mergePolicyId);
  const { expression, updatedAt, name } = audience;
  if (expression === undefined) throw lackingExpression(name, "gone");
  const { format = "", value } = expression;
  const uri = toDocumentUri({ reference, view: "expression" }, name).toString();
  const rule = format === "pql/json" ? (await server.inspect({ uri, format, value }))?.text : undefined;
  const facts = [
    toEvaluationSentence(audience.evaluation),
    rule && say("Kept as a tree (pql/json); shown as text."),
  ].filter((fact) => fact !== undefined);
  evaluations.note(reference, facts.length === 0 ? undefined : facts.join(" · "));
  return { text: rule ?? toShown(expression), changedAt: updatedAt ?? 0 };
}

/** PQL text is shown untouched, so that what is seen is what the platform holds; a tree without text is laid out. */
function toShown({ format, value }: { readonly format: string | undefined; readonly value: string }): string {
  if (format !== "pql/json") return value;
  try {
    return printExactJson(parseExactJson(value), 2);
  } catch {
    return value;
  }
}
