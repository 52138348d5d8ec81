/** The tree of a failed test as it was expected: the conditions that decided are turned, and then the rule gives what the test wanted. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { toDecision, turnDeciders } from "../../../../server/src/pql/audienceTests/ruleDecision.js";
import type { TestResult } from "../../../../server/src/pql/audienceTests/runTests.js";
import type { ClauseExplanation } from "../../../../server/src/pql/evaluate/explanationTrace.js";
import { openAudienceTests } from "../../../../server/src/pql/service.js";
import { parseQuery } from "../../../../server/src/pql/syntax/parser.js";
import { inRepository } from "../../../support/folders.js";

const MADE = inRepository("test/fixtures/audience-tests");
const NOW = "2031-05-09T12:00:00Z";

/** What the conditions give together, whatever was written at the clauses that join them. */
function read(clause: ClauseExplanation): unknown {
  const values = clause.children.map(read);
  if (clause.kind === "not") return values[0] === "unknown" ? "unknown" : !values[0];
  if (clause.kind !== "and" && clause.kind !== "or") return clause.value;
  const absorbing = clause.kind === "or";
  if (values.includes(absorbing)) return absorbing;
  return values.includes("unknown") ? "unknown" : !absorbing;
}

function assertTurned(rule: string, { test, explanation, deciders }: TestResult): void {
  const wanted = test.question?.expected;
  assert.ok(explanation !== undefined && wanted !== undefined, test.name);
  const turned = turnDeciders(explanation.clauses, { deciders, wanted });
  assert.equal(turned.deciders.length, deciders.length);
  const clauses = turned.clauses.map((clause) => ({ ...clause, value: read(clause) as typeof clause.value }));
  assert.deepEqual(
    turned.clauses.map(({ value }) => value),
    clauses.map(({ value }) => value),
    "what joins the conditions says what they give",
  );
  assert.equal(toDecision(parseQuery(rule), clauses).value, wanted, `${test.name}: ${rule}`);
}

describe("the tree that a failed test expected", () => {
  it("gives the wanted answer, for every test of many rules asked for the opposite", () => {
    let count = 0;
    for (const file of readdirSync(MADE).filter((name) => name.endsWith(".pql"))) {
      const rule = readFileSync(path.join(MADE, file), "utf8").trim();
      const tests = readFileSync(path.join(MADE, file.replace(/\.pql$/, ".audience-test.json")), "utf8");
      const opposite = tests.replace(/("qualifies": )(true|false)/g, (_all, key: string, value: string) =>
        key.concat(value === "true" ? "false" : "true"),
      );
      for (const result of openAudienceTests(opposite, rule).run()) {
        assert.equal(result.outcome, "failed");
        assertTurned(rule, result);
        count++;
      }
    }
    assert.ok(count > 100);
  });

  it("turns only what decided, through not and brackets, also where the answer is unknown", () => {
    const rule = 'city = "Oslo" and (points > 10 or not (tier = "none" or tier = "test"))';
    for (const [profile, qualifies, wanted] of [
      [{ city: "Oslo", tier: "none" }, true, '→     ✔ points > 10\n|→         ✘ tier = "none"\n'],
      [{ city: "Bergen", points: 11 }, true, '→   ✔ city = "Oslo"\n'],
      [{ city: "Oslo", points: 11 }, "unknown", "→     ? points > 10\n"],
    ] as const) {
      const tests = JSON.stringify({ now: NOW, tests: [{ name: "a", profile, qualifies }] });
      const opened = openAudienceTests(tests, rule);
      for (const result of opened.run()) {
        assertTurned(rule, result);
        for (const line of wanted.split("|")) assert.ok(opened.explainWanted(result).includes(line), line);
        const [mine, its] = [opened.explainWanted(result), opened.explain(result)].map((text) =>
          text.split("\n"),
        );
        assert.equal(mine?.length, its?.length);
      }
    }
  });
});
