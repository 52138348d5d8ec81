/** The catalogue holds together: every entry can be read, found and told apart. */
import assert from "node:assert/strict";
import {
  allFunctions,
  findFunction,
  findFunctionForm,
  findMemberForm,
  findMethod,
  findOperatorFunction,
  namesOf,
  type PqlFunction,
} from "../../../../server/src/pql/language/functionCatalogue";
import { toSignatureLabel } from "../../../../server/src/pql/language/languageDocumentation";
import type { Type } from "../../../../server/src/pql/types/pqlTypes";

/** Pieces of syntax that operators are made of; a method or function with any other unknown type has a slip of the pen. */
const SYNTAX_NAMES: ReadonlySet<string> = new Set([
  "Comparison",
  "IntegerLiteral",
  "TimeUnit",
  "TimeUnitSingular",
  "Direction",
  "VariableDeclaration",
  "Identifier",
  "Lambda",
  "Tuple",
  "Path",
  "ChainStep",
  "ChainStepPart",
  "OccursConstraint",
  "ObjectEntry",
  "SchemaId",
]);

function syntaxNamesIn(type: Type): readonly string[] {
  switch (type.kind) {
    case "syntax":
      return [type.name];
    case "array":
      return syntaxNamesIn(type.element);
    case "map":
    case "mapEntry":
      return [...syntaxNamesIn(type.key), ...syntaxNamesIn(type.value)];
    case "expression":
      return syntaxNamesIn(type.result);
    case "lambda":
      return [...type.parameters, type.result].flatMap(syntaxNamesIn);
    default:
      return [];
  }
}

function typesOf({ signatures }: PqlFunction): Type[] {
  return signatures.flatMap(({ receiver, parameters, result }) => [
    ...(receiver ? [receiver] : []),
    ...parameters.map(({ type }) => type),
    result,
  ]);
}

describe("the catalogue", () => {
  it("tells entries apart by style, dialect and id", () => {
    const keys = allFunctions().map(({ style, dialects, id }) => `${style} ${dialects[0]} ${id}`);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
  });

  it("spells every type of every signature", () => {
    for (const entry of allFunctions()) {
      for (const name of typesOf(entry).flatMap(syntaxNamesIn))
        assert.ok(SYNTAX_NAMES.has(name), `${entry.id}: ${name}`);
    }
  });

  it("gives every method a receiver and nothing else that is called one", () => {
    for (const entry of allFunctions()) {
      const hasReceiver = entry.signatures.every(({ receiver }) => receiver !== undefined);
      const isBracket = entry.name.startsWith("[");
      assert.equal(hasReceiver, entry.style === "method" || isBracket, entry.id);
    }
  });

  it("uses the same name in every signature of an entry", () => {
    for (const { name, signatures } of allFunctions()) {
      for (const { text } of signatures) assert.ok(text.includes(`${name}(`), text);
    }
  });

  it("writes one sentence of summary and an example for every entry", () => {
    for (const { id, summary, example } of allFunctions()) {
      assert.match(summary, /^(?:[A-Z]|-1).*\.$/, id);
      assert.ok(example.length > 0, id);
    }
  });

  it("uses the tenant of all examples, and no other", () => {
    for (const { example } of allFunctions()) {
      for (const [tenant] of example.matchAll(/(?<![\w.])_\w+(?=\.)/g))
        assert.match(tenant, /^_acme$|^_xdm$/);
    }
  });

  it("places every parameter inside the label of its signature", () => {
    for (const signature of allFunctions().flatMap(({ signatures }) => signatures)) {
      const { text, parameters } = toSignatureLabel(signature);
      assert.equal(parameters.length, signature.parameters.length, text);
      for (const [index, [start, end]] of parameters.entries()) {
        assert.match(
          text.slice(start, end),
          new RegExp(`^(\\.\\.\\.)?${signature.parameters[index].name}\\??: .*\\w>*$`),
        );
      }
    }
  });
});

describe("catalogue lookups", () => {
  it("find methods by their exact name", () => {
    assert.equal(findMethod("sum")?.category, "aggregation");
    assert.equal(findMethod("Sum"), undefined);
    assert.equal(findMethod("exists")?.id, "exists (method)");
    assert.equal(findMethod("concat"), undefined);
  });

  it("respect the dialect when one is given", () => {
    assert.equal(findMethod("sum", "ajo-personalization"), undefined);
    assert.equal(findFunction("concat", "segmentation"), undefined);
    assert.equal(findFunction("concat", "ajo-personalization")?.name, "concat");
    assert.equal(findFunction("if", "ajo-personalization")?.name, "if");
  });

  it("find functions that are keywords in any case", () => {
    assert.equal(findFunction("CHAIN")?.name, "chain");
    assert.equal(findFunction("What")?.name, "WHAT");
    assert.equal(findFunction("COUNT")?.category, "event");
    assert.equal(findFunction("count")?.category, "ajo-aggregation");
    assert.equal(findFunction("CONCAT"), undefined);
  });

  it("find operators by symbol, word and id", () => {
    assert.equal(findOperatorFunction("!")?.id, "not");
    assert.equal(findOperatorFunction("NOTIN")?.id, "notIn");
    assert.equal(findOperatorFunction("sum over")?.name, "sum");
    assert.equal(findOperatorFunction("[]")?.category, "filter");
    assert.equal(findOperatorFunction("=="), undefined);
  });

  it("list the names of a dialect without those of old", () => {
    assert.ok(namesOf("method", "segmentation").includes("startsWith"));
    assert.ok(!namesOf("function", "segmentation").includes("concat"));
    assert.ok(!namesOf("function", "offer-filter").includes("modelInstances"));
  });
});

describe("the two call styles", () => {
  it("lead from function to method and back", () => {
    assert.deepEqual(findMemberForm("contains"), {
      functionName: "contains",
      memberName: "contains",
      style: "method",
      extraArguments: [],
    });
    assert.equal(findFunctionForm("contains")?.functionName, "contains");
  });

  it("lead to infix words where the audience has one", () => {
    assert.equal(findMemberForm("in")?.style, "infix");
    assert.equal(findMemberForm("like")?.style, "infix");
    assert.equal(findMemberForm("matches")?.style, "method");
  });

  it("carry the case switch where the name held it", () => {
    assert.deepEqual(findMemberForm("equalsIgnoreCase")?.extraArguments, ["false"]);
    assert.equal(findFunctionForm("equals")?.functionName, "equals");
  });

  it("end where the audience has no such operation", () => {
    assert.equal(findMemberForm("concat"), undefined);
    assert.equal(findFunctionForm("groupBy"), undefined);
  });
});
