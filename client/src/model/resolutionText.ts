/**
 * A definition as one text a person resolves a conflict in: the name, the fields as JSON, the expression; and back.
 * Reads strictly, because what is read is what will be previewed next.
 */

import { say } from "../words/say";
import {
  type AudienceDefinition,
  EVALUATION_KINDS,
  type EvaluationKind,
  type Expression,
} from "./audienceDefinition";
import { hasMarkers, restoreBreaks, toPlainMarkers } from "./mergeLines";
import { toPreviewText } from "./previewText";
import { openConflicts } from "./refusals";
import { UserError } from "./userError";
import { isRecord, readText, readTexts } from "./values";

/**
 * The text. The expression should be formatted already, so that layout never differs; `beside` are the versions it is merged
 * with. What looks like a marker is set apart by the merge.
 */
export function toResolutionText(
  definition: AudienceDefinition,
  beside: readonly AudienceDefinition[] = [],
): string {
  return toPreviewText(definition, [], beside);
}

/**
 * The definition the person arrived at, its expression with the line breaks the versions have. Throws `badFile` while
 * markers are left or a part cannot be read.
 */
export function readResolution(
  text: string,
  versions: readonly AudienceDefinition[] = [],
): AudienceDefinition {
  const marked = text.replace(/\r\n?/g, "\n");
  const expressions = versions.flatMap(({ expression: one }) => one?.value ?? []);
  if (hasMarkers(marked, expressions)) {
    throw openConflicts();
  }
  const plain = toPlainMarkers(marked);
  const name = readText(/^# (.*)$/m.exec(plain)?.[1]);
  const [fields, expression] = readFences(plain);
  if (name === undefined || fields === undefined || expression === undefined) {
    throw new UserError(
      "badFile",
      say("The text must keep its three parts: the name, the fields and the expression."),
    );
  }
  return { name, ...readFields(fields.content), expression: toExpression(expression, expressions) };
}

interface Fence {
  readonly language: string;
  readonly content: string;
}

function readFences(text: string): readonly Fence[] {
  const found = text.matchAll(/^(`{3,})(\w+)\n([\s\S]*?)^\1$/gm);
  return [...found].map(([, , language = "", content = ""]) => ({ language, content: content.trimEnd() }));
}

function readFields(json: string): Omit<AudienceDefinition, "name" | "expression"> {
  const value = parse(json);
  if (!isRecord(value)) throw new UserError("badFile", say("The fields are not a JSON object any more."));
  return {
    description: typeof value["description"] === "string" ? value["description"] : undefined,
    mergePolicy: readText(value["mergePolicy"]),
    evaluation: readEvaluation(value["evaluation"]),
    labels: readTexts(value["labels"]),
    lifecycle: readText(value["lifecycle"]),
  };
}

function readEvaluation(value: unknown): EvaluationKind | undefined {
  return EVALUATION_KINDS.find((kind) => kind === value);
}

function toExpression({ language, content }: Fence, versions: readonly string[]): Expression {
  return language === "json"
    ? { format: "pql/json", value: content }
    : { format: "pql/text", value: restoreBreaks(content, versions) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new UserError(
      "badFile",
      say("The fields are not valid JSON any more; both sides may have been kept."),
      {
        cause,
      },
    );
  }
}
