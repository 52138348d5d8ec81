/**
 * Refactorings: a selection (`[|…|]` or `|`), the title of the offer, and the text afterwards.
 */
import assert from "node:assert/strict";
import { findRefactorings } from "../../../../server/src/pql/features/refactorings/refactorings";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { isWellFormed } from "../../../../server/src/pql/syntax/query";
import { readMarkedText } from "../../../support/markedText";
import { documentOf, WORLD } from "./exampleWorld";

const AJO = createEnvironment({ dialect: "ajo-personalization" });

function offers(marked: string, environment = WORLD) {
  const { text, cursors, ranges } = readMarkedText(marked);
  const at = cursors[0] ?? 0;
  const document = documentOf(text, environment);
  return findRefactorings(document, ranges[0] ?? { start: at, end: at }).map(({ title, edits }) => ({
    title,
    text: applyEdits(text, edits),
  }));
}

/** Marked text, beginning of the title, text afterwards. */
type Row = readonly [marked: string, title: string, after: string];

const ROWS: readonly Row[] = [
  [
    'a = 1 and xEvent.eventType = "x" and xEvent.commerce.order.pri|ceTotal > 5 and xEvent.count() > 2',
    "Ask for one event",
    'a = 1 and xEvent[eventType = "x" and commerce.order.priceTotal > 5] and xEvent.count() > 2',
  ],
  [
    'b or (xEvent.eventType.con|tains("x") and xEvent.timestamp occurs today)',
    "Ask for one event",
    'b or (xEvent[eventType.contains("x") and timestamp occurs today])',
  ],
  ["_acme.points > 10 and _acme.poi|nts > 5", "Simplify", "_acme.points > 10"],
  [
    '[|_acme.tier = "gold" and _acme.points > 10 and _acme.points > 5|]',
    "Simplify",
    '_acme.tier = "gold" and _acme.points > 10',
  ],
  ["[|_acme.points|] > 1", "Extract", "let points = _acme.points in points > 1"],
  ["a = 1 and [|_acme.points + 2|] > 1", "Extract", "let points = _acme.points + 2 in a = 1 and points > 1"],
  [
    '[|_acme.tier in ["gold"]|] and a = 1',
    "Extract",
    'let tier = (_acme.tier in ["gold"]) in tier and a = 1',
  ],
  ["_acme.poi|nts > 1", "Extract", "let points = _acme.points in points > 1"],
  [
    "let points = 1 in [|_acme.points|] > points",
    "Extract",
    "let points2 = _acme.points in let points = 1 in points2 > points",
  ],
  [
    "[|xEvent[productListItems.exists(quantity > 1)]|].count() > 1",
    "Extract",
    "let quantity2 = xEvent[productListItems.exists(quantity > 1)] in quantity2.count() > 1",
  ],
  ["a = 1 and b| = 2", "Negate", "a = 1 and not (b = 2)"],
  ['x.contains(|"a")', "Negate", 'not (x.contains("a"))'],
  ["not (a| = 1)", "Remove `not`", "a = 1"],
  ["x and not (a| = 1 or b = 2)", "Remove `not`", "x and (a = 1 or b = 2)"],
  ["(x and not (a| = 1 and b = 2))", "Remove `not`", "(x and a = 1 and b = 2)"],
  ["a |< b.c + 1", "Write from the other side", "b.c + 1 > a"],
  ["a = 1 and b |>= 2", "Write from the other side", "a = 1 and 2 <= b"],
  ["(a and [|b or c|])", "Put in parentheses", ""],
  ["(x or [|a and b|])", "Put in parentheses", "(x or (a and b))"],
  ["([|a or b|] or c)", "Put in parentheses", "((a or b) or c)"],
  ["(|(a = 1))", "Remove parentheses", "(a = 1)"],
  ["(a| = 1) and b", "Remove parentheses", "a = 1 and b"],
  ["(|a + b) = 1", "Remove parentheses", "a + b = 1"],
  ["(a and b|)", "Remove parentheses", "a and b"],
  ["a| != 1", "Write as `notIn […]`", "a notIn [1]"],
  ["a| = 1", "Write as `in […]`", "a in [1]"],
  ["a notIn| [1, 2]", "Write with `!=`", "a != 1 and a != 2"],
  ["x and a in| [1, 2]", "Write with `=`", "x and (a = 1 or a = 2)"],
  ["x and a notIn| [1, 2]", "Write with `!=`", "x and (a != 1 and a != 2)"],
  ['a.b |= "x" or a.b = "y" or c = 1', "Join as `in […]`", 'a.b in ["x", "y"] or c = 1'],
  [
    'c = 1 or a = "x" or a in ["y", "z"] or a |= "q"',
    "Join as `in […]`",
    'c = 1 or a in ["x", "y", "z", "q"]',
  ],
  ["a != 1 and a |!= 2 and b", "Join as `notIn […]`", "a notIn [1, 2] and b"],
  ["(a |= 1 or a = 2) and b", "Join as `in […]`", "(a in [1, 2]) and b"],
  ["b and a = 1 or a |= 2 or a = 3", "Join as `in […]`", "b and a = 1 or a in [2, 3]"],
];

describe("refactorings", () => {
  for (const [marked, title, after] of ROWS.filter(([, , text]) => text !== "")) {
    it(`${title}: ${marked}`, () => {
      const found = offers(marked);
      const offer = found.find((each) => each.title.startsWith(title));
      assert.ok(offer, `not among ${found.map((each) => each.title).join("; ")}`);
      assert.equal(offer.text, after);
    });
  }

  it("change the style of calls where a dialect has the other", () => {
    const call = offers('contains|(x, "a") = true').find(({ title }) => title.startsWith("Write as `x."));
    assert.equal(call?.text, 'x.contains("a") = true');
    const sum = offers('contains|(a + b, "a")').find(({ title }) => title.startsWith("Write as `x."));
    assert.equal(sum?.text, '(a + b).contains("a")');
    const method = offers('x.contains|("a")', AJO).find(({ title }) =>
      title.startsWith("Write as `contains"),
    );
    assert.equal(method?.text, 'contains(x, "a")');
  });

  it("are not offered where they would change the meaning", () => {
    const refused: readonly Row[] = [
      ["xEvent[[|eventType|] = 1]", "Extract", ""],
      ["select E from xEvent where [|E.timestamp|] occurs today", "Extract", ""],
      ["(a| or b) and c", "Remove parentheses", ""],
      ["not (a| = 1)", "Remove parentheses", ""],
      ["(a| + b) * c = 1", "Remove parentheses", ""],
      ["(a|.b + 1).isNull()", "Remove parentheses", ""],
      ["not (a| = 1)", "Negate", ""],
      ["a = 1 or b |= 2", "Join", ""],
      ["a = 1 and a |= 2", "Join", ""],
      ["b and a |= 1 or a = 2", "Join", ""],
      ["a = b or a |= c", "Join", ""],
      ["[|a and b|] or c", "Extract", ""],
    ];
    for (const [marked, title] of refused) {
      const titles = offers(marked).map((each) => each.title);
      assert.ok(!titles.some((each) => each.startsWith(title)), `${marked}: ${titles.join("; ")}`);
    }
  });

  it("leave a well-formed text well-formed, wherever they are asked for", () => {
    const texts = [
      '(a = 1 or a = 2) and not (b in ["x", "y"] or c != 3) or x.contains("q") and (d + 1) * 2 >= e',
      'chain(xEvent, timestamp, [A: WHAT(eventType = "x" and (a = 1 or a = 2)) WHEN(<= 3 days before now)])',
      'exists O from _acme.orders, L from O.lines where (L.price > 3) and not (L.sku = "a")',
      "let n = (_acme.points + 1) in n > 1 and if(n = 2, a = 1, not (b = 2))",
    ];
    for (const text of texts) {
      const document = documentOf(text);
      for (let start = 0; start <= text.length; start++) {
        for (const end of [start, Math.min(text.length, start + 5), Math.min(text.length, start + 17)]) {
          for (const { title, edits } of findRefactorings(document, { start, end })) {
            const after = applyEdits(text, edits);
            assert.ok(parseQuery(after).clauses.every(isWellFormed), `${title} at ${start}-${end}: ${after}`);
          }
        }
      }
    }
  });
});
