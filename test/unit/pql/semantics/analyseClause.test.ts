/** What features are told of a clause: types, fields, variables, calls, scopes, readings. */
import assert from "node:assert/strict";
import { analyseClause } from "../../../../server/src/pql/semantics/analyseClause";
import type { Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import type { ClauseAnalysis } from "../../../../server/src/pql/semantics/clauseAnalysis";
import { readFieldReads } from "../../../../server/src/pql/semantics/clauseReads";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { tokenAt } from "../../../../server/src/pql/syntax/tokenList";
import { displayType } from "../../../../server/src/pql/types/typeNames";
import { readMarkedText } from "../../../support/markedText";
import { WORLD } from "../features/exampleWorld";
import { codesIn } from "./checking";
import { NO_SCHEMA, SHOP } from "./shopSchemas";

/** The analysis of a text of one clause, with a cursor in it. */
interface Analysed {
  readonly analysis: ClauseAnalysis;
  readonly offset: number;
  /** The token the cursor stands on. */
  readonly token: number;
}

function analyse(marked: string, environment: Environment = SHOP): Analysed {
  const { text, cursors } = readMarkedText(marked);
  const [clause] = parseQuery(text).clauses;
  const offset = cursors[0] ?? 0;
  return { analysis: analyseClause(clause, environment), offset, token: tokenAt(clause.tree.tokens, offset) };
}

function rootType(text: string): string {
  const { analysis } = analyse(text);
  return displayType(analysis.typeOf(analysis.clause.root));
}

function fieldPath(marked: string): string | undefined {
  const { analysis, token } = analyse(marked);
  const field = analysis.findField(token);
  return field && `${field.root}:${field.schema.path(field.field)}`;
}

function scope(marked: string): { readonly elements: string[]; readonly variables: string[] } {
  const { analysis, offset } = analyse(marked);
  const { elements, variables } = analysis.scopeAt(offset);
  return {
    elements: elements.map(displayType),
    variables: variables.map(({ name, type }) => `${name}: ${displayType(type)}`),
  };
}

describe("the types of values", () => {
  const TYPES: readonly (readonly [text: string, type: string])[] = [
    ["person.gender", "STRING"],
    ["_acme.visits + 1", "INTEGER"],
    ["_acme.visits + _acme.score", "LONG"],
    ["_acme.visits / 2", "DOUBLE"],
    ["_acme.visits * _acme.balance", "DOUBLE"],
    ["-_acme.balance", "DOUBLE"],
    ["_acme.hobbies", "STRING[]"],
    ["_acme.orders", "OBJECT[]"],
    ["_acme.orders.total", "DOUBLE[]"],
    ["_acme.orders.items.SKU", "STRING[]"],
    ["_acme.orders[total > 3]", "OBJECT[]"],
    ["_acme.orders[total > 3].items", "OBJECT[]"],
    ["_acme.orders.head()", "OBJECT"],
    ["_acme.orders.head().total", "DOUBLE"],
    ["_acme.orders.count()", "INTEGER"],
    ["_acme.orders.sum(total)", "NUMBER"],
    ["_acme.orders.map(total)", "DOUBLE[]"],
    ["_acme.orders.groupBy(storeId)", "Map[STRING => OBJECT[]]"],
    ["_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.count()))", "Map[STRING => INTEGER]"],
    ['_acme.orders.groupBy(storeId).map({"n": this.count()})', "OBJECT[]"],
    ["_acme.preferences", "Map[STRING => STRING]"],
    ['_acme.preferences.get("x")', "STRING"],
    ['_acme.scores["x"]', "Map[STRING => DOUBLE]"],
    ["_acme.preferences.keys()", "STRING[]"],
    ['identityMap.get("ECID").id', "STRING[]"],
    ["xEvent", "EXPERIENCE_EVENT[]"],
    ['xEvent[device.type = "x"]', "EXPERIENCE_EVENT[]"],
    ["xEvent.timestamp", "TIMESTAMP[]"],
    ["select E from xEvent", "EXPERIENCE_EVENT[]"],
    ["select O from _acme.orders, I from O.items", "TUPLE(OBJECT, OBJECT)[]"],
    ["(select O from _acme.orders, I from O.items).I.price", "DOUBLE[]"],
    ["sum O.total over O from _acme.orders", "NUMBER"],
    ["let n = _acme.visits in n", "INTEGER"],
    ["if(testProfile, 1, 2.5)", "DOUBLE"],
    ["[1, 2]", "INTEGER[]"],
    ["date(2021, 5, 9)", "DATE"],
    ["$1", "OBJECT"],
    ["$1.person.gender", "STRING"],
    ["(P) => P.person.gender", "(OBJECT) => STRING"],
    ["person.birthDate.getMonth()", "INTEGER"],
    ["_acme.orders.placedOn.getMonth()", "INTEGER[]"],
    ['_acme.orders.status.startsWith("x")', "BOOLEAN"],
    ["no.such.field", "ANY"],
  ];

  it("follow from the schema and the signatures", () => {
    for (const [text, type] of TYPES) assert.equal(rootType(text), type, text);
  });
});

describe("the field a name means", () => {
  it("is found from every base", () => {
    const PATHS: readonly (readonly [text: string, path: string | undefined])[] = [
      ["person.gen|der", "profile:person.gender"],
      ["per|son.gender", "profile:person"],
      ["profile.person.gen|der", "profile:person.gender"],
      ["$1.person.gen|der", "profile:person.gender"],
      ["(P) => P.person.gen|der", "profile:person.gender"],
      ["_acme.`direct-|mail`", "profile:_acme.`direct-mail`"],
      ["xEvent.commerce.or|der.priceTotal", "event:commerce.order"],
      ["xEvent[dev|ice.type = 1]", "event:device"],
      ["_acme.orders[items[pri|ce > 3]]", "profile:_acme.orders.items.price"],
      ["_acme.orders[items[price > ^.to|tal]]", "profile:_acme.orders.total"],
      ["_acme.orders[total > ^.loyalty.poi|nts]", "profile:loyalty.points"],
      ["exists E from xEvent where E.device.ty|pe = 1", "event:device.type"],
      ["exists O from _acme.orders, I from O.items where I.S|KU = 1", "profile:_acme.orders.items.SKU"],
      ["chain(xEvent, timest|amp, [A: WHAT(true)])", "event:timestamp"],
      ["chain(xEvent, timestamp, [A: WHAT(device.ty|pe = 1)])", "event:device.type"],
      ["_acme.orders.sum(to|tal)", "profile:_acme.orders.total"],
      ["_acme.orders.topN(total, 1).head().sta|tus", "profile:_acme.orders.status"],
      ['identityMap.get("x").i|d', "profile:identityMap.id"],
      ["no.su|ch", undefined],
      ['"per|son"', undefined],
    ];
    for (const [text, path] of PATHS) assert.equal(fieldPath(text), path, text);
  });
});

describe("variables", () => {
  it("are known with their kind, type and uses", () => {
    const text = 'let n = _acme.visits in (exists O from _acme.orders where O.total > n and O.id = "x")';
    const { analysis } = analyse(text);
    const facts = analysis.variables.map(({ name, kind, type, uses }) => [
      name,
      kind,
      displayType(type),
      uses.length,
    ]);
    assert.deepEqual(facts, [
      ["n", "let", "INTEGER", 1],
      ["O", "declaration", "OBJECT", 2],
    ]);
  });

  it("are found from a use and from their declaration", () => {
    for (const text of ["exists |E from xEvent where E.a = 1", "exists E from xEvent where |E.a = 1"]) {
      const { analysis, token } = analyse(text);
      assert.equal(analysis.findVariable(token)?.name, "E");
    }
  });

  it("of the same name are told apart", () => {
    const { analysis } = analyse(
      "(exists E from xEvent where E.a = 1) = (exists E from xEvent where E.b = 1)",
    );
    assert.deepEqual(
      analysis.variables.map(({ uses }) => uses.length),
      [1, 1],
    );
  });

  it("include parameters of lambdas and labels of steps", () => {
    const lambda = analyse("_acme.orders.groupBy(storeId).map((K, G) => mapEntry(K, G.count()))").analysis;
    assert.deepEqual(
      lambda.variables.map(({ name, kind, type }) => [name, kind, displayType(type)]),
      [
        ["K", "parameter", "STRING"],
        ["G", "parameter", "OBJECT[]"],
      ],
    );
    const chain = analyse("chain(xEvent, timestamp, [First: WHAT(true)])").analysis;
    assert.deepEqual(
      chain.variables.map(({ name, kind }) => [name, kind]),
      [["First", "label"]],
    );
  });
});

describe("the scope at a place", () => {
  it("holds the implicit elements, innermost first", () => {
    assert.deepEqual(scope("person.gender = |"), { elements: [], variables: [] });
    assert.deepEqual(scope("xEvent[ |a = 1]").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("xEvent[a = 1 and | ]").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("xEvent[productListItems[ | ]]").elements, ["OBJECT", "EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("xEvent[ | ]").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("xEvent[ |").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("_acme.orders.exists(|)").elements, ["OBJECT"]);
    assert.deepEqual(scope("_acme.orders.sum(|total)").elements, ["OBJECT"]);
    assert.deepEqual(scope("chain(xEvent, timestamp, [A: WHAT(|)])").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("chain(xEvent, |timestamp, [A: WHAT(true)])").elements, ["EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("xEvent[a = 1].count() > |1").elements, []);
  });

  it("holds the visible variables, innermost first", () => {
    assert.deepEqual(scope("exists E from xEvent, I from E.productListItems where |I.SKU = 1").variables, [
      "I: OBJECT",
      "E: EXPERIENCE_EVENT",
    ]);
    assert.deepEqual(scope("exists E from xEvent where |E.a = 1, I from E.productListItems").variables, [
      "E: EXPERIENCE_EVENT",
    ]);
    assert.deepEqual(scope("sum |E.a over E from xEvent").variables, ["E: EXPERIENCE_EVENT"]);
    assert.deepEqual(scope("let n = 3 in |n > 2").variables, ["n: INTEGER"]);
    assert.deepEqual(scope("(exists E from xEvent where E.a = 1) = |x").variables, []);
  });

  it("holds both where they nest", () => {
    assert.deepEqual(scope("exists E from xEvent where E.productListItems[ |SKU = 1]"), {
      elements: ["OBJECT"],
      variables: ["E: EXPERIENCE_EVENT"],
    });
  });
});

describe("calls", () => {
  it("are known with the signature that fits", () => {
    const { analysis } = analyse("_acme.orders.sum(total) > 3");
    const { tree, root } = analysis.clause;
    const call = analysis.findCall(tree.firstChild(root));
    assert.equal(call?.entry.name, "sum");
    assert.equal(call?.signature?.parameters.length, 1);
  });

  it("are known without one where none fits", () => {
    const { analysis } = analyse("homeAddress.city.sum()");
    const call = analysis.findCall(analysis.clause.root);
    assert.equal(call?.entry.name, "sum");
    assert.equal(call?.signature, undefined);
  });
});

describe("what a clause reads", () => {
  function reads(text: string, environment: Environment): string[] {
    const { fields, audiences } = readFieldReads(analyse(text, environment).analysis);
    return [
      ...fields.map(({ root, steps }) => `${root}:${steps.join(".")}`),
      ...audiences.map(({ id }) => `audience:${id}`),
    ];
  }

  const READS: readonly (readonly [text: string, reads: readonly string[]])[] = [
    ['person.gender = "x"', ["profile:person.gender"]],
    ["profile.person.gender = $1.homeAddress.city", ["profile:person.gender", "profile:homeAddress.city"]],
    [
      'xEvent[device.type = "x"].commerce.order.priceTotal > 3',
      ["event:commerce.order.priceTotal", "event:device.type"],
    ],
    [
      "exists E from xEvent, I from E.productListItems where I.SKU = E._id",
      ["event:productListItems", "event:productListItems.SKU", "event:_id"],
    ],
    [
      "xEvent[productListItems[SKU = ^^.person.gender]]",
      ["event:productListItems", "event:productListItems.SKU", "profile:person.gender"],
    ],
    [
      "(select O from _acme.orders where O.total > 3).items.SKU",
      ["profile:_acme.orders.items.SKU", "profile:_acme.orders", "profile:_acme.orders.total"],
    ],
    ["_acme.orders.sum(total)", ["profile:_acme.orders", "profile:_acme.orders.total"]],
    ["chain(xEvent, timestamp, [A: WHAT(device.type = 1)])", ["event:timestamp", "event:device.type"]],
    ["(P) => P.person.gender", ["profile:person.gender"]],
    ["let o = _acme.orders in o.total > 3", ["profile:_acme.orders", "profile:_acme.orders.total"]],
    ['inSegment("8d1e")', ["audience:8d1e"]],
    ["_acme.`direct-mail`", ["profile:_acme.direct-mail"]],
  ];

  it("is told by path from the root, with a schema and without", () => {
    for (const [text, expected] of READS) {
      assert.deepEqual(reads(text, SHOP), expected, text);
      assert.deepEqual(reads(text, NO_SCHEMA), expected, text);
    }
  });
});

describe("values of a list", () => {
  const rows: readonly (readonly [text: string, isKnown: boolean])[] = [
    ["_acme.level = 1", true],
    ["_acme.level = -3", true],
    ["_acme.level = 5", false],
    ["_acme.level = -1", false],
    ["_acme.level in [1, 7]", false],
    ["_acme.level.equals(2)", true],
    ["_acme.level > 5", true],
    ['"gold" in _acme.tags', true],
    ['"glod" in _acme.tags', false],
    ['"glod" notIn _acme.tags', false],
    ['_acme.tags.includes("silver")', true],
    ['_acme.tags.includes("sliver")', false],
    ['_acme.tags.intersects(["gold", "bronze"])', false],
    ['"anything" in _acme.hobbies', true],
  ];
  for (const [text, isKnown] of rows)
    it(text, () => {
      const codes = codesIn(text, WORLD).filter((code) => code === "pql.unknownEnumValue");
      assert.deepEqual(codes, isKnown ? [] : ["pql.unknownEnumValue"]);
    });
});
