/**
 * Every published and observed kind of error body becomes the right code with the right words.
 */
import assert from "node:assert/strict";
import { ApiError, isApiError, isCancellation } from "../../../../client/src/api/apiError";
import { readErrorBody, readErrorText } from "../../../../client/src/api/errorBody";
import { type Refusal, toServiceError } from "../../../../client/src/api/errorMapping";
import { toTransportFailure } from "../../../../client/src/api/transportError";

interface Case {
  readonly name: string;
  readonly body: unknown;
  readonly message: string | undefined;
  readonly serviceCode?: string;
  readonly retryAfterMs?: number;
}

const CASES: readonly Case[] = [
  {
    name: "E1 with text",
    body: { error_code: "401013", message: "Oauth token is not valid" },
    message: "Oauth token is not valid",
    serviceCode: "401013",
  },
  {
    name: "E1 with a number",
    body: { error_code: 429050, message: "Too many requests" },
    message: "Too many requests",
    serviceCode: "429050",
  },
  {
    name: "E2",
    body: {
      requestId: "r",
      errors: { "400": [{ code: "UPAPI-113434-400", message: "name is taken" }] },
      type: "https://ns.adobe.com/aep/errors/UPAPI-113430-404",
      title: "general title",
      status: 404,
    },
    message: "name is taken",
    serviceCode: "UPAPI-113434-400",
  },
  {
    name: "E3",
    body: { requestId: "r", errors: { "404": [{ code: "X-1", message: "gone" }] } },
    message: "gone",
    serviceCode: "X-1",
  },
  {
    name: "E4",
    body: { type: "/placeholder/type/uri", status: 400, title: "BadRequestError", detail: "limit is 0" },
    message: "limit is 0",
  },
  { name: "E4 with a title only", body: { title: "ForbiddenError" }, message: "ForbiddenError" },
  {
    name: "E5",
    body: {
      type: "http://ns.adobe.com/aep/errors/XDM-1007-400",
      title: "Version on list",
      status: 400,
      report: { registryRequestId: "q", "detailed-message": "No version on lists", "sub-errors": [] },
      detail: "shorter",
    },
    message: "No version on lists",
    serviceCode: "XDM-1007-400",
  },
  {
    name: "E6",
    body: {
      type: "https://ns.adobe.com/aep/errors/CJMMAS-1136-404",
      title: "Not found",
      report: { tenantInfo: {}, additionalContext: { detailedMessage: "No such template" } },
      "error-chain": [],
    },
    message: "No such template",
    serviceCode: "CJMMAS-1136-404",
  },
  {
    name: "E7",
    body: {
      type: "https://ns.adobe.com/aep/errors/CJMCMP-2044-404",
      title: "T",
      message: "No published version",
      status: 404,
    },
    message: "No published version",
    serviceCode: "CJMCMP-2044-404",
  },
  { name: "E8", body: { reason: "R", message: "Journey broken" }, message: "Journey broken" },
  { name: "E8 with a reason only", body: { reason: "Bad filter" }, message: "Bad filter" },
  { name: "E9", body: { type: "about:blank", title: "Not Found", status: 404 }, message: "Not Found" },
  {
    name: "E10",
    body: { errorMessage: "Supplied version=[1] does not match", errorDetails: "x" },
    message: "Supplied version=[1] does not match",
  },
  {
    name: "E11",
    body: {
      timestamp: "t",
      type: "/namespacevalidation",
      status: 404,
      error: "NAMESPACE_NOT_FOUND",
      title: "No namespace",
      report: { code: "N-7" },
    },
    message: "No namespace",
    serviceCode: "N-7",
  },
  { name: "E12 as an object", body: { statusCode: "404" }, message: undefined, serviceCode: "404" },
  {
    name: "E12 as an array",
    body: [{ message: "Too many requests", cause: '{"Errors":[]}', retryAfterMs: "500", statusCode: "429" }],
    message: "Too many requests",
    serviceCode: "429",
    retryAfterMs: 500,
  },
  {
    name: "E13",
    body: { errorCode: 404, title: "Resource not found", detail: "No order" },
    message: "No order",
    serviceCode: "404",
  },
  {
    name: "E13 nested",
    body: { errors: { errorCode: 404, title: "Resource not found", detail: "No order" } },
    message: "No order",
    serviceCode: "404",
  },
  {
    name: "E14",
    body: { error: "invalid_client", error_description: "bad client" },
    message: "bad client",
    serviceCode: "invalid_client",
  },
  {
    name: "E15",
    body: { errorCode: "invalid_data", errorDescription: "No such view", errorId: "i" },
    message: "No such view",
    serviceCode: "invalid_data",
  },
  { name: "an empty object", body: {}, message: undefined },
  { name: "an empty array", body: [], message: undefined },
  { name: "null", body: null, message: undefined },
  { name: "a bare text", body: "nope", message: "nope" },
  {
    name: "members of the wrong kind",
    body: { message: { a: 1 }, errors: "x", report: [], title: "Left" },
    message: "Left",
  },
];

describe("An error body", () => {
  for (const { name, body, ...expected } of CASES) {
    it(`is understood: ${name}`, () => {
      const facts = readErrorBody(body);
      assert.equal(facts.message, expected.message);
      assert.equal(facts.serviceCode, expected.serviceCode);
      assert.equal(facts.retryAfterMs, expected.retryAfterMs);
    });
  }

  it("of any length becomes one line of at most 400 characters, and HTML is not repeated", () => {
    const long = "x\u001b[2J\r\n".repeat(5_000);
    for (const facts of [
      readErrorText(long, false),
      readErrorBody({ message: long }),
      readErrorBody({ errors: { 400: [{ message: long, code: long }] } }),
      readErrorBody({ report: { "detailed-message": long } }),
    ]) {
      assert.equal(facts.message?.length, 401, "with the sign that something was left out");
      assert.doesNotMatch(facts.message ?? "", /\p{Cc}/u);
      assert.ok((facts.serviceCode ?? "").length < 100);
    }
    assert.equal(readErrorText("<html>secret</html>", true).message, undefined);
    assert.equal(readErrorText("   ", false).message, undefined);
  });
});

describe("A refusal", () => {
  const codeOf = (refusal: Refusal): string => toServiceError(refusal).code;

  it("gets its code from the status", () => {
    const table: readonly (readonly [number, string])[] = [
      [400, "validation"],
      [403, "forbidden"],
      [404, "notFound"],
      [405, "wrongRoute"],
      [406, "wrongRoute"],
      [409, "conflict"],
      [412, "staleEtag"],
      [415, "wrongRoute"],
      [422, "validation"],
      [428, "conflict"],
      [429, "throttled"],
      [418, "validation"],
      [302, "badResponse"],
      [500, "unavailable"],
      [507, "unavailable"],
    ];
    for (const [status, code] of table) assert.equal(codeOf({ status, body: {} }), code, String(status));
  });

  it("as a web page is our fault at 404 and an outage at 503", () => {
    assert.equal(codeOf({ status: 404, text: "<html>", isHtml: true }), "wrongRoute");
    assert.equal(codeOf({ status: 404, text: "", isHtml: false }), "notFound");
    assert.equal(codeOf({ status: 503, text: "<html>", isHtml: true }), "unavailable");
  });

  it("with 401 means the token, or the sandbox when a service itself refuses", () => {
    const gateway = { error_code: "401013", message: "no" };
    assert.equal(codeOf({ status: 401, body: gateway, hasSandbox: true }), "unauthorized");
    assert.equal(codeOf({ status: 401, body: { title: "no" }, hasSandbox: true }), "sandboxForbidden");
    assert.equal(codeOf({ status: 401, body: { errorCode: "unauthorized" } }), "unauthorized");
  });

  it("with 409 is a stale version only where a version was sent", () => {
    assert.equal(codeOf({ status: 409, body: {}, hasEtag: true }), "staleEtag");
  });

  it("because of dependents is a conflict although its status is 400", () => {
    const body = { errors: { "400": [{ code: "UPAPI-113631-403", message: "has dependents" }] } };
    assert.equal(codeOf({ status: 400, body }), "conflict");
  });

  it("of a personal service does not repeat the words of the service", () => {
    const error = toServiceError({ status: 422, body: { message: "jane@example.com" }, isPersonal: true });
    assert.ok(!error.message.includes("jane"));
  });

  it("keeps request id, status, service code and the time to wait", () => {
    const error = toServiceError({
      status: 429,
      body: { error_code: 1 },
      requestId: "r",
      retryAfterMs: 5,
      operation: "GET /x",
    });
    assert.deepEqual(
      [error.status, error.serviceCode, error.requestId, error.retryAfterMs, error.operation],
      [429, "1", "r", 5, "GET /x"],
    );
    assert.ok(error.message.length > 0);
  });
});

describe("A transport failure", () => {
  const fail = (code: string, cause?: unknown) =>
    toTransportFailure(Object.assign(new Error("x"), { code, cause }), {});

  it("is told apart by its cause", () => {
    assert.equal(fail("ECONNREFUSED").error.code, "network");
    assert.equal(fail("ENOTFOUND").isDamaged, false);
    assert.equal(fail("DEPTH_ZERO_SELF_SIGNED_CERT").error.code, "tls");
    assert.equal(fail("CERT_HAS_EXPIRED").error.code, "tls");
    assert.equal(fail("UNABLE_TO_VERIFY_LEAF_SIGNATURE").error.code, "tls");
    assert.equal(fail("ECONNRESET").isDamaged, true);
    assert.equal(fail("UND_ERR_SOCKET", { code: "ECONNREFUSED" }).isDamaged, false);
    assert.equal(
      toTransportFailure(new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED" })]), {})
        .isDamaged,
      false,
    );
    assert.equal(toTransportFailure("odd", {}).error.code, "network");
  });
});

describe("An ApiError", () => {
  it("is recognised by code", () => {
    const error = new ApiError("cancelled");
    assert.ok(isApiError(error) && isApiError(error, "notFound", "cancelled") && isCancellation(error));
    assert.ok(!isApiError(error, "notFound") && !isApiError(new Error("x")) && !isCancellation(undefined));
  });
});
