/** The formatter: what it makes of texts, and what it must never do to any of them. */
import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { LINE_WIDTH } from "../../../../server/src/pql/printer/layout";
import { formatEdits, formatQuery } from "../../../../server/src/pql/printer/printer";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { anyText, validExpression } from "../../../support/queryArbitraries";
import { readSharedCorpus } from "../../../support/sharedCorpus";
import { queryShape } from "../../../support/treeText";

function format(text: string): string {
  return formatQuery(parseQuery(text));
}

const FORMATTED: readonly (readonly [string, string])[] = [
  ['  a.b="x"and   c  >3 ', 'a.b = "x" and c > 3'],
  ['a . contains( "x" , false )', 'a.contains("x", false)'],
  ["not(a)or!b", "not (a) or !b"],
  ["- 3 < - x", "-3 < -x"],
  ["^^ . a = ^ b", "^^.a = ^b"],
  ["a [ b=1 ] [ 'c' ]".replace(/'/g, '"'), 'a[b = 1]["c"]'],
  ["a in[1,2]", "a in [1, 2]"],
  ["exists E from xEvent:E.a", "exists E from xEvent: E.a"],
  ["if (a,1,2)", "if(a, 1, 2)"],
  ["m.map((K,G)=>mapEntry(K,G.count()))", "m.map((K, G) => mapEntry(K, G.count()))"],
  ["chain(xEvent,timestamp,[A:WHAT (a)COUNT( >=2 )])", "chain(xEvent, timestamp, [A: WHAT(a) COUNT(>= 2)])"],
  ['{"a":1}', '{"a": 1}'],
  ["a = 1\n", "a = 1\n"],
  ["a\r\n=\r\n1\r\n", "a = 1\r\n"],
];

const LONG = "person.name.firstName.somethingLong";

describe("Formatting", () => {
  for (const [text, formatted] of FORMATTED) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(formatted)}`, () =>
      equal(format(text), formatted));
  }

  it("gives each clause a line where one line is too short, and shows that `and` binds closer", () => {
    equal(
      format(`${LONG} = "a" and ${LONG} = "b" or ${LONG} = "c"`),
      [`${LONG} = "a"`, `  and ${LONG} = "b"`, `or ${LONG} = "c"`].join("\n"),
    );
  });

  it("breaks a chain at its steps and a step at its parts", () => {
    equal(
      format(
        `chain(xEvent, timestamp, [A: WHAT(${LONG} = "a" and b) WHEN(<= 36 hours before now) COUNT(2), B: WHAT(${LONG} = "b" and c = 1 and d = 4 or ${LONG} = 1)])`,
      ),
      [
        "chain(xEvent, timestamp, [",
        `  A: WHAT(${LONG} = "a" and b) WHEN(<= 36 hours before now) COUNT(2),`,
        "  B: WHAT(",
        `    ${LONG} = "b" and c = 1 and d = 4`,
        `    or ${LONG} = 1`,
        "  )",
        "])",
      ].join("\n"),
    );
  });

  it("fills the lines of a long list", () => {
    const text = format(`a in [${Array.from({ length: 40 }, (_, index) => `"id-${index}"`).join(",")}]`);
    ok(text.split("\n").length > 4);
    ok(text.split("\n").every((line) => line.length <= LINE_WIDTH));
  });

  it("copies what it cannot read", () => {
    equal(format("a  ==  = 1 and   b=2"), "a  ==  = 1 and b = 2");
    equal(format("a=1 // why\nand b=2"), "a=1 // why\nand b = 2");
  });

  it("changes only the clauses of a range", () => {
    const edits = formatEdits(parseQuery("a=1 and b=2 and c=3"), { start: 9, end: 10 });
    deepEqual(
      edits.map(({ span }) => span.start),
      [9, 10],
    );
  });

  it("adds nothing to a connective without a condition, however often it runs", () => {
    for (const text of [
      " and //\u2028and ",
      "a and // x\nand b",
      "a and and b",
      "and",
      "a = 1 and\n  or b",
    ]) {
      const once = format(text);
      equal(format(once), once);
    }
  });

  it("has nothing to change in what it has formatted", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = format(text);
        equal(format(once), once);
      }),
      { numRuns: 1500 },
    );
  });

  it("keeps every token and the shape of the tree", () => {
    fc.assert(
      fc.property(validExpression, (text) => {
        const once = format(text);
        deepEqual(queryShape(parseQuery(once)), queryShape(parseQuery(text)));
        equal(once.replace(/\s/g, ""), text.replace(/\s/g, ""));
      }),
      { numRuns: 1500 },
    );
  });

  it("keeps the published expressions what they are", function () {
    const corpus = readSharedCorpus();
    if (corpus === undefined) return this.skip();
    for (const { expression } of corpus) {
      const once = format(expression);
      equal(format(once), once);
      deepEqual(queryShape(parseQuery(once)), queryShape(parseQuery(expression)));
    }
  });
});
