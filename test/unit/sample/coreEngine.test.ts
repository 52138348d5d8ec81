// The sample organisation over the real language core: its own audiences are sound, and it refuses what the platform would.
import assert from "node:assert/strict";
import { createCoreEngine } from "../../../client/src/sample/pql/coreEngine.js";
import { checkText, readEnvironment } from "../../../server/src/pql/service.js";
import { clientFor, organisationFor, text } from "./client.js";

interface Expression {
  readonly format?: string;
  readonly value?: string;
}

describe("the audiences of the sample organisation", () => {
  const state = organisationFor({ scenario: "big-org" }).state();

  for (const sandbox of ["prod", "dev", "stage"]) {
    it(`hold no error over the schemas of ${sandbox}, and can be evaluated as they say`, () => {
      const environment = readEnvironment(state.unions(sandbox));
      // All that are written by hand, and some of each family: the families repeat themselves.
      const audiences = state.audiences(sandbox).list();
      for (const { record } of audiences.filter((_audience, index) => index < 180 || index % 61 === 0)) {
        const { format, value } = (record["expression"] ?? {}) as Expression;
        const { name: schema } = record["schema"] as { name: string };
        if (format !== "pql/text" || value === undefined || !schema.endsWith("profile")) continue;
        const { problems, evaluation } = checkText(value, environment);
        const broken = problems.filter(({ severity }) => severity === "error");
        assert.deepEqual(broken, [], `${record.name}: ${value}`);
        const info = (record["evaluationInfo"] ?? {}) as Record<string, { enabled: boolean } | undefined>;
        if (info["synchronous"]?.enabled === true) assert.notEqual(evaluation.edge.answer, "no", record.name);
        if (info["continuous"]?.enabled === true)
          assert.notEqual(evaluation.streaming.answer, "no", record.name);
      }
    });
  }
});

describe("the real core behind the stand-in", () => {
  const client = clientFor({ engine: createCoreEngine() });
  const BASE = "/data/core/ups";
  const create = (value: string, sandbox = "dev") =>
    client.call(`${BASE}/audiences`, {
      sandbox,
      body: {
        name: `With ${value}`,
        type: "SegmentDefinition",
        schema: { name: "_xdm.context.profile" },
        expression: { type: "PQL", format: "pql/text", value },
        lifecycleState: "draft",
      },
    });

  it("refuses unknown fields and wrong types with line and column", () => {
    assert.equal(create("_acme.loyalty.points > 3").status, 200);
    const unknown = create("_acme.loyalty.points > 3\n  and _acme.loyalty.ponts > 3");
    assert.equal(unknown.status, 400);
    assert.match(text(unknown.json.errors?.["400"]?.[0]?.message), /line 2:\d+ .*ponts/);
    assert.equal(create('_acme.loyalty.points = "many"').status, 400);
  });

  it("knows the fields of each sandbox", () => {
    const rule = "_acme.giftCards.sum(balance) >= 25 and loyalty.points > 0";
    assert.equal(create(rule).status, 200);
    assert.equal(create(rule, "stage").status, 400);
  });

  it("converts what the small engine cannot", () => {
    const convert = (format: string, value: string) =>
      client.call(`${BASE}/segment/conversion`, {
        body: {
          name: "x",
          schema: { name: "_xdm.context.profile" },
          expression: { type: "PQL", format, value },
        },
      }).json.expression;
    const rule = '_acme.orders.exists(status = "open")';
    const tree = convert("pql/text", rule);
    assert.equal(tree?.format, "pql/json");
    assert.equal(convert("pql/json", text(tree?.value))?.format, "pql/text");
  });
});
