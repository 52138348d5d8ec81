/**
 * Questions about a changed schema as text: kept by the editor with the page, and as a person reads them.
 */
import * as z from "zod/mini";
import { say } from "../words/say";
import type { SchemaQuestion } from "./brokenTexts";

const fieldShape = z.object({
  kind: z.enum(["removed", "renamed", "retyped", "deprecated"]),
  path: z.string(),
  to: z.optional(z.string()),
  type: z.optional(z.string()),
});
const sandboxShape = z.object({ sandbox: z.string() });

/** The question that a text keeps; undefined where it keeps none. */
export function readSchemaQuestion(text: string): SchemaQuestion | undefined {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return undefined;
  }
  const field = fieldShape.safeParse(kept).data;
  return field === undefined ? sandboxShape.safeParse(kept).data : withoutMissing(field);
}

function withoutMissing({ kind, path, to, type }: z.infer<typeof fieldShape>): SchemaQuestion {
  return { kind, path, ...(to !== undefined && { to }), ...(type !== undefined && { type }) };
}

/** "if person.name is removed". */
export function toConditionText(question: SchemaQuestion, sandbox: string): string {
  if ("sandbox" in question) return say("if {0} had the schema of {1}", sandbox, question.sandbox);
  const { kind, path, to = "", type = "" } = question;
  switch (kind) {
    case "renamed":
      return say("if {0} is renamed to {1}", path, to);
    case "retyped":
      return say("if {0} becomes {1}", path, type);
    case "removed":
    case "deprecated":
      return say("if {0} is {1}", path, kind);
  }
}
