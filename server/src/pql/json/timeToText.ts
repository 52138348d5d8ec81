/**
 * `occurs` nodes and the time tests of chain steps → text.
 */
import { findDigits, type Json, type PqlJsonNode } from "./pqlJson";
import { isJsonObject } from "./readJson";
import { atLeast, Level, type Piece } from "./textPieces";
import { below, type NodeTexts, type TextScope } from "./textScope";

type Members = { readonly [key: string]: Json };

/** The text of an `occurs` node. */
export function occursText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const timestamp = atLeast(writer.member(node, "timestamp", scope), Level.Additive);
  return { text: `${timestamp} occurs ${timeTestText(writer, node, scope)}`, level: Level.Relation };
}

/** The time test of a node: distance, direction, range or point. */
export function timeTestText(writer: NodeTexts, node: Members, scope: TextScope): string {
  const interval = node["timeinterval"];
  const relation = word(node["relation"]);
  if (isJsonObject(interval) && interval["nodeType"] === "range") {
    const place = below(scope, "timeinterval");
    const start = atLeast(writer.member(interval, "start", place), Level.Postfix);
    return `between ${start} and ${atLeast(writer.member(interval, "end", place), Level.Postfix)}`;
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
  return `${word(qualification["comparison"]) || "<="} ${count} ${unit}`;
}

/** The value of a literal node or of a plain value, as text in lower case; empty where there is none. */
function word(value: Json | undefined): string {
  const inner = isJsonObject(value) ? value["value"] : value;
  return findDigits(inner)?.toLowerCase() ?? "";
}
