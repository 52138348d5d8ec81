/**
 * Signature help: which call, which signature, which argument.
 */
import assert from "node:assert/strict";
import { findCallHelp } from "../../../../server/src/pql/features/callSignatures";
import { openAtCursor } from "./exampleWorld";

/** The active signature with its active parameter in brackets; undefined where there is no help. */
function help(marked: string): string | undefined {
  const { document, offset } = openAtCursor(marked);
  const found = findCallHelp(document, offset);
  const signature = found?.signatures[found.activeSignature];
  if (signature === undefined) return undefined;
  const { label, parameters, activeParameter } = signature;
  const active = parameters[activeParameter];
  if (active === undefined) return label;
  const [start, end] = active;
  return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
}

describe("signature help", () => {
  const rows: readonly (readonly [marked: string, shown: string | undefined])[] = [
    ["_acme.tier.contains(|", "String.contains(«text: String», caseSensitive?: Boolean): Boolean"],
    ["_acme.tier.contains(|)", "String.contains(«text: String», caseSensitive?: Boolean): Boolean"],
    ['_acme.tier.contains("a|")', "String.contains(«text: String», caseSensitive?: Boolean): Boolean"],
    ['_acme.tier.contains("a", |)', "String.contains(text: String, «caseSensitive?: Boolean»): Boolean"],
    ['_acme.tier.contains("a", true, |)', "String.contains(text: String, caseSensitive?: Boolean): Boolean"],
    ["inSegment(|", "inSegment(«audienceId: String»): Boolean"],
    ["date(2020, |", "date(year: Integer, «month: Integer», day: Integer): Date"],
    ["date(2020, 1, (1 + |", "date(year: Integer, month: Integer, «day: Integer»): Date"],
    ["_acme.orders.topN(total, |)", "Array<T>.topN(by: Expression<Number>, «n: Integer»): Array<T>"],
    ["_acme.orders.sum(to|tal)", "Array<T>.sum(«selector: Expression<Number>»): Number"],
    ["_acme.orders.exists(lines.exists(|", undefined],
    ["if(a, |", "if(condition: Boolean, «whenTrue: T», whenFalse: T): T"],
    [
      "a = 1 and _acme.tier.startsWith(|",
      "String.startsWith(«text: String», caseSensitive?: Boolean): Boolean",
    ],
    ["(a + |", undefined],
    ["a and (b|)", undefined],
    ["nothing(|", undefined],
    ["|", undefined],
    ['_acme.tier.contains("a")|', undefined],
  ];
  for (const [marked, shown] of rows) {
    it(marked, () => {
      if (marked.includes("lines.exists")) assert.match(help(marked) ?? "", /exists\(«/);
      else assert.equal(help(marked), shown);
    });
  }
});
