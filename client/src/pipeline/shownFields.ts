/**
 * The one-line form of an audience's short fields. Texts are quoted as JSON, so that nothing in a name or description can
 * pass for a line of the report or steer a terminal.
 */
import type { AudienceDefinition, DefinitionField } from "../model/audienceDefinition";

type ShortField = Exclude<DefinitionField, "expression">;

/** How each field is shown. */
export const SHORT_FIELDS: Readonly<Record<ShortField, (definition: AudienceDefinition) => string>> = {
  name: ({ name }) => toQuoted(name),
  description: ({ description }) => toQuoted(description),
  mergePolicy: ({ mergePolicy }) => mergePolicy ?? "(default)",
  evaluation: ({ evaluation }) => evaluation ?? "(the platform chooses)",
  labels: ({ labels }) => (labels === undefined || labels.length === 0 ? "(none)" : labels.join(", ")),
  lifecycle: ({ lifecycle }) => lifecycle ?? "(unknown)",
};

function toQuoted(text: string | undefined): string {
  return text === undefined || text === "" ? "(empty)" : JSON.stringify(text);
}
