/**
 * Numbers as people read them: money with its decimals, shares as percent, a missing number as missing.
 */
import assert from "node:assert/strict";
import { toChangeText, toValueText } from "../../../../client/src/reports/numberText";

describe("a number of a report", () => {
  for (const [value, type, text] of [
    [1_234, "int", "1,234"],
    [0, "int", "0"],
    [-3, "int", "-3"],
    [1_234.5, "decimal", "1,234.50"],
    [1_200, "currency", "1,200.00"],
    [-0.005, "CURRENCY", "-0.01"],
    [0.5, "percent", "50 %"],
    [0.051_23, "PERCENT", "5.12 %"],
    [1.25, "percent", "125 %"],
    [-0.2, "percent", "-20 %"],
    [undefined, "int", "no number"],
    [undefined, undefined, "no number"],
  ] as const)
    it(`is “${text}”: ${value} of type ${type}`, () => assert.equal(toValueText(value, { type }), text));

  for (const [now, before, text] of [
    [120, 100, "+20 %"],
    [80, 100, "−20 %"],
    [100, 100, "±0 %"],
    [0, 100, "−100 %"],
    [50, -100, "+150 %"],
    [5, 0, undefined],
    [undefined, 100, undefined],
    [100, undefined, undefined],
  ] as const)
    it(`changes by ${text}: ${before} to ${now}`, () => assert.equal(toChangeText(now, before), text));
});
