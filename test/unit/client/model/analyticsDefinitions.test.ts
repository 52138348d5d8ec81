/**
 * Definitions of filters and calculated metrics in words: whole, or not at all.
 */
import assert from "node:assert/strict";
import { describeFilter, describeFormula } from "../../../../client/src/model/analyticsDefinitions";
import { JsonNumber } from "../../../../server/src/pql/text/exactJson";

const toFilter = (pred: object, context = "visitors") => ({ func: "segment", container: { context, pred } });
const tier = (func: string, more: object) => ({
  func,
  val: { func: "attr", name: "variables/tier" },
  ...more,
});
const metric = (name: string) => ({ func: "metric", name });

describe("definitions of Customer Journey Analytics in words", () => {
  it("say whom a filter keeps, with brackets where they matter", () => {
    assert.equal(
      describeFilter(toFilter(tier("streq", { str: "gold" }))),
      "People where variables/tier is “gold”",
    );
    const either = { func: "or", preds: [tier("ge", { num: 3 }), tier("not-exists", {})] };
    const both = { func: "and", preds: [tier("contains", { str: "o" }), either] };
    assert.equal(
      describeFilter(toFilter(both, "hits")),
      "Events where variables/tier contains “o” and (variables/tier is at least 3 or variables/tier is missing)",
    );
  });

  it("keep the digits of what is compared with", () => {
    const pred = tier("ge", { num: new JsonNumber("9007199254740993") });
    assert.equal(describeFilter(toFilter(pred)), "People where variables/tier is at least 9007199254740993");
  });

  it("say what a formula does with its metrics", () => {
    const orders = { func: "divide", col1: metric("metrics/orders"), col2: metric("metrics/visits") };
    assert.equal(describeFormula({ formula: orders }), "metrics/orders ÷ metrics/visits");
    assert.equal(
      describeFormula({ formula: { func: "multiply", col1: orders, col2: 100 } }),
      "(metrics/orders ÷ metrics/visits) × 100",
    );
  });

  it("leave out nothing: what has a part without words has none", () => {
    const sequence = { func: "and", preds: [tier("streq", { str: "gold" }), { func: "sequence" }] };
    assert.equal(describeFilter(toFilter(sequence)), undefined);
    assert.equal(describeFilter(toFilter(tier("streq", {}))), undefined);
    assert.equal(describeFilter(undefined), undefined);
    assert.equal(describeFilter(toFilter({ func: "and", preds: [] })), undefined);
    const mean = { func: "divide", col1: { func: "mean" }, col2: metric("m") };
    assert.equal(describeFormula({ formula: mean }), undefined);
  });
});
