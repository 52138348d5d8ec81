/**
 * The part of an audience people write, as opposed to what the platform adds: name, description, expression, merge
 * policy, evaluation, labels, lifecycle. Also its comparison, field by field. Pure; sends and stores nothing.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import type { AudienceSummary } from "../api/audiences";
import { withoutFreeSpace } from "./expressionText";
import { toSha256 } from "./sha256";

/** How an audience is evaluated, fastest first. */
export const EVALUATION_KINDS = ["edge", "streaming", "batch"] as const;
export type EvaluationKind = (typeof EVALUATION_KINDS)[number];

/** An expression with the form it is written in. */
export interface Expression {
  readonly format: "pql/text" | "pql/json" | (string & {});
  readonly value: string;
}

/** What people write. Undefined means: not said, and on the platform: not set. */
export interface AudienceDefinition {
  readonly name: string;
  readonly description: string | undefined;
  readonly expression: Expression | undefined;
  readonly mergePolicy: string | undefined;
  readonly evaluation: EvaluationKind | undefined;
  readonly labels: readonly string[] | undefined;
  readonly lifecycle: string | undefined;
}

/** What somebody wants an audience to be; undefined fields are left as they are. */
export type AudienceDraft = {
  readonly [Field in keyof AudienceDefinition]: AudienceDefinition[Field] | undefined;
};

/** A draft that says nothing yet. */
export const EMPTY_DRAFT: AudienceDraft = {
  name: undefined,
  description: undefined,
  expression: undefined,
  mergePolicy: undefined,
  evaluation: undefined,
  labels: undefined,
  lifecycle: undefined,
};

/** The fields of a definition, in the order they are shown. */
export const DEFINITION_FIELDS = [
  "name",
  "description",
  "expression",
  "mergePolicy",
  "evaluation",
  "labels",
  "lifecycle",
] as const;
export type DefinitionField = (typeof DEFINITION_FIELDS)[number];

/** One fingerprint per field: enough to tell whether a field changed, without keeping what it was. */
export type Fingerprints = Readonly<Record<DefinitionField, string>>;

/** The definition of an audience as the platform returned it. */
export function toDefinition(audience: AudienceSummary): AudienceDefinition {
  const { expression } = audience;
  return {
    name: audience.name,
    description: audience.description === "" ? undefined : audience.description,
    expression:
      expression === undefined
        ? undefined
        : { format: expression.format ?? "pql/text", value: expression.value },
    mergePolicy: audience.mergePolicyId,
    evaluation: findEvaluation(audience),
    labels: audience.labels,
    lifecycle: audience.lifecycleState,
  };
}

/** The fastest enabled kind; undefined when none is enabled or the platform did not say. */
export function findEvaluation(audience: Pick<AudienceSummary, "evaluation">): EvaluationKind | undefined {
  return EVALUATION_KINDS.find((kind) => audience.evaluation[kind] === true);
}

/** Whether the field says the same in both; white space in expressions and the order of labels say nothing. */
export function isSameField(field: DefinitionField, one: AudienceDraft, other: AudienceDraft): boolean {
  return toComparable(field, one) === toComparable(field, other);
}

/** The fields in which two definitions differ. */
export function findDifferences(
  one: AudienceDefinition,
  other: AudienceDefinition,
): readonly DefinitionField[] {
  return DEFINITION_FIELDS.filter((field) => !isSameField(field, one, other));
}

/** Fingerprints of all fields; equal exactly where `isSameField` holds. */
export function toFingerprints(definition: AudienceDefinition): Fingerprints {
  const entries = DEFINITION_FIELDS.map((field) => [field, toFingerprint(field, definition)] as const);
  return Object.fromEntries(entries) as Record<DefinitionField, string>;
}

/** The fingerprint of one field. */
export function toFingerprint(field: DefinitionField, definition: AudienceDraft): string {
  return toSha256(toComparable(field, definition)).slice(0, 12);
}

function toComparable(field: DefinitionField, definition: AudienceDraft): string {
  if (field === "expression") return toComparableExpression(definition.expression);
  if (field === "labels") return [...new Set(definition.labels ?? [])].sort().join("\n");
  return toPlainBreaks(definition[field] ?? "").trim();
}

/** Editors and repositories exchange line breaks as they please; they never say anything. */
function toPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Trees are compared as JSON values, because the platform may print them differently. */
function toComparableExpression(expression: Expression | undefined): string {
  if (expression === undefined) return "";
  if (expression.format !== "pql/json") return withoutFreeSpace(toPlainBreaks(expression.value));
  try {
    return `pql/json ${printExactJson(parseExactJson(expression.value))}`;
  } catch {
    return `pql/json ${expression.value.trim()}`;
  }
}
