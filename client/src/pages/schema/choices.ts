/**
 * The schemas one can choose from: the unions PQL is written against first, then the organisation's own.
 */
import type { ApiSession } from "../../api/apiSession";
import { collectItems } from "../../api/pages";
import { EXPERIENCE_EVENT_UNION, listSchemas, PROFILE_UNION } from "../../api/schemas";
import type { Choice } from "../../ui/prompts";
import { later, say } from "../../words/say";

/** A schema to open. */
export interface SchemaChoice {
  readonly id: string;
  readonly title: string;
}

const UNIONS: readonly SchemaChoice[] = [
  { id: PROFILE_UNION, title: later("Profile (union)") },
  { id: EXPERIENCE_EVENT_UNION, title: later("Experience event (union)") },
];

/** What the union of a class is called here; undefined for classes without one. */
export function findUnionTitle(className: string | undefined): string | undefined {
  const union = UNIONS.find(({ id }) => id === `${className}__union`);
  return union === undefined ? undefined : say(union.title);
}

/** Choices in the order they are offered. */
export async function listSchemaChoices(
  session: ApiSession,
  signal: AbortSignal,
): Promise<readonly Choice<SchemaChoice>[]> {
  const schemas = await collectItems(listSchemas(session), signal);
  const own = schemas.map(({ id, altId, title }) => ({ id: altId ?? id, title }));
  return [...UNIONS, ...own].map((schema) => ({
    label: say(schema.title),
    description: schema.id,
    value: schema,
  }));
}
