/**
 * The text of read-only documents: the expression of an audience, or every field of a thing as JSON.
 * Loaded when the first document is opened. Reads only; keeps nothing.
 */
import { fetchAudience } from "../api/audiences";
import type { Sessions } from "../auth/sessions";
import { type AudienceDefinition, toDefinition } from "../model/audienceDefinition";
import type { ResourceReference } from "../model/resource";
import { UserError } from "../model/userError";
import type { PlatformDocument } from "./aepUri";
import { readDetails } from "./rawDetails";

/** A document's text and when the platform last changed it (milliseconds since 1970). */
export interface PlatformContent {
  readonly text: string;
  readonly changedAt: number;
}

/** Reads a document's content from the platform. */
export async function readPlatformContent(
  sessions: Sessions,
  document: PlatformDocument,
): Promise<PlatformContent> {
  const { reference, view } = document;
  if (view === "expression") return await readExpression(sessions, reference);
  if (view === "definition") return await readDefinitionText(sessions, reference);
  const { raw, changedAt } = await readDetails(sessions, reference);
  return { text: `${JSON.stringify(raw, null, 2)}\n`, changedAt: changedAt ?? 0 };
}

/** What people write of an audience, read anew. */
export async function readDefinition(
  sessions: Sessions,
  reference: ResourceReference,
): Promise<AudienceDefinition> {
  const session = await sessions.open(reference.connection, reference.sandbox);
  return toDefinition(await fetchAudience(session, reference.id));
}

/** What people write of an audience besides its expression; nothing the platform adds by itself. */
async function readDefinitionText(
  sessions: Sessions,
  reference: ResourceReference,
): Promise<PlatformContent> {
  const { expression: _expression, ...definition } = await readDefinition(sessions, reference);
  return { text: `${JSON.stringify(definition, null, 2)}\n`, changedAt: 0 };
}

async function readExpression(sessions: Sessions, reference: ResourceReference): Promise<PlatformContent> {
  const session = await sessions.open(reference.connection, reference.sandbox);
  const audience = await fetchAudience(session, reference.id);
  const { expression, updatedAt } = audience;
  if (expression === undefined)
    throw new UserError("gone", `“${audience.name}” has no expression: it is made elsewhere.`);
  return { text: toReadable(expression), changedAt: updatedAt ?? 0 };
}

/** A tree is shown as it is, laid out; PQL text is shown untouched, so that what is seen is what the platform holds. */
function toReadable({
  format,
  value,
}: {
  readonly format: string | undefined;
  readonly value: string;
}): string {
  if (format !== "pql/json") return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
