/** Limits of a query as a whole (docs/grammar.md#limits). */
import assert from "node:assert/strict";
import { createEnvironment, type Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { checkLimits } from "../../../../server/src/pql/semantics/queryLimits";
import { checkText, covered } from "./checking";
import { NO_SCHEMA } from "./shopSchemas";

const DECISION = createEnvironment({ dialect: "decisioning" });

function limitsOf(text: string, environment: Environment) {
  return checkLimits({ clauses: checkText(text, environment).traits, length: text.length }, environment);
}

describe("the limits of a query", () => {
  it("allow three aggregations and warn of the fourth", () => {
    const sum = (name: string) => `${name}.sum(total) > 1`;
    assert.deepEqual(limitsOf(["a", "b", "c"].map(sum).join(" and "), NO_SCHEMA), []);
    const text = ["a", "b", "c", "d", "e"].map(sum).join(" and ");
    const [problem, ...rest] = limitsOf(text, NO_SCHEMA);
    assert.deepEqual(rest, []);
    assert.equal(problem.code, "pql.tooManyAggregations");
    assert.equal(problem.severity, "warning");
    assert.equal(covered(checkText(text, NO_SCHEMA), problem.span), "d.sum(total)");
  });

  it("count aggregations in the call style of another dialect as well", () => {
    const text = ["a", "b", "c", "d"].map((name) => `count(${name}) > 1`).join(" and ");
    assert.deepEqual(
      limitsOf(text, NO_SCHEMA).map(({ code }) => code),
      ["pql.tooManyAggregations"],
    );
  });

  it("find the fourth aggregation inside one clause", () => {
    const text = "(a.min(x) > 1 or b.max(x) > 1 or c.average(x) > 1 or (sum V from d) > 1)";
    const [problem] = limitsOf(text, NO_SCHEMA);
    assert.equal(covered(checkText(text, NO_SCHEMA), problem.span), "sum V from d");
  });

  it("bound the size of decision rules and ranking formulas only", () => {
    const long = (size: number) => `person.gender = "${"x".repeat(size)}"`;
    assert.deepEqual(limitsOf(long(20_000), NO_SCHEMA), []);
    assert.deepEqual(limitsOf(long(1000), DECISION), []);
    assert.deepEqual(
      limitsOf(long(9000), DECISION).map(({ severity }) => severity),
      ["warning"],
    );
    assert.deepEqual(
      limitsOf(long(16_000), DECISION).map(({ severity }) => severity),
      ["error"],
    );
  });

  it("bound the nesting of brackets in decision rules", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}a = 1${")".repeat(depth)}`;
    assert.deepEqual(limitsOf(nested(30), DECISION), []);
    assert.deepEqual(
      limitsOf(nested(31), DECISION).map(({ code }) => code),
      ["pql.bracketDepth"],
    );
    assert.deepEqual(limitsOf(nested(31), NO_SCHEMA), []);
  });

  it("can be switched off by code", () => {
    const quiet = createEnvironment({ severities: new Map([["pql.tooManyAggregations", "off"]]) });
    assert.deepEqual(limitsOf("a.sum(x) > b.sum(x) + c.sum(x) + d.sum(x)", quiet), []);
  });
});
