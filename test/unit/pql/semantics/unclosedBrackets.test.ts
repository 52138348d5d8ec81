/**
 * Brackets that somebody is still typing: what is behind them is not theirs, so no rewrite may take it in.
 */
import assert from "node:assert/strict";
import { checkClauses } from "../../../../server/src/pql/semantics/checkClauses";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { SHOP } from "./shopSchemas";

describe("brackets that are not closed", () => {
  for (const text of [
    'person["',
    'person["name',
    'person["name"',
    "orders[0",
    "orders[0 and total > 1",
    'hobbies["chess"',
  ]) {
    it(`are left to be closed: ${text}`, () => {
      for (const clause of parseQuery(text).clauses) {
        const problems = checkClauses([clause], SHOP).flatMap((findings) => findings.problems);
        for (const { fixes } of problems) {
          for (const { span } of fixes.flatMap(({ edits }) => edits)) {
            assert.ok(span.end <= clause.length, `${span.start}-${span.end}`);
            assert.doesNotMatch(text.slice(span.start, span.end), /^\[.*[^\]]$/);
          }
        }
      }
    });
  }

  for (const text of ["a.isNull(", "xs.count( and b = 1", "currentMonth(", "if(a,", "xs.distinct(,)"]) {
    it(`do not count what is still to be typed as an argument: ${text}`, () => {
      const { clauses } = parseQuery(text);
      const found = checkClauses(clauses, SHOP).flatMap((findings) => findings.problems);
      const codes = [...clauses.flatMap(({ problems }) => problems), ...found].map(({ code }) => code);
      assert.deepEqual([codes.includes("pql.arity"), codes.includes("pql.syntax")], [false, true]);
    });
  }
});
