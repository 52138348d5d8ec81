/**
 * `chain` nodes with the time tests of their steps, and `occurs` nodes → text. Keys of a step that nobody has seen in public
 * are named in a warning, since the text loses them.
 */
import { findTimeUnit } from "../language/timeUnits";
import { isJsonObject, isNode } from "./jsonEnvelope";
import { CHOSEN_NAMES, findDigits, type Json, type PqlJsonNode } from "./pqlJson";
import {
  asItem,
  atLeast,
  below,
  Level,
  type NodeTexts,
  type Piece,
  stepText,
  type TextScope,
} from "./textPieces";

type Members = { readonly [key: string]: Json };

/** The text of an `occurs` node. */
export function occursText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const timestamp = atLeast(writer.member(node, "timestamp", scope), Level.Additive);
  return { text: `${timestamp} occurs ${timeTestText(writer, node, scope)}`, level: Level.Relation };
}

/** How a time may lie to another; empty for an interval it lies in. */
const RELATIONS: ReadonlySet<string> = new Set(["", "before", "after", "from", "on"]);
const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "=", "!="]);

/** The time test of a node: distance, direction, range or point. */
function timeTestText(writer: NodeTexts, node: Members, scope: TextScope): string {
  const interval = node["timeinterval"];
  const relation = word(node["relation"]);
  if (isJsonObject(interval) && interval["nodeType"] === "range") {
    const place = below(scope, "timeinterval");
    const start = atLeast(writer.member(interval, "start", place), Level.Postfix);
    return `between ${start} and ${atLeast(writer.member(interval, "end", place), Level.Postfix)}`;
  }
  if (!RELATIONS.has(relation)) {
    const known = "before, after, from or on";
    return writer.refuse(below(scope, "relation"), `A time is ${known} another, not \`${relation}\`.`).text;
  }
  const reference = atLeast(writer.member(node, "timeinterval", scope), Level.Postfix);
  const qualification = node["qualification"];
  if (isJsonObject(qualification))
    return `${distanceText(writer, qualification, scope)} ${relation} ${reference}`;
  return relation === "" || relation === "on" ? reference : `${relation} ${reference}`;
}

function distanceText(writer: NodeTexts, qualification: Members, scope: TextScope): string {
  const duration = isJsonObject(qualification["duration"]) ? qualification["duration"] : {};
  const count = word(duration["count"]);
  const unit = word(duration["unit"]);
  if (!/^\d+$/.test(count) || unit === "") {
    return writer.refuse(below(scope, "qualification"), "A distance in time needs a whole number and a unit.")
      .text;
  }
  const comparison = word(qualification["comparison"]) || "<=";
  if (!COMPARISONS.has(comparison) || findTimeUnit(unit) === undefined) {
    const fault = `A distance in time has a comparison such as \`<=\` and a unit such as \`days\`, not \`${comparison}\` and \`${unit}\`.`;
    return writer.refuse(below(scope, "qualification"), fault).text;
  }
  return `${comparison} ${count} ${unit}`;
}

/** The value of a literal node or of a plain value, as text in lower case; empty where there is none. */
function word(value: Json | undefined): string {
  const inner = isJsonObject(value) ? value["value"] : value;
  return findDigits(inner)?.toLowerCase() ?? "";
}

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "what",
  "nodeType",
  CHOSEN_NAMES.stepLabel,
  CHOSEN_NAMES.stepWhen,
  CHOSEN_NAMES.stepCount,
  CHOSEN_NAMES.stepCountComparison,
  CHOSEN_NAMES.stepWhere,
]);

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
      writer.warn(below(scope, key), `PQL text has no form for \`${key}\`, so the text leaves it out.`);
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
