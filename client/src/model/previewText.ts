/**
 * The readable form of an audience in a preview: one Markdown text with the facts, the fields as JSON and the PQL.
 * Markdown, because the editor highlights both parts inside it and a diff of it is a diff of everything that is sent.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import type { AudienceDefinition } from "./audienceDefinition";

/**
 * The text of one side. `heading` lines stand above the fields and should be the same on both sides. Fences are longer than
 * any in `beside`, so that they are the same in texts that are compared line by line.
 */
export function toPreviewText(
  definition: AudienceDefinition | undefined,
  heading: readonly string[],
  beside: readonly AudienceDefinition[] = [],
): string {
  if (definition === undefined) return "";
  const { name, expression, ...others } = definition;
  const fields = { ...others, labels: others.labels ?? [] };
  const longest = findLongestFence([definition, ...beside].map((one) => printExactJson(one)));
  const isText = expression === undefined || expression.format === "pql/text";
  return [
    `# ${toOneLine(name)}`,
    ...(heading.length === 0 ? [] : ["", ...heading.map((line) => `> ${line}`)]),
    "",
    ...toFenced("json", printExactJson(fields, 2), beside.length === 0 ? undefined : longest),
    "",
    ...toFenced(
      isText ? "pql" : "json",
      isText ? (expression?.value ?? "") : toReadableJson(expression.value),
      beside.length === 0 ? undefined : longest,
    ),
    "",
  ].join("\n");
}

/** A fence longer than any in the content, so that nothing in an expression can end it. */
function toFenced(
  language: string,
  content: string,
  longest = findLongestFence([content]),
): readonly string[] {
  const fence = "`".repeat(longest + 1);
  return [fence + language, content.replace(/\s+$/, ""), fence];
}

function findLongestFence(contents: readonly string[]): number {
  const found = contents.flatMap((content) => content.match(/`+/g) ?? []);
  return found.reduce((longest, { length }) => Math.max(longest, length), 2);
}

function toReadableJson(text: string): string {
  try {
    return printExactJson(parseExactJson(text), 2);
  } catch {
    return text;
  }
}

function toOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
