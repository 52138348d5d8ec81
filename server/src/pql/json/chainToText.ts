/**
 * `chain` nodes → text. Keys of a step that nobody has seen in public are named in a warning, since the text loses them.
 */
import { CHOSEN_NAMES, findDigits, type Json, type PqlJsonNode } from "./pqlJson";
import { isJsonObject, isNode } from "./readJson";
import { asItem, atLeast, Level, type Piece, stepText } from "./textPieces";
import { below, type NodeTexts, type TextScope } from "./textScope";
import { timeTestText } from "./timeToText";

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "what",
  "nodeType",
  CHOSEN_NAMES.stepLabel,
  CHOSEN_NAMES.stepWhen,
  CHOSEN_NAMES.stepCount,
  CHOSEN_NAMES.stepCountComparison,
  CHOSEN_NAMES.stepWhere,
]);

/** The text of a chain. */
export function chainText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const events = asItem(writer.member(node, "array", scope));
  const timestamp = atLeast(writer.member(node, "timestampField", scope), Level.Postfix);
  const elements = Array.isArray(node["elements"]) ? node["elements"] : [];
  if (elements.length === 0) return writer.refuse(scope, "A chain needs at least one step.");
  const inner = below(scope, "elements");
  const steps = elements.map((step: Json, index) =>
    chainStepText(writer, step, { index, scope: below(inner, index) }),
  );
  return { text: `chain(${events}, ${timestamp}, [${steps.join(", ")}])`, level: Level.Postfix };
}

/** Labels of the product: A, B, C …, then C3, C4 … */
function defaultLabel(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `C${index}`;
}

function chainStepText(
  writer: NodeTexts,
  step: Json,
  { index, scope }: { readonly index: number; readonly scope: TextScope },
): string {
  if (!isJsonObject(step)) return writer.refuse(scope, "Expected a step of the chain.").text;
  for (const key of Object.keys(step)) {
    if (!KNOWN_KEYS.has(key))
      writer.warn(below(scope, key), `The text leaves out \`${key}\`, which PQL text has no form for.`);
  }
  const label = step[CHOSEN_NAMES.stepLabel];
  const name = typeof label === "string" && label !== "" ? stepText(label, true) : defaultLabel(index);
  return `${name}: ${partTexts(writer, step, scope).join(" ")}`;
}

function partTexts(writer: NodeTexts, step: { readonly [key: string]: Json }, scope: TextScope): string[] {
  const parts = [`WHAT(${writer.member(step, "what", scope).text})`];
  const when = step[CHOSEN_NAMES.stepWhen];
  if (isJsonObject(when))
    parts.push(`WHEN(${timeTestText(writer, when, below(scope, CHOSEN_NAMES.stepWhen))})`);
  const count = countText(step);
  if (count !== undefined) parts.push(`COUNT(${count})`);
  if (step[CHOSEN_NAMES.stepWhere] !== undefined) {
    parts.push(`WHERE(${writer.member(step, CHOSEN_NAMES.stepWhere, scope).text})`);
  }
  return parts;
}

function countText(step: { readonly [key: string]: Json }): string | undefined {
  const count = plainValue(step[CHOSEN_NAMES.stepCount]);
  if (count === undefined) return undefined;
  const comparison = plainValue(step[CHOSEN_NAMES.stepCountComparison]);
  return comparison === undefined ? count : `${comparison} ${count}`;
}

function plainValue(value: Json | undefined): string | undefined {
  const inner = isNode(value) ? value["value"] : value;
  return findDigits(inner);
}
