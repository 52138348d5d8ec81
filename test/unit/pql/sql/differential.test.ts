/**
 * The evaluator against an engine that is not ours: rules as SQL on DuckDB over the same profiles. Wherever the evaluator
 * decides, SQL must say the same. `npm run test:differential` tries ten times as much.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { describeDifferences, runDifferential } from "../../../support/differentialRun";

const SIZE = { rules: 210, profiles: 520 };

describe("the evaluator and DuckDB", () => {
  it("give the same answer for 100,000 random pairs of rule and profile", async function () {
    this.timeout(120_000);
    const run = await runDifferential({ ...SIZE, seed: fc.readConfigureGlobal().seed ?? 1 });
    if ("missing" in run) {
      process.stdout.write(`DuckDB cannot be loaded here, so nothing was compared: ${run.missing}\n`);
      return this.skip();
    }
    const { outcome } = run;
    assert.equal(outcome.differences.length, 0, describeDifferences(outcome));
    assert.ok(outcome.compared >= 100_000, `${outcome.compared} pairs were compared`);
    assert.ok(outcome.qualified > outcome.compared / 5 && outcome.qualified < (outcome.compared * 4) / 5);
    assert.ok(outcome.refused < SIZE.rules / 20, `${outcome.refused} rules were refused`);
    for (const sign of [
      "list_sum",
      "len(",
      "LIKE",
      "regexp_matches",
      "date_trunc",
      "UNION ALL",
      "INTERVAL",
      "list_max",
    ]) {
      assert.ok(
        outcome.statements.some((statement) => statement.includes(sign)),
        `${sign} was tried`,
      );
    }
  });
});
