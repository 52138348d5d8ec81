// Checklist A and C: the frame every answer comes in, and what callers without permission are told.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { absentRoutes } from "../../../client/src/sample/routes/absent.js";
import { inRepository } from "../../support/folders.js";
import { clientFor, clientOf, organisationFor, signIn, text } from "./client.js";

const AUDIENCES = "/data/core/ups/audiences";

describe("the frame of the sample organisation", () => {
  it("answers unknown routes with an HTML 404 and known routes with a wrong verb with a JSON 405", () => {
    const { call } = clientFor();
    for (const path of ["/data/core/ajo/journeys", "/ajo/journeys", `${AUDIENCES}/x/publish`, "/"]) {
      const answer = call(path);
      assert.equal(answer.status, 404);
      assert.match(answer.headers["content-type"] ?? "", /^text\/html/);
    }
    for (const verb of ["publish", "deactivate", "evaluate"])
      assert.match(call(`${AUDIENCES}/x/${verb}`, { body: {} }).headers["content-type"] ?? "", /^text\/html/);
    const wrongVerb = call("/ajo/journey", { method: "POST", body: {} });
    assert.equal(wrongVerb.status, 405);
    assert.ok(wrongVerb.json);
  });

  it("answers HEAD as GET without the body, and does not mind a slash at the end of an address", () => {
    const { call } = clientFor();
    const head = call(AUDIENCES, { method: "HEAD" });
    assert.deepEqual([head.status, head.body], [200, ""]);
    assert.equal(call("/data/core/ups/export/jobs/?limit=1").status, 200);
  });

  it("refuses what it has no licence for in the shape of the service, and the documentation lists all of it", () => {
    const { call } = clientFor();
    const documentation = readFileSync(inRepository("docs/platform.md"), "utf8");
    for (const { path, host, verbs } of absentRoutes) {
      assert.ok(documentation.includes(`\`${path}\``), `docs/platform.md lacks ${path}`);
      const [method = "GET"] = Object.keys(verbs);
      const answer = call(path.replace("**", "anything"), {
        method,
        host,
        ...(method === "GET" ? {} : { body: {} }),
      });
      assert.equal(answer.status, 403, path);
      assert.match(answer.headers["content-type"] ?? "", /json/);
    }
  });

  it("echoes the request id, invents one when none is sent, and spells the JSON type in several ways", () => {
    const { call } = clientFor();
    assert.equal(call(AUDIENCES, { headers: { "x-request-id": "mine" } }).headers["x-request-id"], "mine");
    assert.match(call(AUDIENCES).headers["x-request-id"] ?? "", /^[0-9a-f-]{36}$/);
    const types = new Set(Array.from({ length: 6 }, () => call(AUDIENCES).headers["content-type"]));
    assert.ok(types.has("application/json;charset=utf-8"));
    assert.ok(types.size > 1);
  });

  it("gives the same answers for the same seed, start and scenario, and other ids for another seed", () => {
    const list = (seed: number): string => clientFor({ seed }).call(`${AUDIENCES}?limit=50`).body;
    assert.equal(list(1), list(1));
    assert.notEqual(list(1), list(2));
  });

  it("shows a clock that is ten minutes off when the scenario asks for it", () => {
    const at = (scenario: string): number =>
      Date.parse(clientFor({ scenario }).call(AUDIENCES).headers["date"] ?? "");
    assert.equal(at("clock-skew") - at("default"), 600_000);
  });

  it("forgets changes on reset and refuses a scenario that does not exist", () => {
    const client = clientFor();
    const { id } = client.call(`${AUDIENCES}?limit=1`).json.children[0];
    client.call(`${AUDIENCES}/${encodeURIComponent(text(id))}`, {
      method: "PATCH",
      body: [{ op: "add", path: "/description", value: "changed" }],
    });
    client.organisation.reset();
    const fresh = clientOf(client.organisation);
    assert.notEqual(fresh.call(`${AUDIENCES}/${encodeURIComponent(text(id))}`).json.description, "changed");
    assert.throws(() => client.organisation.loadScenario("no-such-weather"), RangeError);
  });
});

describe("the gateway of the sample organisation", () => {
  it("names what is missing in the gateway's codes", () => {
    const { call } = clientFor();
    const codeOf = (headers: Record<string, string | undefined>): string => {
      const { status, json } = call(AUDIENCES, { headers });
      return `${status} ${json.error_code}`;
    };
    assert.equal(codeOf({ authorization: undefined }), "401 403010");
    assert.equal(codeOf({ authorization: "Bearer made-up" }), "401 401013");
    assert.equal(codeOf({ "x-api-key": undefined }), "403 403000");
    assert.equal(codeOf({ "x-api-key": "other" }), "403 403003");
    assert.equal(codeOf({ "x-gw-ims-org-id": undefined }), "400 400003");
    assert.equal(codeOf({ "x-gw-ims-org-id": "other@AdobeOrg" }), "403 403025");
    assert.equal(codeOf({ "x-sandbox-name": undefined }), "400 400003");
  });

  it("refuses a token that has expired by the organisation's clock", () => {
    const { organisation, call } = clientFor({ scenario: "short-lived" });
    assert.equal(call(AUDIENCES).status, 200);
    organisation.clock.advance(2_000);
    assert.equal(call(AUDIENCES).json.error_code, "401013");
  });

  it("answers missing permissions in each service's own way", () => {
    const { call } = clientFor({}, "no-audiences");
    const audiences = call(AUDIENCES);
    assert.equal(audiences.status, 401);
    assert.equal(audiences.json.error_code, undefined);
    assert.ok(audiences.json.errors);
    const hygiene = call("/data/core/hygiene/quota");
    assert.deepEqual([hygiene.status, hygiene.json.error_code], [401, undefined]);
    assert.equal(clientFor().call("/data/core/hygiene/quota").status, 200);
    assert.deepEqual(call("/data/foundation/catalog/dataSets").json, { title: "ForbiddenError" });
    const registry = call("/data/foundation/schemaregistry/stats");
    assert.equal(registry.status, 403);
    assert.match(text(registry.json.type), /XDM/);
  });

  it("lets a reader read and refuses the reader's writes", () => {
    const { call } = clientFor({}, "reader");
    assert.equal(call(AUDIENCES).status, 200);
    assert.equal(call(AUDIENCES, { body: {} }).status, 401);
  });

  it("tells a credential without roles by an empty sandbox list and refuses the administrator's list", () => {
    const { call } = clientFor({}, "outsider");
    const mine = call("/data/foundation/sandbox-management/", { sandbox: null });
    assert.equal(mine.status, 200);
    assert.deepEqual(mine.json, { sandboxes: [] });
    const all = call("/data/foundation/sandbox-management/sandboxes", { sandbox: null });
    assert.equal(all.status, 403);
    assert.match(text(all.json.type), /SMS-2010-403/);
  });

  it("keeps AEP working for a credential whose Journey Optimizer or CJA product is missing", () => {
    const { call } = clientFor({}, "aep-only");
    assert.equal(call(AUDIENCES).status, 200);
    assert.equal(call("/ajo/journey").json.error_code, "403003");
    assert.equal(call("/data/dataviews", { host: "cja" }).status, 403);
    const foreign = clientFor({ scenario: "foreign-key" });
    assert.equal(foreign.call(AUDIENCES).status, 200);
    assert.equal(foreign.call("/ajo/journey").json.message, "Api Key is invalid");
  });

  it("knows no object of another sandbox and no sandbox that does not exist", () => {
    const { call } = clientFor();
    const { id } = call(`${AUDIENCES}?limit=1`).json.children[0];
    assert.equal(call(`${AUDIENCES}/${encodeURIComponent(text(id))}`, { sandbox: "dev" }).status, 404);
    assert.equal(call(AUDIENCES, { sandbox: "nowhere" }).status, 400);
    assert.equal(call("/data/foundation/schemaregistry/stats", { sandbox: "nowhere" }).status, 403);
  });

  it("fixes permissions when a token is minted: a new role helps only new tokens", () => {
    const organisation = organisationFor();
    const before = clientOf(organisation, "outsider");
    organisation.state().tokens.grant(signedInAs(organisation), { "*": { "*": ["read"] } });
    assert.equal(before.call(AUDIENCES).status, 401);
    assert.equal(clientOf(organisation, "outsider").call(AUDIENCES).status, 200);
  });
});

function signedInAs(organisation: ReturnType<typeof organisationFor>): string {
  const { access_token: token } = signIn(organisation, "outsider").json;
  return organisation.state().tokens.find(text(token), organisation.clock.now())?.credential.clientId ?? "";
}
