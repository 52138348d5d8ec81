/**
 * Signing in: the token call, sharing, renewal, and what people are told when Adobe refuses.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { toLifetimeMs, toRenewalTime } from "../../../../client/src/api/imsToken";
import { describeFailure } from "../../../../client/src/model/failureText";
import { type Answer, SECRET, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

describe("Signing in", () => {
  let stub: StubPlatform;
  let minted = 0;

  const token =
    (expiresIn: unknown): Answer =>
    (response) => {
      minted += 1;
      sendJson(response, 200, {
        access_token: `token-${minted}-abcdef`,
        token_type: "bearer",
        expires_in: expiresIn,
      });
    };

  async function begin(answer: Answer): Promise<void> {
    minted = 0;
    stub = await startStub(answer, { answersSignIn: true });
  }

  afterEach(() => stub.stop());

  it("posts a form and puts the secret nowhere else", async () => {
    await begin(token(86_399));
    await stub.connection.tokens.getToken();
    const [call] = stub.seen;
    assert.equal(call?.method, "POST");
    assert.equal(call?.path, "/ims/token/v3");
    assert.equal(call?.headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(call?.headers["authorization"], undefined);
    const form = new URLSearchParams(call?.body);
    assert.deepEqual(
      [form.get("grant_type"), form.get("client_id"), form.get("client_secret"), form.get("scope")],
      ["client_credentials", "clientid0123456789", SECRET, "openid,AdobeID"],
    );
    assert.ok(!JSON.stringify(stub.log).includes(SECRET));
  });

  it("asks once for many callers and reuses the token", async () => {
    await begin(token(86_399));
    const tokens = await Promise.all([1, 2, 3].map(() => stub.connection.tokens.getToken()));
    await stub.connection.tokens.getToken();
    assert.equal(new Set(tokens.map(({ value }) => value)).size, 1);
    assert.equal(minted, 1);
  });

  it("signs in with the other secret of a rotation, and reports the refusal of the first when none works", async () => {
    const works = (accepted: string) => (): Answer => (response, request) => {
      const secret = new URLSearchParams(request.body).get("client_secret");
      if (secret === accepted) return token(86_399)(response, request);
      return sendJson(response, 400, { error: "invalid_client" });
    };
    minted = 0;
    const otherSecrets = ["a-second-secret-0123456789"];
    stub = await startStub(works("a-second-secret-0123456789")(), { answersSignIn: true, otherSecrets });
    assert.match((await stub.connection.tokens.getToken()).value, /^token-1/);
    assert.equal(stub.seen.length, 2);
    await stub.stop();
    stub = await startStub(works("neither")(), { answersSignIn: true, otherSecrets });
    await assert.rejects(stub.connection.tokens.getToken(), (error) => isApiError(error, "signIn"));
    assert.equal(stub.seen.length, 2);
    assert.ok(!JSON.stringify(stub.log).includes("a-second-secret"));
  });

  it("renews five minutes before the end", async () => {
    await begin(token("86399"));
    await stub.connection.tokens.getToken();
    stub.clock.advance((86_399 - 301) * 1_000);
    await stub.connection.tokens.getToken();
    assert.equal(minted, 1);
    stub.clock.advance(2_000);
    await stub.connection.tokens.getToken();
    assert.equal(minted, 2);
  });

  it("takes large lifetimes as milliseconds and uses short ones for most of their life", () => {
    assert.equal(toLifetimeMs(86_399_992), 86_399_992);
    assert.equal(toLifetimeMs(86_399), 86_399_000);
    assert.ok(toLifetimeMs(undefined) > 0);
    assert.ok(toRenewalTime(0, 2_000) > 1_000);
    assert.equal(toRenewalTime(0, 86_400_000), 86_400_000 - 300_000);
  });

  it("forgets only the token it was told about", async () => {
    await begin(token(86_399));
    const { tokens } = stub.connection;
    const first = await tokens.getToken();
    tokens.dropToken("another");
    assert.equal((await tokens.getToken()).value, first.value);
    tokens.dropToken(first.value);
    assert.notEqual((await tokens.getToken()).value, first.value);
    tokens.dropToken();
    await tokens.getToken();
    assert.equal(minted, 3);
  });

  it("goes on for the others when one caller gives up, and stops when all do", async () => {
    await begin((response, request) => setImmediate(() => token(86_399)(response, request)));
    const controller = new AbortController();
    const impatient = stub.connection.tokens.getToken(controller.signal);
    const patient = stub.connection.tokens.getToken();
    controller.abort();
    await assert.rejects(impatient, (error) => isApiError(error, "cancelled"));
    assert.match((await patient).value, /^token-1/);
    stub.connection.tokens.dropToken();
    await stub.stop();

    await begin(() => undefined);
    const second = new AbortController();
    const only = stub.connection.tokens.getToken(second.signal);
    while (stub.seen.length === 0) await new Promise(setImmediate);
    second.abort();
    await assert.rejects(only, (error) => isApiError(error, "cancelled"));
    while (stub.abandoned() === 0) await new Promise(setImmediate);
  });

  it("explains refusals without repeating anything that was sent", async () => {
    for (const [status, body, words] of [
      [
        400,
        { error: "invalid_client", error_description: `secret ${SECRET} is wrong` },
        /client ID and client secret/,
      ],
      [401, { error: "invalid_client" }, /client ID and client secret/],
      [400, { error: "invalid_scope", error_description: "x" }, /scopes/],
      [400, { error: "invalid_request" }, /mistake in the extension/],
      [403, {}, /did not accept the credential/],
    ] as const) {
      await begin((response) => sendJson(response, status, body));
      const error = await stub.connection.tokens.getToken().catch((thrown: unknown) => thrown);
      assert.ok(isApiError(error, "signIn"));
      assert.match(describeFailure(error)?.text ?? "", words);
      assert.ok(!JSON.stringify([error, error.message, error.stack, stub.log]).includes(SECRET));
      await stub.stop();
    }
    await begin(token(1));
  });

  it("asks again after a busy moment of the sign-in, as long as it is told to wait, and gets one token", async () => {
    await begin((response, request) => {
      if (stub.seen.length > 2) return token(86_399)(response, request);
      return response.writeHead(stub.seen.length === 1 ? 429 : 503, { "retry-after": "2" }).end();
    });
    const before = stub.clock.now();
    await stub.connection.tokens.getToken();
    assert.deepEqual([stub.seen.length, minted], [3, 1]);
    assert.ok(stub.clock.now() - before >= 4000);
  });

  it("says throttled, unavailable or bad response where the credential is not to blame", async () => {
    const busy =
      (status: number, headers: Record<string, string> = {}): Answer =>
      (response) =>
        response.writeHead(status, { "content-type": "text/html", ...headers }).end("<html>");
    const answers: readonly (readonly [Answer, string, calls: number])[] = [
      [busy(429), "throttled", 4],
      [busy(429, { "retry-after": "60" }), "throttled", 1],
      [busy(503), "unavailable", 4],
      [busy(501), "unavailable", 1],
      [(response) => sendJson(response, 200, null), "badResponse", 1],
      [(response) => sendJson(response, 200, {}), "badResponse", 1],
      [(response) => response.writeHead(200).end(), "badResponse", 1],
    ];
    for (const [answer, code, calls] of answers) {
      await begin(answer);
      const error = await stub.connection.tokens.getToken().catch((thrown: unknown) => thrown);
      assert.ok(isApiError(error, code as "throttled"), `${code}: ${error}`);
      assert.equal(stub.seen.length, calls, "asked again only where waiting helps");
      await stub.stop();
    }
    await begin(token(1));
  });
});
