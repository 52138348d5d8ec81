/**
 * What may not reach a log is removed, and the rest stays readable.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createRedactor, redactText } from "../../../../client/src/api/redaction";

describe("Redaction", () => {
  it("removes tokens and secrets by their shape", () => {
    for (const text of [
      "Authorization: Bearer abc.def-ghi_jkl",
      '{"authorization":"Bearer abcdefghijkl"}',
      "grant_type=client_credentials&client_secret=abcdefghijkl&scope=x",
      '{"access_token":"abcdefghijkl","expires_in":1}',
      "token is eyJhbGciOiJSUzI1NiJ9.abcdefghijkl.sig",
      "p8e-abcdefghijklMNOPQRSTU",
    ]) {
      assert.ok(!/abcdefghijkl|abc\.def/.test(redactText(text)), redactText(text));
    }
  });

  it("removes addresses of people and keeps organisation ids", () => {
    assert.equal(redactText("jane.doe@example.com of 1234@AdobeOrg"), "••• of 1234@AdobeOrg");
  });

  it("leaves ordinary text alone", () => {
    const text = "GET /data/core/ups/audiences?start=0&limit=50 answered 200 in 31 ms";
    assert.equal(redactText(text), text);
  });

  it("removes the secrets it was given, also URL-encoded, wherever they stand", () => {
    const secretText = fc.string({ unit: "grapheme-ascii", minLength: 8 }).filter((text) => /\w/.test(text));
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const redact = createRedactor(() => [secret]);
        assert.ok(!redact(`${before}${secret}${after}`).includes(secret));
        assert.ok(!redact(`?name=${encodeURIComponent(secret)}`).includes(encodeURIComponent(secret)));
      }),
    );
  });

  it("survives secrets that are no well-formed text", () => {
    assert.equal(createRedactor(() => ["\ud800abcdef"])("fine"), "fine");
  });

  it("does not turn short values into holes in ordinary words", () => {
    assert.equal(createRedactor(() => ["", "a", "in"])("answered in time"), "answered in time");
  });
});
