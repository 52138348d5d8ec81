/** Precedence, associativity and the shape of each construct, as outlines of the tree. */
import { equal } from "node:assert/strict";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { outline } from "../../../support/treeText";

function outlineOf(text: string): string {
  const query = parseQuery(text);
  equal(query.clauses.flatMap(({ problems }) => problems).length, 0, text);
  return query.clauses.map((clause) => outline(clause)).join("\n--\n");
}

/** Texts that must read the same; the right one has the brackets that the left one leaves out. */
const SAME_SHAPE: readonly (readonly [string, string])[] = [
  ["(a or b and c)", "(a or (b and c))"],
  ["(not a = 1)", "(not (a = 1))"],
  ["(a + b * c = d)", "((a + (b * c)) = d)"],
  ["(-a.b + c)", "((-(a.b)) + c)"],
  ["(a and not b in c)", "(a and (not (b in c)))"],
  ["(x = sum E.a over E from b where c and d)", "(x = (sum E.a over E from b where (c and d)))"],
];

function withoutParens(text: string): string {
  return outlineOf(text)
    .split("\n")
    .filter((line) => !line.trim().startsWith("Paren"))
    .map((line) => line.trim())
    .join("\n");
}

describe("The shape of an expression", () => {
  for (const [left, right] of SAME_SHAPE) {
    it(`reads ${left} as ${right}`, () => equal(withoutParens(left), withoutParens(right)));
  }

  it("splits the query into clauses at top level only", () => {
    equal(parseQuery("a and (b or c) and d or e").clauses.length, 4);
    equal(parseQuery("exists E from xEvent where E.a and E.b or E.c").clauses.length, 1);
    equal(parseQuery("let N = 1 in N = 2 and b").clauses.length, 1);
  });

  it("keeps a long list of operands flat", () => {
    const [clause] = parseQuery(`(${Array(10_000).fill("a").join(" and ")})`).clauses;
    equal(clause.tree.children(clause.tree.firstChild(clause.root)).length, 10_000);
  });

  it("reads every form of a time test", () => {
    equal(outlineOf("t occurs <= 3 days before now"), "Occurs\n  Path t\n  TimeDistance\n    TimeWord now");
    equal(outlineOf("t occurs after x.y"), "Occurs\n  Path t\n  TimeDirection\n    Path x.y");
    equal(outlineOf("t occurs on date(2020,1,2)"), outlineOf("t occurs date(2020,1,2)"));
    equal(
      outlineOf("t occurs between yesterday and now"),
      "Occurs\n  Path t\n  TimeRange\n    TimeWord yesterday\n    TimeWord now",
    );
    equal(outlineOf("t occurs this month"), "Occurs\n  Path t\n  TimePoint\n    Interval this month");
  });

  it("reads a chain with all parts of a step", () => {
    equal(
      outlineOf("chain(xEvent, timestamp, [A: WHAT(a = 1) WHEN(today) COUNT(>= 2) WHERE(b)])"),
      [
        "Chain",
        "  Path xEvent",
        "  Path timestamp",
        "  Step",
        "    What",
        "      Comparison",
        "        Path a",
        "        IntegerLiteral 1",
        "    When",
        "      TimePoint",
        "        TimeWord today",
        "    Count COUNT(>= 2)",
        "    WherePart",
        "      Path b",
      ].join("\n"),
    );
  });

  it("tells an aggregate from a method, a call and a field of the same name", () => {
    equal(outlineOf("sum E.a over E from b").split("\n")[0], "Aggregate");
    equal(outlineOf("sum V from b").split("\n")[0], "Aggregate");
    equal(outlineOf("sum (E.a * 2) over E from b").split("\n")[0], "Aggregate");
    equal(outlineOf("sum(a, b)").split("\n")[0], "Call");
    equal(outlineOf("a.sum(b)").split("\n")[0], "MethodCall");
    equal(outlineOf("sum"), "Path sum");
  });

  it("tells a lambda from a group", () => {
    equal(outlineOf("(a, b) => a = b").split("\n")[0], "Lambda");
    equal(outlineOf("m.map((K, G) => mapEntry(K, G.count()))").split("\n")[2].trim(), "Lambda");
    equal(outlineOf("(a)").split("\n")[0], "Paren");
  });

  it("lets a comma go on with declarations only where one follows", () => {
    equal(outlineOf("f(exists E from a, F from b, c)").match(/Declaration/g)?.length, 2);
    equal(outlineOf("[select E from a, b]").match(/Declaration/g)?.length, 1);
  });

  it("takes keywords in any case and words of the language as methods", () => {
    equal(outlineOf("a AND NOT b NOTIN [1]"), outlineOf("a and not b notIn [1]").replace(/and/g, "and"));
    equal(outlineOf("a.exists(b)").split("\n")[0], "MethodCall");
  });

  it("accepts both spellings of the up operator", () => {
    equal(outlineOf("^^.a.b"), "UpPath ^^.a.b");
    equal(outlineOf("^a"), "UpPath ^a");
  });
});
