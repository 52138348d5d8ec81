/** Keywords, units and operators agree with the lexer, the catalogue and the calendar. */
import assert from "node:assert/strict";
import { findOperatorFunction } from "../../../../server/src/pql/language/functionCatalogue";
import { findKeyword, KEYWORDS } from "../../../../server/src/pql/language/keywords";
import { findOperator, OPERATORS, Precedence } from "../../../../server/src/pql/language/operatorLevels";
import {
  findTimeUnit,
  MISSPELLED_MILLENNIUM,
  TIME_UNITS,
} from "../../../../server/src/pql/language/timeUnits";
import { needsBackticks } from "../../../../server/src/pql/schema/pathText";
import { kindOfWord } from "../../../../server/src/pql/syntax/keywordLookup";
import { TokenKind } from "../../../../server/src/pql/syntax/tokenKinds";

describe("keywords", () => {
  it("are words to the lexer, in any case", () => {
    for (const { word } of KEYWORDS) {
      for (const spelling of [word, word.toUpperCase(), word.toLowerCase()]) {
        assert.notEqual(kindOfWord(spelling), TokenKind.Identifier, spelling);
      }
    }
  });

  it("are found in any case", () => {
    assert.equal(findKeyword("NOTIN")?.word, "notIn");
    assert.equal(findKeyword("what")?.word, "WHAT");
    assert.equal(findKeyword("city"), undefined);
    assert.equal(findKeyword("constructor"), undefined);
  });

  it("need backticks as field names only when they are hard", () => {
    for (const { word, reservation } of KEYWORDS)
      assert.equal(needsBackticks(word, false), reservation === "hard", word);
  });

  it("are each listed once", () => {
    assert.equal(new Set(KEYWORDS.map(({ word }) => word.toLowerCase())).size, KEYWORDS.length);
  });
});

describe("time units", () => {
  it("grow from one to the next", () => {
    const hours = TIME_UNITS.map((unit) => unit.hours);
    assert.deepEqual(
      hours,
      [...hours].sort((left, right) => left - right),
    );
  });

  it("are never shorter than the calendar can make them", () => {
    assert.equal(findTimeUnit("Months")?.hours, 31 * 24);
    assert.equal(findTimeUnit("year")?.hours, 366 * 24);
    assert.equal(findTimeUnit("hours")?.hours, 1);
  });

  it("accept the misspelling that was printed once", () => {
    assert.equal(findTimeUnit(MISSPELLED_MILLENNIUM)?.singular, "millennium");
    assert.equal(findTimeUnit("fortnight"), undefined);
  });
});

describe("operators", () => {
  it("are all in the catalogue", () => {
    for (const { functionId, symbol } of OPERATORS) assert.ok(findOperatorFunction(functionId), symbol);
  });

  it("tell sign from subtraction by position", () => {
    assert.equal(findOperator("-")?.precedence, Precedence.Additive);
    assert.equal(findOperator("-", "prefix")?.precedence, Precedence.Sign);
  });

  it("bind in the order of the reference", () => {
    const order = ["[]", "*", "+", "occurs", "NOT", "and", "or", "select"];
    const levels = order.map((symbol) => findOperator(symbol)?.precedence ?? 0);
    assert.deepEqual(
      levels,
      [...levels].sort((left, right) => left - right),
    );
    assert.equal(new Set(levels).size, order.length);
  });
});
