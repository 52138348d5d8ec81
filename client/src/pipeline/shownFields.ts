/**
 * The one-line form of an audience's short fields. Texts are quoted as JSON, so that nothing in a name or description can
 * pass for a line of the report or steer a terminal.
 */

import type { AudienceDefinition, DefinitionField } from "../model/audienceDefinition";
import type { MergePolicyNames } from "../model/mergePolicyNames";

type ShortField = Exclude<DefinitionField, "expression">;

type Show = (definition: AudienceDefinition, mergePolicies: MergePolicyNames) => string;

/** How each field is shown; merge policies by name. */
export const SHORT_FIELDS: Readonly<Record<ShortField, Show>> = {
  name: ({ name }) => toQuoted(name),
  description: ({ description }) => toQuoted(description),
  mergePolicy: ({ mergePolicy }, policies) =>
    mergePolicy === undefined ? "(default)" : toQuoted(policies.toName(mergePolicy)),
  evaluation: ({ evaluation }) => evaluation ?? "(the platform chooses)",
  labels: ({ labels }) =>
    labels === undefined || labels.length === 0 ? "(none)" : labels.map(toQuoted).join(", "),
  lifecycle: ({ lifecycle }) => toQuoted(lifecycle),
};

function toQuoted(text: string | undefined): string {
  return text === undefined || text === "" ? "(empty)" : JSON.stringify(text);
}
