/**
 * What a connection test finds and advises, product by product.
 */
import assert from "node:assert/strict";
import { isApiError } from "../../../../client/src/api/apiError";
import { listAudiences } from "../../../../client/src/api/audiences";
import { type StepVerdict, testConnection } from "../../../../client/src/api/connectionTest";
import { collectItems } from "../../../../client/src/api/pages";
import { describeFailure } from "../../../../client/src/model/failureText";
import { openSample } from "./support/samplePlatform";
import { type Answer, CREDENTIALS, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

const SANDBOXES = {
  sandboxes: [
    { name: "dev", type: "development" },
    { name: "prod", type: "production" },
  ],
};

/** A platform on which everything works, except where `odd` answers first. */
const healthy =
  (odd: Partial<Record<string, Answer>> = {}): Answer =>
  (response, request) => {
    const path = request.path.split("?")[0] ?? "";
    const special = odd[path];
    if (special !== undefined) return special(response, request);
    if (path.endsWith("/sandbox-management/")) return sendJson(response, 200, SANDBOXES);
    if (path.endsWith("/audiences")) return sendJson(response, 200, { children: [{ id: "a" }], _page: {} });
    if (path.endsWith("/campaigns")) return sendJson(response, 200, { data: [], _page: { totalPages: 0 } });
    if (path === "/data/dataviews")
      return sendJson(response, 200, { content: [{ id: "d" }], lastPage: true });
    response.writeHead(404, { "content-type": "text/html" }).end("<html></html>");
  };

const AUDIENCES = "/data/core/ups/audiences";
const CAMPAIGNS = "/journey/campaigns/service/campaigns";
const MINE = "/data/foundation/sandbox-management/";

describe("A connection test", () => {
  let stub: StubPlatform;

  afterEach(() => stub.stop());

  async function run(answer: Answer, sandbox?: string) {
    stub = await startStub(answer);
    return testConnection(stub.connection, { sandbox });
  }

  const states = (verdicts: readonly StepVerdict[]): string =>
    verdicts.map(({ step, state }) => `${step}:${state}`).join(" ");

  const adviceOn = (verdicts: readonly StepVerdict[], step: string): string =>
    describeFailure(verdicts.find((verdict) => verdict.step === step)?.error, {
      product: verdicts.find((verdict) => verdict.step === step)?.step,
    })?.text ?? "";

  it("takes the steps in order and needs no advice where all works", async () => {
    const heard: StepVerdict[] = [];
    stub = await startStub(healthy());
    const { verdicts, sandboxes } = await testConnection(stub.connection, {
      sandbox: "prod",
      onVerdict: (verdict) => heard.push(verdict),
    });
    assert.equal(states(verdicts), "signIn:works sandboxes:works aep:works ajo:works cja:works");
    assert.ok(verdicts.every(({ error }) => error === undefined));
    assert.deepEqual(heard, verdicts);
    assert.deepEqual(
      sandboxes.map(({ name }) => name),
      ["dev", "prod"],
    );
    const asked = stub.calls().map(({ path }) => path.split("?")[0]);
    assert.deepEqual(asked, [MINE, AUDIENCES, CAMPAIGNS, "/data/dataviews"]);
    assert.equal(stub.calls()[1]?.headers["x-sandbox-name"], "prod");
  });

  it("mints a new token, because permissions are fixed when a token is minted", async () => {
    stub = await startStub(healthy());
    const before = await stub.connection.tokens.getToken();
    await testConnection(stub.connection);
    assert.notEqual((await stub.connection.tokens.getToken()).value, before.value);
  });

  it("stops at sign-in when the credential is wrong", async () => {
    stub = await startStub((response) => sendJson(response, 400, { error: "invalid_client" }), {
      answersSignIn: true,
    });
    const { verdicts } = await testConnection(stub.connection);
    assert.equal(states(verdicts), "signIn:fails sandboxes:skipped aep:skipped ajo:skipped cja:skipped");
    assert.match(adviceOn(verdicts, "signIn"), /Developer Console/);
    assert.equal(stub.calls().length, 0);
  });

  it("treats an empty sandbox list as no access, and still looks at CJA", async () => {
    const { verdicts } = await run(
      healthy({
        [MINE]: (response) => sendJson(response, 200, { sandboxes: [] }),
        [`${MINE}sandboxes`]: (response) => sendJson(response, 403, { title: "no" }),
      }),
    );
    assert.equal(states(verdicts), "signIn:works sandboxes:fails aep:skipped ajo:skipped cja:works");
    assert.match(adviceOn(verdicts, "sandboxes"), /Role/);
  });

  it("does not take the administrator list for access", async () => {
    const { verdicts, sandboxes } = await run(
      healthy({
        [MINE]: (response) => sendJson(response, 200, { sandboxes: [] }),
        [`${MINE}sandboxes`]: (response) => sendJson(response, 200, SANDBOXES),
      }),
    );
    assert.equal(verdicts[1]?.state, "fails");
    assert.deepEqual(sandboxes, []);
  });

  it("notices when the chosen sandbox is not among them", async () => {
    const { verdicts } = await run(healthy(), "secret-lab");
    assert.equal(states(verdicts), "signIn:works sandboxes:fails aep:skipped ajo:skipped cja:works");
    assert.match(adviceOn(verdicts, "sandboxes"), /secret-lab/);
  });

  it("tells a missing API subscription from a missing right", async () => {
    const { verdicts } = await run(
      healthy({
        [AUDIENCES]: (response) => sendJson(response, 401, { title: "not allowed" }),
        [CAMPAIGNS]: (response) =>
          sendJson(response, 403, { error_code: "403003", message: "Api Key is invalid" }),
        "/data/dataviews": (response) => sendJson(response, 403, { errorCode: "insufficient_access" }),
      }),
    );
    assert.equal(states(verdicts), "signIn:works sandboxes:works aep:fails ajo:fails cja:fails");
    assert.match(adviceOn(verdicts, "aep"), /view segments/);
    assert.match(adviceOn(verdicts, "ajo"), /API key/);
    assert.match(adviceOn(verdicts, "cja"), /Product Profile/);
  });

  it("says what to do about outages, throttling and foreign organisations", async () => {
    const { verdicts } = await run(
      healthy({
        [AUDIENCES]: (response) =>
          sendJson(response, 403, { error_code: "403025", message: "Profile is not valid" }),
        [CAMPAIGNS]: (response) => response.writeHead(503).end(),
        "/data/dataviews": (response) => sendJson(response, 429, { error_code: "429050", message: "x" }),
      }),
    );
    assert.match(adviceOn(verdicts, "aep"), /organisation ID/);
    assert.match(adviceOn(verdicts, "ajo"), /Try again later/);
    assert.match(adviceOn(verdicts, "cja"), /Try again in/);
  });

  it("ends silently when cancelled", async () => {
    stub = await startStub(healthy());
    const cancelled = testConnection(stub.connection, { signal: AbortSignal.abort() });
    await assert.rejects(cancelled, (error) => isApiError(error, "cancelled"));
  });

  it("shows nothing of the secret", async () => {
    const report = await run(
      healthy({ [AUDIENCES]: (response) => sendJson(response, 403, { message: CREDENTIALS.clientSecret }) }),
    );
    const told = report.verdicts.map(({ step, error }) => [
      error,
      error?.message,
      describeFailure(error, { product: step }),
    ]);
    assert.ok(!JSON.stringify(told).includes(CREDENTIALS.clientSecret));
  });
});

describe("A connection test of the sample organisation", () => {
  it("agrees with what each credential may do", async () => {
    const expected: Readonly<Record<string, string>> = {
      full: "works works works",
      outsider: "works fails skipped",
      "no-audiences": "works works fails",
    };
    for (const [credential, states] of Object.entries(expected)) {
      const { verdicts } = await testConnection(openSample({ credential }).connection, { sandbox: "prod" });
      assert.equal(
        verdicts
          .slice(0, 3)
          .map(({ state }) => state)
          .join(" "),
        states,
        credential,
      );
    }
  });

  it("finds the missing product where the key is not subscribed, and works everywhere else", async () => {
    const { verdicts } = await testConnection(openSample({ scenario: "foreign-key" }).connection, {
      sandbox: "dev",
    });
    assert.equal(verdicts.map(({ state }) => state).join(" "), "works works works fails works");
    assert.match(describeFailure(verdicts[3]?.error)?.text ?? "", /API key/);
    const withoutProducts = await testConnection(openSample({ credential: "aep-only" }).connection);
    assert.deepEqual(
      withoutProducts.verdicts.map(({ state }) => state),
      ["works", "works", "works", "fails", "fails"],
    );
  });

  it("says that the secret is wrong after a rotation", async () => {
    const { verdicts } = await testConnection(openSample({ scenario: "secret-rotated" }).connection);
    assert.equal(verdicts[0]?.error?.code, "signIn");
  });
});

describe("Tokens of the sample organisation", () => {
  it("are renewed while a list is being walked, whatever unit their life is told in", async () => {
    for (const [scenario, mostMints] of [
      ["short-lived", 40],
      ["milliseconds", 1],
      ["clock-skew", 1],
    ] as const) {
      const { session, clock, organisation } = openSample({ scenario });
      for await (const page of listAudiences(session, { pageSize: 10 })) {
        assert.ok(page.items.length > 0);
        clock.advance(1_700);
      }
      const { tokensMinted, violations } = organisation.traffic().report();
      assert.ok(tokensMinted >= 1 && tokensMinted <= mostMints, `${scenario}: ${tokensMinted}`);
      assert.deepEqual(violations, []);
    }
  });

  it("are not minted call by call, so that a throttled sign-in is not noticed", async () => {
    const { session, organisation } = openSample({ scenario: "mint-throttle" });
    await collectItems(listAudiences(session, { pageSize: 5 }));
    assert.equal(organisation.traffic().report().tokensMinted, 1);
  });
});
