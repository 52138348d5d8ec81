/** What people write who know SQL, JavaScript, JSON or older PQL: each habit has its code, and its fix repairs the text. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import type { Problem } from "../../../../server/src/pql/problems/problem";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";

interface Found {
  readonly problem: Problem;
  readonly offset: number;
}

function findProblems(text: string): Found[] {
  let offset = 0;
  return parseQuery(text).clauses.flatMap((clause) => {
    const start = offset;
    offset += clause.length;
    return clause.problems.map((problem) => ({ problem, offset: start }));
  });
}

/** Applies the preferred fix of every problem, last first, as "fix all" would. */
function fixAll(text: string): string {
  const edits = findProblems(text)
    .flatMap(({ problem, offset }) =>
      problem.fixes.filter((fix) => fix.isPreferred).map((fix) => ({ fix, offset })),
    )
    .flatMap(({ fix, offset }) =>
      fix.edits.map(({ span, newText }) => ({
        span: { start: span.start + offset, end: span.end + offset },
        newText,
      })),
    )
    .sort((left, right) => left.span.start - right.span.start);
  return applyEdits(text, edits);
}

const WEEK_WITHOUT_DAYS = "(t occurs <= 7 days before now and t occurs >= 3 days before now)";

const REPAIRED: readonly (readonly [text: string, codes: string, repaired: string])[] = [
  ["a == 1", "foreignOperator", "a = 1"],
  ["a === 1", "foreignOperator", "a = 1"],
  ["a <> 1", "foreignOperator", "a != 1"],
  ["a && b || c", "foreignOperator foreignOperator", "a and b or c"],
  ["(a && b)", "foreignOperator", "(a and b)"],
  ["a is null", "sqlNull", "a.isNull()"],
  ["a.b IS NOT NULL and c", "sqlNull", "a.b.isNotNull() and c"],
  ['a not in ["x"]', "sqlNotIn", 'a notIn ["x"]'],
  ['a in ("x", "y")', "listBrackets", 'a in ["x", "y"]'],
  ["a = 'x'", "foreignQuote", 'a = "x"'],
  ["a = 'it\\'s'", "foreignQuote", 'a = "it\'s"'],
  ["a = “x”", "foreignQuote", 'a = "x"'],
  ['a = \\"US\\"', "foreignQuote", 'a = "US"'],
  ['a = "x', "unclosedString", 'a = "x"'],
  ['a contains "x"', "infixMethod", 'a.contains("x")'],
  ["a between 1 and 5", "sqlBetween", "a >= 1 and a <= 5"],
  ["t occurs between 3 days and 7 days before now", "rangeBound", WEEK_WITHOUT_DAYS],
  ["t occurs between 3 and 7 days ago", "rangeBound", WEEK_WITHOUT_DAYS],
  [
    "t occurs between 3 days before now and 1 week before now",
    "rangeBound",
    WEEK_WITHOUT_DAYS.replace("7 days", "1 week"),
  ],
  ...["3 days and 7 days before now", "3 and 7 days ago", "between 7 days and 3 days before now"].map(
    (distances) =>
      [
        `chain(xEvent, a.timestamp, [A: WHAT(a or b) WHEN(${distances})])`,
        "rangeBound",
        `chain(xEvent, a.timestamp, [A: WHAT((a or b) and a.timestamp occurs >= 3 days before now) WHEN(<= 7 days before now)])`,
      ] as const,
  ),
  ["t occurs between now and 3 days ago", "rangeBound", "t occurs <= 3 days before now"],
  ["}a = 1", "unclosedBracket", "a = 1"],
  ["a = 1 and ) b = 2", "unclosedBracket", "a = 1 and  b = 2"],
  ["a = } 1", "unclosedBracket", "a =  1"],
  ["now() = a", "timeWordCall", "now = a"],
  ["t occurs 3 days before now", "missingComparison", "t occurs <= 3 days before now"],
  ["t occurs within 3 days before now", "missingComparison", "t occurs <= 3 days before now"],
  ["t occurs last 30 days", "rollingInterval", "t occurs <= 30 days before now"],
  ["t occurs last months", "syntax", "t occurs last month"],
  ["a[*].b", "arrayWildcard", "a.b"],
  ["person.last = 1", "reservedWord", "person.`last` = 1"],
  ["_acme.2fa = true", "reservedWord", "_acme.`2fa` = true"],
  ["some V from a where V.b", "obsolete", "exists V from a where V.b"],
  ["xdm:city = 1", "obsolete", "city = 1"],
  ["a = 1;", "syntax", "a = 1"],
  ["(a = 1", "unclosedBracket", "(a = 1)"],
  ["a = [1, 2", "unclosedBracket", "a = [1, 2]"],
  ["[1, 2,]", "syntax", "[1, 2]"],
  ["a /* why */ = 1", "comment", "a  = 1"],
];

describe("Habits of other languages", () => {
  for (const [text, codes, repaired] of REPAIRED) {
    it(`repairs ${JSON.stringify(text)}`, () => {
      deepEqual(
        findProblems(text).map(({ problem }) => problem.code),
        codes.split(" ").map((code) => `pql.${code}`),
      );
      equal(fixAll(text), repaired);
      deepEqual(findProblems(repaired), []);
    });
  }

  for (const [text, code] of [
    ["t > now - 30 days", "dateArithmetic"],
    ["t > now - 90d", "dateArithmetic"],
    ["a < b < c", "chainedComparison"],
    ["chain(xEvent, timestamp, [A: WHAT(a) WITHIN(3)])", "chainPart"],
    ["chain(xEvent, timestamp, [A: COUNT(3)])", "chainPart"],
    ["if(a, 1)", "arity"],
  ] as const) {
    it(`names what is wrong with ${JSON.stringify(text)}`, () => {
      deepEqual(
        findProblems(text).map(({ problem }) => problem.code),
        [`pql.${code}`],
      );
    });
  }

  it("says what was expected and what was found, in words", () => {
    const [{ problem }] = findProblems("a = and b");
    equal(problem.message, "Expected a value, found the word `and`.");
    const [{ problem: end }] = findProblems("a =");
    equal(end.message, "Expected a value, found the end of the expression.");
  });

  it("leaves it to the author whether distances without a direction are meant backwards", () => {
    const found = findProblems("t occurs between 3 days and 7 days").map(({ problem }) => problem);
    deepEqual(
      found.map(({ code, fixes }) => [code, fixes.map(({ isPreferred }) => isPreferred)]),
      [["pql.rangeBound", [false]]],
    );
  });

  it("reports one problem for one mistake", () => {
    for (const text of ["(((((", "a = = 1", "foo bar baz", "a.b.", "chain(", "select", "let x", "a in"]) {
      ok(
        findProblems(text).length <= 2,
        `${text}: ${findProblems(text).map(({ problem }) => problem.message)}`,
      );
      ok(findProblems(text).length >= 1, text);
    }
  });

  it("goes on behind a broken clause", () => {
    const codes = findProblems("a = and b == 1 and c = 'x'").map(({ problem }) => problem.code);
    deepEqual(codes, ["pql.syntax", "pql.foreignOperator", "pql.foreignQuote"]);
  });
});
