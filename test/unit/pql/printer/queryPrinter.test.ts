/** The formatter: what it makes of texts, and what it must never do to any of them. */
import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { LINE_WIDTH } from "../../../../server/src/pql/printer/lineBreaks";
import { formatEdits, formatQuery } from "../../../../server/src/pql/printer/queryPrinter";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { tokenText } from "../../../../server/src/pql/syntax/tokenList";
import { runsOf } from "../../../support/propertyRuns";
import { validExpression } from "../../../support/queryArbitraries";
import { queryShape } from "../../../support/treeText";
import { brokenText, readCorpora } from "../corpora";
import { codesIn } from "../semantics/checking";
import { SHOP } from "../semantics/shopSchemas";

function format(text: string): string {
  return formatQuery(parseQuery(text));
}

function tokensOf(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, at) => `${tokens.kinds[at]} ${tokenText(tokens, at)}`);
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

  it("leaves a hyphen between names as it is, for it may be part of one", () => {
    equal(format('a.favori-te="x"'), 'a.favori-te = "x"');
    equal(format("a.b - c-1+2"), "a.b - c-1 + 2");
    equal(format("a.b.count()-1"), "a.b.count() - 1");
  });

  it("loses no text that stands where none belongs", () => {
    equal(format('WHERE   person.gender = "female"'), 'WHERE   person.gender = "female"');
    equal(format("exists  and ent where a > 3"), "exists and ent where a > 3");
    equal(format('a = "fe  and "b'), 'a = "fe  and "b');
  });

  const keepsText = (text: string): void => {
    const once = format(text);
    equal(format(once), once, "not stable");
    deepEqual(tokensOf(once), tokensOf(text));
    deepEqual(queryShape(parseQuery(once)), queryShape(parseQuery(text)));
  };

  it("is stable and keeps tokens and tree, whatever the text", () => {
    for (const text of readCorpora()) keepsText(text);
    fc.assert(fc.property(brokenText(), keepsText), { numRuns: runsOf(3000) });
  });

  it("keeps every problem a text has", () => {
    const codes = (text: string) => codesIn(text, SHOP).sort();
    const keepsProblems = (text: string) => deepEqual(codes(format(text)), codes(text), text);
    for (const text of readCorpora()) keepsProblems(text);
    fc.assert(fc.property(brokenText(), keepsProblems), { numRuns: runsOf(1500) });
  });

  it("keeps every token and the shape of the tree", () => {
    fc.assert(
      fc.property(validExpression, (text) => {
        const once = format(text);
        deepEqual(queryShape(parseQuery(once)), queryShape(parseQuery(text)));
        equal(once.replace(/\s/g, ""), text.replace(/\s/g, ""));
      }),
      { numRuns: runsOf(1500) },
    );
  });
});
