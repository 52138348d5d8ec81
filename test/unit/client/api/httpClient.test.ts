/**
 * How the HTTP client behaves on a real socket: headers, retries, redirects, broken answers, cancellation.
 */

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type ApiError, isApiError } from "../../../../client/src/api/apiError";
import type { ApiSession } from "../../../../client/src/api/apiSession";
import { CONFIRMED } from "../../../support/confirmed";
import { type Answer, SECRET, type StubPlatform, sendJson, startStub, TOKEN } from "./support/stubPlatform";

const PATH = "/data/core/ups/audiences";

describe("The HTTP client", () => {
  let stub: StubPlatform;
  let session: ApiSession;

  async function begin(answer: Answer): Promise<void> {
    stub = await startStub(answer);
    session = stub.connection.openSession("Dev");
  }

  afterEach(() => stub.stop());

  async function failWith(request: Promise<unknown>): Promise<ApiError> {
    const error = await request.then(
      () => assert.fail("the call succeeded"),
      (thrown: unknown) => thrown,
    );
    assert.ok(isApiError(error), String(error));
    return error;
  }

  it("sends the shared headers, a lower-case sandbox and a fresh request id", async () => {
    await begin((response) => sendJson(response, 200, {}));
    await session.send({ path: PATH });
    await session.send({ path: PATH });
    const [first, second] = stub.calls();
    assert.equal(first?.headers["authorization"], `Bearer ${TOKEN}1`);
    assert.equal(first?.headers["x-api-key"], "clientid0123456789");
    assert.equal(first?.headers["x-gw-ims-org-id"], "5A3C1E7F62D04B8A0A495FD1@AdobeOrg");
    assert.equal(first?.headers["x-sandbox-name"], "dev");
    assert.equal(first?.headers["content-type"], undefined);
    assert.match(String(first?.headers["x-request-id"]), /^[0-9a-f-]{36}$/);
    assert.notEqual(first?.headers["x-request-id"], second?.headers["x-request-id"]);
  });

  it("refuses a sandbox call without a sandbox before anything is sent", async () => {
    await begin((response) => sendJson(response, 200, {}));
    const error = await failWith(session.withSandbox(undefined).send({ path: PATH }));
    assert.equal(error.code, "sandboxMissing");
    assert.equal(stub.seen.length, 0);
  });

  it("never names a sandbox in organisation-wide calls", async () => {
    await begin((response) => sendJson(response, 200, {}));
    await session.send({ path: "/data/dataviews", host: "cja", scope: "organisation" });
    assert.equal(stub.calls()[0]?.headers["x-sandbox-name"], undefined);
  });

  it("replaces the content type instead of adding a second one", async () => {
    await begin((response) => response.writeHead(204).end());
    const headers = { "content-type": "application/json-patch+json" };
    await session.send({ method: "PATCH", path: PATH, body: [], headers, ...CONFIRMED });
    assert.equal(stub.calls()[0]?.headers["content-type"], "application/json-patch+json");
  });

  it("tries a failing read four times with growing gaps and keeps the last request id", async () => {
    await begin((response) =>
      response.writeHead(503, { "content-type": "text/html" }).end("<html>no</html>"),
    );
    const error = await failWith(session.send({ path: PATH }));
    assert.equal(error.code, "unavailable");
    assert.equal(stub.calls().length, 4);
    assert.equal(error.requestId, stub.calls()[3]?.headers["x-request-id"]);
    const [a = 0, b = 0, c = 0] = stub.clock.sleeps;
    assert.ok(a < b && b < c, String(stub.clock.sleeps));
  });

  it("never repeats a write, whatever the failure", async () => {
    for (const status of [429, 500, 503]) {
      await begin((response) => sendJson(response, status, { message: "no" }));
      for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
        await failWith(session.send({ method, path: PATH, body: {}, ...CONFIRMED }));
      }
      assert.equal(stub.calls().length, 4);
      await stub.stop();
    }
    await begin((response) => response.destroy());
    await failWith(session.send({ method: "POST", path: PATH, body: {}, ...CONFIRMED }));
    assert.equal(stub.calls().length, 1);
  });

  it("waits as long as Retry-After says, in seconds and as a date of the service clock", async () => {
    for (const skewed of [false, true]) {
      let count = 0;
      await begin((response) => {
        count += 1;
        if (count > 1) return sendJson(response, 200, {});
        const date = new Date(Date.UTC(2001, 1, 1));
        const headers = skewed
          ? { date: date.toUTCString(), "retry-after": new Date(date.getTime() + 7_000).toUTCString() }
          : { "retry-after": "7" };
        response.writeHead(429, headers).end();
      });
      await session.send({ path: PATH });
      assert.ok((stub.clock.sleeps[0] ?? 0) >= 7_000 && (stub.clock.sleeps[0] ?? 0) < 8_000);
      if (!skewed) await stub.stop();
    }
  });

  it("reads the waiting time from an array body and reports it when the deadline is nearer", async () => {
    await begin((response) => sendJson(response, 429, [{ message: "slow down", retryAfterMs: "90000" }]));
    const error = await failWith(session.send({ path: PATH }));
    assert.equal(error.code, "throttled");
    assert.equal(error.retryAfterMs, 90_000);
    assert.equal(error.said, "slow down");
    assert.equal(stub.calls().length, 1);
  });

  it("does not follow redirects", async () => {
    await begin((response) => response.writeHead(302, { location: `${stub.endpoints.cja}/elsewhere` }).end());
    const error = await failWith(session.send({ path: PATH }));
    assert.equal(error.code, "badResponse");
    assert.equal(stub.calls().length, 1);
  });

  it("reads compressed answers, byte-order marks and wrong content types", async () => {
    let count = 0;
    await begin((response) => {
      count += 1;
      const text = '\uFEFF{"id":"x"}';
      if (count === 1) response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text));
      else response.writeHead(200, { "content-type": "text/plain" }).end(text);
    });
    for (let call = 0; call < 2; call += 1) {
      const { body } = await session.send({ path: PATH });
      assert.deepEqual(body, { id: "x" });
    }
  });

  it("tells an empty answer from null", async () => {
    let count = 0;
    await begin((response) => {
      count += 1;
      response.writeHead(200, { "content-type": "application/json" }).end(count === 1 ? "" : "null");
    });
    assert.equal((await session.send({ path: PATH })).body, undefined);
    assert.equal((await session.send({ path: PATH })).body, null);
  });

  it("repeats a read whose answer was cut off or whose connection broke", async () => {
    let count = 0;
    await begin((response) => {
      count += 1;
      if (count === 1)
        response.writeHead(200, { "content-type": "application/json" }).end('{"children":[{"id');
      else if (count === 2)
        response.writeHead(200, { "content-length": "500" }).write("{", () => response.destroy());
      else sendJson(response, 200, { ok: true });
    });
    assert.deepEqual((await session.send({ path: PATH })).body, { ok: true });
    assert.equal(count, 3);
  });

  it("says that a web page instead of data is a bad response, and an HTML 404 our own fault", async () => {
    let status = 200;
    await begin((response) =>
      response.writeHead(status, { "content-type": "text/html" }).end("<html>hi</html>"),
    );
    assert.equal((await failWith(session.send({ path: PATH }))).code, "badResponse");
    status = 404;
    assert.equal((await failWith(session.send({ path: PATH }))).code, "wrongRoute");
  });

  it("closes the socket when the caller gives up", async () => {
    const controller = new AbortController();
    await begin((response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"a":');
      setImmediate(() => controller.abort());
    });
    const error = await failWith(session.send({ path: PATH, signal: controller.signal }));
    assert.equal(error.code, "cancelled");
    while (stub.abandoned() === 0) await new Promise(setImmediate);
    assert.equal(stub.calls().length, 1);
  });

  it("sends nothing for a call that is cancelled already", async () => {
    await begin((response) => sendJson(response, 200, {}));
    const error = await failWith(session.send({ path: PATH, signal: AbortSignal.abort() }));
    assert.equal(error.code, "cancelled");
    assert.equal(stub.seen.length, 0);
  });

  it("ends a hanging write at its deadline without repeating it", async () => {
    await begin(() => setImmediate(() => stub.clock.advance(60_000)));
    const error = await failWith(session.send({ method: "PUT", path: PATH, body: {}, ...CONFIRMED }));
    assert.equal(error.code, "timeout");
    assert.equal(stub.calls().length, 1);
  });

  it("ends a hanging read within its deadline, with time left for a second try", async () => {
    const before = Date.UTC(2026, 0, 15, 12);
    await begin(() => setImmediate(() => stub.clock.advanceToNextTimer()));
    const error = await failWith(session.send({ path: PATH, deadlineMs: 60_000 }));
    assert.equal(error.code, "timeout");
    assert.equal(stub.calls().length, 2);
    assert.ok(stub.clock.now() - before <= 60_000);
  });

  it("names an address where nothing listens a network failure, without repeating", async () => {
    await begin((response) => sendJson(response, 200, {}));
    await session.send({ path: PATH });
    await stub.stop();
    const error = await failWith(session.send({ path: PATH }));
    assert.equal(error.code, "network");
  });

  it("writes neither token nor secret nor body of personal calls to the log", async () => {
    await begin((response) =>
      sendJson(response, 400, { message: `bad ${TOKEN}1 and ${SECRET} of jane@example.com` }),
    );
    const error = await failWith(session.send({ path: PATH, query: { name: SECRET }, isPersonal: false }));
    const personal = await failWith(session.send({ path: PATH, query: { id: "jane" }, isPersonal: true }));
    const everything =
      JSON.stringify(stub.log) + JSON.stringify([error, error.message, error.stack, error.cause]);
    assert.ok(!everything.includes(SECRET));
    assert.ok(!everything.includes(TOKEN));
    assert.ok(!everything.includes("jane"));
    assert.equal(personal.said, undefined);
  });
});

describe("A session", () => {
  let stub: StubPlatform;

  afterEach(() => stub.stop());

  it("mints one new token after a 401 and sends the call once more", async () => {
    stub = await startStub((response, request) =>
      request.headers["authorization"] === `Bearer ${TOKEN}1`
        ? sendJson(response, 401, { error_code: "401013", message: "Oauth token is not valid" })
        : sendJson(response, 200, { ok: true }),
    );
    const session = stub.connection.openSession("dev");
    const answers = await Promise.all([1, 2, 3].map(() => session.send({ path: PATH })));
    assert.equal(answers.length, 3);
    assert.equal(stub.seen.filter(({ host }) => host === "ims").length, 2);
  });

  it("reports a permission problem when the fresh token is refused too", async () => {
    for (const [body, code] of [
      [{ error_code: "401013", message: "no" }, "unauthorized"],
      [{ errors: { 401: [{ code: "X", message: "not your sandbox" }] } }, "sandboxForbidden"],
    ] as const) {
      stub = await startStub((response) => sendJson(response, 401, body));
      const call = stub.connection.openSession("dev").send({ path: PATH });
      await assert.rejects(call, (error) => isApiError(error, code));
      assert.equal(stub.calls().length, 2);
      await stub.stop();
    }
    stub = await startStub((response) => sendJson(response, 200, {}));
  });

  it("does not repeat a write that a service itself refused with 401", async () => {
    stub = await startStub((response) => sendJson(response, 401, { title: "no access" }));
    const call = stub.connection
      .openSession("dev")
      .send({ method: "POST", path: PATH, body: {}, ...CONFIRMED });
    await assert.rejects(call, (error) => isApiError(error, "sandboxForbidden"));
    assert.equal(stub.calls().length, 1);
  });

  it("refuses links to other hosts and resolves the rest against the service", async () => {
    stub = await startStub((response) => sendJson(response, 200, {}));
    const session = stub.connection.openSession("dev");
    const base = "/data/foundation/flowservice";
    assert.deepEqual(session.toLinkedRequest("/runs?limit=2&x=a%20b", base), {
      path: `${base}/runs`,
      query: { limit: ["2"], x: ["a b"] },
    });
    assert.equal(
      session.toLinkedRequest("@/audiences?start=1", "/data/core/ups").path,
      "/data/core/ups/audiences",
    );
    assert.equal(
      session.toLinkedRequest(`https://platform.adobe.io${base}/runs/7`, base).path,
      `${base}/runs/7`,
    );
    for (const link of [
      "https://evil.example/x",
      "//evil.example/x",
      "https://platform.adobe.io.evil.example/x",
    ]) {
      assert.throws(
        () => session.toLinkedRequest(link, base),
        (error) => isApiError(error, "refused"),
      );
    }
  });
});
