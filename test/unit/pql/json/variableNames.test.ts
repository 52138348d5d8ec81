/** Variables of pql/json whose names meet those of fields and of each other: neither form may take one for the other. */
import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { convertToJson, convertToText, printTree } from "../../../../server/src/pql/service";

interface Tree {
  readonly [key: string]: unknown;
}

const PROFILE: Tree = { nodeType: "parameterReference", position: 1 };
const NAMES = ["e", "a", "price"];
const field = (object: Tree, fieldName: string): Tree => ({ nodeType: "fieldLookup", fieldName, object });
const apply = (fnName: string, ...params: Tree[]): Tree => ({ nodeType: "fnApply", fnName, params });
const variable = (varName: string): Tree => ({ nodeType: "varRef", varName });

/** A way to bring a name into scope around a condition: of an element, of a declaration, of a value. */
type Binder = (name: string, source: Tree, body: Tree) => Tree;
const BINDERS: readonly Binder[] = [
  (name, source, body) => apply("exists", source, { nodeType: "lambda", varNames: [name], body }),
  (varName, from, where) => ({
    nodeType: "exists",
    variables: [{ nodeType: "varDecl", varName, from, where }],
  }),
  (varName, value, body) => ({ nodeType: "let", varName, value, body }),
  (varName, from, where) => ({
    nodeType: "forall",
    variables: [
      { nodeType: "varDecl", varName, from, where },
      { nodeType: "varDecl", varName: "z", from: variable(varName) },
    ],
  }),
];

/** The tree with each variable replaced by how many names further out it was declared. */
function withoutNames(tree: unknown, bound: readonly string[] = []): unknown {
  if (Array.isArray(tree)) return tree.map((item) => withoutNames(item, bound));
  if (typeof tree !== "object" || tree === null) return tree;
  const { varName, varNames, variables, ...members } = tree as Tree;
  if (members["nodeType"] === "varRef") return { distance: bound.indexOf(String(varName)) };
  let inner = [varName ?? varNames ?? []].flat().map(String).concat(bound);
  const declared = (Array.isArray(variables) ? variables : []).map((declaration: Tree) => {
    const from = withoutNames(declaration["from"], inner);
    inner = [String(declaration["varName"]), ...inner];
    return { from, where: withoutNames(declaration["where"], inner) };
  });
  const entries = Object.entries(members).map(([key, value]) => [
    key,
    withoutNames(value, key === "value" ? bound : inner),
  ]);
  return { ...Object.fromEntries(entries), declared };
}

describe("Names of variables in pql/json", () => {
  it("keep the name of an element apart from what a rule declares inside its condition", () => {
    for (const text of [
      "xs[exists e from items where price > e.x]",
      "xs[ys[exists e2 from ^zs where e2.a = b]]",
      "chain(xEvent, timestamp, [A: WHAT(exists e from items where quantity = e.q)])",
    ])
      equal(convertToText(printTree(convertToJson(text).node ?? { nodeType: "" })).text, text);
  });

  it("give way to a field that is read bare", () => {
    const body = apply("=", field(variable("x"), "price"), field(variable("price"), "a"));
    const tree = BINDERS[1]("price", field(PROFILE, "ps"), BINDERS[0]("x", field(PROFILE, "xs"), body));
    equal(
      convertToText(JSON.stringify(tree)).text,
      "exists price2 from ps where xs.exists(price = price2.a)",
    );
  });

  it("mean in text what they mean in the tree, whatever they hide", () => {
    const level = fc.tuple(fc.constantFrom(...BINDERS), fc.constantFrom(...NAMES), fc.nat(3), fc.boolean());
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), fc.nat(4), (levels, chosen) => {
        const names = levels.map(([, name]) => name);
        const path = (depth: number, index: number): Tree =>
          field(depth === 0 ? PROFILE : variable(names[index % depth]), NAMES[index % NAMES.length]);
        const innermost = apply("=", path(levels.length, chosen), path(levels.length, chosen + 1));
        const tree = levels.reduceRight<Tree>((body, [bind, name, index, isAlone], depth) => {
          const inside = isAlone ? body : apply("and", apply("isNull", path(depth + 1, index)), body);
          return bind(name, path(depth, index), inside);
        }, innermost);
        const { text = "", problems } = convertToText(JSON.stringify(tree));
        deepEqual(problems, [], JSON.stringify(tree));
        const { node } = convertToJson(text);
        deepEqual(withoutNames(node), withoutNames(tree), `${text} of ${JSON.stringify(tree)}`);
      }),
      { numRuns: 500 },
    );
  });
});
