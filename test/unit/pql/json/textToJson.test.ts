/** Text to pql/json and back: the examples of the format, its older spellings, and the round trip of any expression. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { parseTree } from "../../../../server/src/pql/json/jsonEnvelope";
import { jsonToText } from "../../../../server/src/pql/json/jsonToText";
import { queryToJson } from "../../../../server/src/pql/json/textToJson";
import { convertToJson, convertToText, printTree, replaceTree } from "../../../../server/src/pql/service";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { printExactJson } from "../../../../server/src/pql/text/exactJson";
import { runsOf } from "../../../support/propertyRuns";
import { validExpression } from "../../../support/queryArbitraries";
import { brokenText, readCorpora } from "../corpora";

function toJson(text: string): unknown {
  const { node, problems } = queryToJson(parseQuery(text));
  deepEqual(problems, [], text);
  return node;
}

function toText(node: unknown): string {
  const { text, problems } = jsonToText(JSON.stringify(node));
  deepEqual(problems, [], JSON.stringify(node));
  ok(text !== undefined);
  return text;
}

const PROFILE = { nodeType: "parameterReference", position: 1 };
const field = (fieldName: string, object: unknown = PROFILE) => ({
  nodeType: "fieldLookup",
  fieldName,
  object,
});
const plain = (literalType: string, value: unknown) => ({ nodeType: "literal", literalType, value });
const apply = (fnName: string, ...params: unknown[]) => ({ nodeType: "fnApply", fnName, params });

describe("Numbers in pql/json", () => {
  const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,40})$/);
  const decimal = fc
    .tuple(digits, fc.stringMatching(/^[0-9]{1,40}$/), fc.constantFrom("", "e5", "E+400", "e-400"))
    .map(([whole, fraction, exponent]) => `${whole}.${fraction}${exponent}`);
  const number = fc.oneof(
    digits,
    decimal,
    fc.constantFrom("1e400", "9007199254740993", "1.50", "0.10", "1E5"),
  );

  it("keep every digit from text to JSON and back, of any length, in every place", () => {
    fc.assert(
      fc.property(number, digits, fc.boolean(), (one, whole, isNegative) => {
        const signed = isNegative && /[1-9]/.test(one.replace(/[eE].*/, "")) ? `-${one}` : one;
        const places = [
          `a = ${signed}`,
          `a in [${whole}, ${signed}]`,
          `a + ${signed} > ${whole}`,
          `a = ${whole}L`,
        ];
        for (const text of places) {
          const { node } = convertToJson(text);
          ok(node !== undefined, text);
          const json = printTree(node);
          ok(
            json.includes(`:${text.includes("L") ? whole : signed}`) || json.includes(`,${signed}`),
            `${text}: ${json}`,
          );
          equal(convertToText(json).text, text);
          equal(convertToText(JSON.stringify(json)).text, text, "inside a text of JSON");
        }
      }),
    );
  });

  it("are never taken for unchanged because they round to the same", () => {
    const stored = printTree(convertToJson("a = 9007199254740993").node ?? { nodeType: "" });
    const { value = "" } = replaceTree(stored, "a = 9007199254740992") as { value?: string };
    match(value, /9007199254740992/);
    deepEqual(replaceTree(stored, "a  =  9007199254740993"), { value: stored });
  });

  it("come through the printer of JSON beside texts that look like them, and JSON stays JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        deepEqual(JSON.parse(printExactJson(parseTree(json))), JSON.parse(json));
      }),
    );
    for (const text of ["01", "09007199254740993", "1.", "[1e]", '"', "{", "-"])
      equal(parseTree(text), undefined);
    equal(printExactJson(parseTree('["##1e400","\\u0023",1e400]')), '["##1e400","#",1e400]');
  });
});

describe("From text to pql/json", () => {
  it("writes operators, methods and paths as function applications and look-ups", () => {
    deepEqual(
      toJson('homeAddress.city.equals("Oslo", false) and loyalty.points >= 100'),
      apply(
        "and",
        apply(
          "equals",
          field("city", field("homeAddress")),
          plain("String", "Oslo"),
          plain("Boolean", false),
        ),
        apply(">=", field("points", field("loyalty")), plain("Integer", 100)),
      ),
    );
  });

  it("gives the element of a filter a variable of its own", () => {
    deepEqual(
      toJson("orders[price > 1 and ^a]"),
      apply("filter", field("orders"), {
        nodeType: "lambda",
        varNames: ["e"],
        body: apply(
          "and",
          apply(">", field("price", { nodeType: "varRef", varName: "e" }), plain("Integer", 1)),
          field("a"),
        ),
      }),
    );
  });

  it("writes a time test with its distance", () => {
    deepEqual(toJson("_acme.lastVisit occurs <= 45 days before now"), {
      nodeType: "occurs",
      timestamp: field("lastVisit", field("_acme")),
      timeinterval: plain("Timestamp", "now"),
      relation: plain("TimeDirection", "before"),
      qualification: {
        nodeType: "timeQualification",
        comparison: plain("Comparison", "<="),
        duration: { nodeType: "duration", count: plain("Integer", 45), unit: plain("TimeUnit", "days") },
      },
    });
  });

  it("groups `and` below `or`", () => {
    deepEqual(toJson("a or b and c"), apply("or", field("a"), apply("and", field("b"), field("c"))));
  });

  it("refuses a text whose tree nobody could read", () => {
    for (const text of [`a${" + 1".repeat(10_000)} > 1`, `a${".b".repeat(10_000)} = 1`])
      match(convertToJson(text).problems[0]?.message ?? "", /more than 400 levels deep/);
  });

  it("refuses a text with a syntax error and says where", () => {
    const { node, problems } = queryToJson(parseQuery("a = 1 and b = 'x'"));
    equal(node, undefined);
    deepEqual(
      problems.map(({ span }) => span),
      [{ start: 14, end: 17 }],
    );
  });
});

const OLDER: readonly (readonly [name: string, node: unknown, text: string])[] = [
  ["a root named profile", field("a", plain("XDMObject", "profile")), "a"],
  ["a path without a root", { nodeType: "fieldLookup", fieldName: "a" }, "a"],
  ["numbers as text", apply("=", field("a"), plain("integer", "6")), "a = 6"],
  ["a literal without its type", apply("=", field("a"), { nodeType: "literal", value: "x" }), 'a = "x"'],
  ["NOT in capitals", apply("NOT", field("a")), "not (a)"],
  [
    "a quantification",
    {
      nodeType: "quantification",
      quantifier: "some",
      variables: [{ nodeType: "varDecl", varName: "V", from: field("b") }],
    },
    "exists V from b",
  ],
  [
    "exists with the condition apart",
    {
      nodeType: "exist",
      variables: [{ nodeType: "varDecl", varName: "V", from: field("b") }],
      condition: field("c", { nodeType: "varRef", varName: "V" }),
    },
    "exists V from b where V.c",
  ],
  [
    "a lambda of the service's naming",
    apply("exists", field("xs"), {
      nodeType: "lambda",
      varNames: ["X0"],
      body: field("a", { nodeType: "varRef", varName: "X0" }),
    }),
    "xs.exists(a)",
  ],
];

describe("From pql/json to text", () => {
  for (const [name, node, text] of OLDER) it(`reads ${name}`, () => equal(toText(node), text));

  it("puts brackets only where they are needed", () => {
    equal(toText(apply("and", apply("or", field("a"), field("b")), field("c"))), "(a or b) and c");
    equal(toText(apply("*", apply("+", field("a"), field("b")), field("c"))), "(a + b) * c");
    equal(toText(apply("-", field("a"), apply("-", field("b"), field("c")))), "a - (b - c)");
  });

  it("puts names in backticks that are no plain names", () => {
    equal(toText(field("last", field("my-name"))), "`my-name`.`last`");
  });

  it("finds the tree inside an audience, an expression or a text", () => {
    const expression = { type: "PQL", format: "pql/json", value: JSON.stringify(field("a")) };
    for (const json of [expression, { name: "x", expression }, JSON.stringify(field("a"))])
      equal(toText(json), "a");
  });

  it("names the place of what has no text", () => {
    const { text, problems } = jsonToText(
      JSON.stringify(apply("and", field("a"), { nodeType: "queryInvoke" })),
    );
    equal(text, undefined);
    deepEqual(
      problems.map(({ pointer }) => pointer),
      ["/params/1"],
    );
  });

  it("asks a quantifier's condition of the items that its declaration chooses", () => {
    const ofV = (name: string) => field(name, { nodeType: "varRef", varName: "V" });
    const quantified = (nodeType: string) => ({
      nodeType,
      variables: [
        { nodeType: "varDecl", varName: "V", from: field("b"), where: apply("or", ofV("p"), ofV("q")) },
      ],
      condition: ofV("r"),
    });
    equal(toText(quantified("exists")), "exists V from b where (V.p or V.q) and V.r");
    equal(toText(quantified("forall")), "forall V from b where not (V.p or V.q) or V.r");
  });

  it("refuses what would be another text, or none", () => {
    const occurs = (members: object) => ({
      nodeType: "occurs",
      timestamp: field("t"),
      timeinterval: plain("Timestamp", "now"),
      ...members,
    });
    const duration = { count: plain("Integer", 3), unit: plain("TimeUnit", "fortnights") };
    for (const node of [
      occurs({ relation: plain("TimeDirection", "sideways") }),
      occurs({ relation: "before", qualification: { comparison: "<=", duration } }),
      occurs({
        relation: "before",
        qualification: { comparison: "~", duration: { count: 3, unit: "days" } },
      }),
      occurs({
        timeinterval: { nodeType: "literal", literalType: "TimeInterval", relation: "last", unit: "moon" },
      }),
      field("a", { nodeType: "parameterReference", position: 0 }),
      field("a", { nodeType: "parameterReference", position: 1.5 }),
      field("a", { nodeType: "varRef", varName: "V" }),
      apply("and", apply("=", field("a"), plain("Integer", 1)), { nodeType: "newer", object: field("b") }),
    ]) {
      const { text, problems } = jsonToText(JSON.stringify(node));
      equal(text, undefined, JSON.stringify(node));
      equal(problems.length, 1, JSON.stringify(node));
    }
  });

  it("warns of parts of a step that the text loses", () => {
    const chain = {
      nodeType: "chain",
      array: field("xEvent"),
      timestampField: {
        nodeType: "lambda",
        varNames: ["e"],
        body: field("timestamp", { nodeType: "varRef", varName: "e" }),
      },
      elements: [{ what: plain("Boolean", true), gap: 3 }],
    };
    const { text, problems } = jsonToText(JSON.stringify(chain));
    equal(text, "chain(xEvent, timestamp, [A: WHAT(true)])");
    deepEqual(
      problems.map(({ severity, pointer }) => [severity, pointer]),
      [["warning", "/elements/0/gap"]],
    );
  });

  it("answers junk with a problem", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
        const { text, problems } = jsonToText(json);
        ok(text !== undefined || problems.length > 0);
      }),
    );
    match(jsonToText("not json").problems[0].message, /not JSON/);
    const deep = `${'{"nodeType":"fieldLookup","fieldName":"a","object":'.repeat(5000)}null${"}".repeat(5000)}`;
    match(jsonToText(deep).problems[0].message, /levels deep/);
  });
});

describe("The round trip", () => {
  it("keeps the tree of any expression", () => {
    fc.assert(
      fc.property(validExpression, (text) => {
        const json = toJson(text);
        deepEqual(toJson(toText(json)), json);
      }),
      { numRuns: runsOf(1500) },
    );
  });

  it("keeps words for times, whatever is done with them", () => {
    for (const text of [
      "text(today)",
      "left(now)",
      "now.getMonth() = 1",
      "(today).month = 1",
      "f((now).a)",
      "`today`.a = 1",
      "f(today.a)",
    ])
      deepEqual(toJson(toText(toJson(text))), toJson(text), text);
    match(JSON.stringify(toJson("now.getMonth()")), /"literalType":"Timestamp","value":"now"/);
  });

  it("keeps names of parameters and every operand, also in calls that nobody knows", () => {
    for (const text of ["f((O) => O.total > 3)", 'a.not("paid")', "in(a)", "f(topN(total, 1).head())"])
      deepEqual(toJson(toText(toJson(text))), toJson(text), text);
  });

  it("keeps the tree of any text that is an expression, or says why it cannot", () => {
    const keepsTree = (text: string): void => {
      const { node } = queryToJson(parseQuery(text));
      if (node === undefined) return;
      const back = jsonToText(JSON.stringify(node));
      if (back.text === undefined) ok(back.problems.length > 0);
      else deepEqual(toJson(back.text), node, text);
    };
    const constructs = [
      "chain",
      "exists",
      "forall",
      "select",
      "let",
      "not",
      "if",
      "sum",
      "count",
      "this",
      "now",
      "last",
    ];
    for (const name of constructs)
      for (const call of [`\`${name}\`(x.map(items.count()))`, `x.\`${name}\`(y)`]) keepsTree(`${call} > 3`);
    for (const call of ['x.In(["a"])', "x.And(y)", "x.NOT()", 'x.LIKE("a")', "x.5date(1)", "`a b`(1)"]) {
      const { node, problems } = queryToJson(parseQuery(`a = 1 and ${call}`));
      deepEqual([node, problems.map(({ code }) => code)], [undefined, ["pql.unknownFunction"]], call);
      equal(problems[0]?.span.start, `a = 1 and ${call}`.search(/(?<=\.)\w+\(|`/));
    }
    keepsTree('in(x, ["a"])');
    keepsTree('exists E from xEvent where ^E.eventType = "x" and E.eventType = "y"');
    keepsTree("exists E from E, F from E.items where $1.F = E.a");
    keepsTree("let a = 1 in $1.a = a");
    for (const text of readCorpora()) keepsTree(text);
    fc.assert(fc.property(brokenText(), keepsTree), { numRuns: runsOf(3000) });
  });
});
