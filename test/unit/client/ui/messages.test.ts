/**
 * Failures in words: every code has a sentence, giving up is silent, and our own mistakes are called that.
 */
import assert from "node:assert/strict";
import { ApiError, type ApiErrorCode } from "../../../../client/src/api/apiError.js";
import { Cancelled, UserError } from "../../../../client/src/model/userError.js";
import { describeError } from "../../../../client/src/ui/messages.js";

const CODES: readonly ApiErrorCode[] = [
  ...([
    "signIn",
    "unauthorized",
    "forbidden",
    "sandboxForbidden",
    "sandboxMissing",
    "notFound",
    "wrongRoute",
  ] as const),
  ...([
    "conflict",
    "staleEtag",
    "validation",
    "throttled",
    "unavailable",
    "timeout",
    "network",
    "tls",
  ] as const),
  ...(["badResponse", "tooLarge", "refused"] as const),
];

describe("describing a failure", () => {
  it("has a sentence for every code, with what the service said and the request to quote", () => {
    for (const code of CODES) {
      const described = describeError(new ApiError(code, "It said this.", { requestId: "r-1" }));
      assert.ok(described, code);
      assert.equal(described.code, code);
      assert.match(described.text, /^[A-Z].*\. It said this\. \(request r-1\)$/);
    }
  });

  it("is silent about giving up", () => {
    const abort = new Error("aborted");
    abort.name = "AbortError";
    for (const error of [new Cancelled(), new ApiError("cancelled", ""), abort])
      assert.equal(describeError(error), undefined);
  });

  it("passes on what is phrased for people already, with its ways out", () => {
    const waysOut = [{ title: "Do", command: "x" }];
    const described = describeError(new UserError("noSandbox", "Choose.", { waysOut }));
    assert.deepEqual(described, { code: "noSandbox", text: "Choose.", waysOut });
  });

  it("calls everything else a mistake of the extension and points to the log", () => {
    for (const error of [new TypeError("x is undefined"), "text", undefined]) {
      const described = describeError(error);
      assert.match(described?.text ?? "", /went wrong in the extension/);
      assert.equal(described?.waysOut[0]?.command, "aep.log.show");
    }
  });
});
