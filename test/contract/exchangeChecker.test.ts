/**
 * The judge itself, on a made-up definition: it must find every kind of fault, or a clean run proves nothing.
 * Needs nothing beside the repository.
 */
import assert from "node:assert/strict";
import { createExchangeChecker } from "./exchangeChecker";
import { readExchange } from "./exchangeRecord";
import { findKnownDifference } from "./knownDifferences";

const THING = {
  type: "object",
  required: ["name"],
  properties: {
    id: { type: "string", readOnly: true },
    name: { type: "string" },
    kind: { type: "string", enum: ["a", "b"] },
    size: { type: "integer", minimum: 0, exclusiveMinimum: true },
    parts: { type: "array", items: { $ref: "#/components/schemas/Thing" } },
  },
};

const DOCUMENT = {
  openapi: "3.0.1",
  servers: [{ url: "//{environment}.adobe.io/made/up", variables: { environment: { default: "platform" } } }],
  components: { schemas: { Thing: THING } },
  paths: {
    "/things/mine": { put: { responses: { 204: {} } } },
    "/things/{id}": {
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "string" } },
        { name: "limit", in: "query", schema: { type: "integer" } },
        {
          name: "fields",
          in: "query",
          explode: false,
          schema: { type: "array", items: { enum: ["x", "y"] } },
        },
        { name: "If-Match", in: "header", required: true, schema: { type: "string" } },
      ],
      put: {
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
        },
        responses: {
          200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
          400: {},
        },
      },
    },
  },
};

const check = createExchangeChecker([{ file: "made-up.yaml", document: DOCUMENT }]);

interface Change {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A header that is left out. */
  readonly without?: string;
  readonly body?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
}

/** `side: place message` of everything found about a correct exchange with one change. */
function judge(change: Change): readonly string[] {
  const headers: Record<string, string> = {
    authorization: "Bearer ***",
    "x-api-key": "k",
    "x-gw-ims-org-id": "o@AdobeOrg",
    "x-sandbox-name": "dev",
    "if-match": '"1"',
    "content-type": "application/json",
    ...change.headers,
  };
  if (change.without !== undefined) delete headers[change.without];
  const exchange = readExchange({
    method: "PUT",
    url: `https://platform.adobe.io/made/up${change.path ?? "/things/1?limit=2&fields=x,y"}`,
    headers,
    body: JSON.stringify(change.body ?? { name: "n", parts: [{ name: "p" }] }),
    response: {
      status: change.status ?? 200,
      headers: { "content-type": "application/json;charset=utf-8" },
      body: JSON.stringify(change.answer ?? { id: "1" }),
    },
  });
  return check(exchange).violations.map(({ side, place, message }) => `${side}: ${place} ${message}`);
}

describe("Judging an exchange", () => {
  it("finds nothing in a correct one", () => {
    assert.deepEqual(judge({}), []);
  });

  it("finds addresses nobody declares, and the closest one where several fit", () => {
    assert.deepEqual(judge({ path: "/nothing" }), ["request: path is not declared"]);
    assert.deepEqual(judge({ path: "/things/mine" }), ["request: body is not declared"]);
  });

  it("finds unknown, wrong and missing parameters", () => {
    assert.deepEqual(judge({ path: "/things/1?size=1" }), ["request: query/size is not declared"]);
    assert.deepEqual(judge({ path: "/things/1?limit=many" }), ["request: query/limit must be integer"]);
    assert.equal(judge({ path: "/things/1?fields=x,z" }).length, 1);
    assert.deepEqual(judge({ without: "if-match" }), ["request: header lacks If-Match"]);
  });

  it("finds missing members, wrong types and words outside of lists in what is sent", () => {
    assert.deepEqual(judge({ body: { kind: "a" } }), ["request: body must have required property 'name'"]);
    assert.deepEqual(judge({ body: { name: 1 } }), ["request: body/name must be string"]);
    assert.deepEqual(judge({ body: { name: "n", size: 0 } }), ["request: body/size must be > 0"]);
    assert.equal(judge({ body: { name: "n", kind: "c" } }).length, 1);
    assert.deepEqual(judge({ body: { name: "n", parts: [{ name: "p", parts: [{}] }] } }), [
      "request: body/parts/0/parts/0 must have required property 'name'",
    ]);
  });

  it("finds media types and shared headers that are wrong", () => {
    assert.deepEqual(judge({ headers: { "content-type": "text/plain" } }), [
      "request: type text/plain is not declared",
    ]);
    assert.equal(judge({ headers: { "x-sandbox-name": "undefined" } }).length, 1);
    assert.equal(judge({ headers: { authorization: "Basic x" } }).length, 1);
  });

  it("forgives answers missing members, nulls and new words, but no wrong type", () => {
    assert.deepEqual(judge({ answer: { name: null, kind: "z" } }), []);
    assert.deepEqual(judge({ answer: { parts: [{ name: 1 }] } }), [
      "answer: body/parts/0/name must be string,null",
    ]);
  });

  it("takes any success for a declared one, and no other undeclared status", () => {
    assert.deepEqual(judge({ status: 202 }), []);
    assert.deepEqual(judge({ status: 409 }), ["answer: status 409 is not declared"]);
  });

  it("never excuses a request", () => {
    const violation = {
      operation: "x",
      file: "",
      status: 401,
      place: "status",
      message: "401 is not declared",
    };
    assert.equal(findKnownDifference({ ...violation, side: "request" }), undefined);
    assert.ok(findKnownDifference({ ...violation, side: "answer" }));
  });

  it("holds the token call to its form", () => {
    const signIn = (url: string, body: string) =>
      check(
        readExchange({
          method: "POST",
          url,
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body,
          response: { status: 200, headers: {}, body: "" },
        }),
      ).violations.length;
    const form = "grant_type=client_credentials&client_id=a&client_secret=***&scope=s";
    const address = "https://ims-na1.adobelogin.com/ims/token/v3";
    assert.equal(signIn(address, form), 0);
    assert.ok(signIn(`${address}?${form}`, "") > 0);
  });
});
