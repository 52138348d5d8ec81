/**
 * Origins of audiences in words, known and unknown.
 */
import assert from "node:assert/strict";
import { toOriginText, USUAL_ORIGIN } from "../../../../client/src/model/audienceOrigins.js";

describe("the origin of an audience", () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    ["REAL_TIME_CUSTOMER_PROFILE", USUAL_ORIGIN],
    ["CUSTOM_UPLOAD", "Custom upload"],
    ["SOME_NEW_PLACE", "Some new place"],
    ["", undefined],
    [undefined, undefined],
  ];
  for (const [given, text] of cases) {
    it(`${given === undefined ? "left out" : `“${given}”`} reads ${text ?? "as nothing"}`, () => {
      assert.equal(toOriginText(given), text);
    });
  }
});
