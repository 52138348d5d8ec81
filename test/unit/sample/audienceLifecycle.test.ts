// Checklist D, second part: the states of an audience, who may leave them, and what stands in the way.
import assert from "node:assert/strict";
import { BASE, draft, findByName, patch, pathOf } from "./audienceCalls.js";
import { clientFor, text } from "./client.js";

describe("the lifecycle of audiences", () => {
  it("allows exactly the moves of the lifecycle", () => {
    const client = clientFor();
    const { id } = client.call(BASE, { body: draft("Moving") }).json;
    const move = (state: string): number => client.call(pathOf(id), patch("/lifecycleState", state)).status;
    assert.equal(move("inactive"), 400);
    assert.equal(move("published"), 200);
    assert.equal(move("draft"), 400);
    assert.equal(move("deleted"), 400);
    assert.equal(move("inactive"), 200);
    assert.equal(move("published"), 200);
  });

  it("refuses values of another kind, whichever way they come, and keeps what it had", () => {
    const client = clientFor();
    const { id } = client.call(BASE, { body: draft("Kinds") }).json;
    for (const [field, value] of [
      ["name", { a: 1 }],
      ["name", " "],
      ["description", 5],
      ["labels", "C1"],
      ["labels", [1]],
    ] as const) {
      const replaced = { method: "PUT", body: draft("Kinds", undefined, { [field]: value }) };
      assert.equal(client.call(BASE, { body: draft("Other", undefined, { [field]: value }) }).status, 400);
      assert.equal(client.call(pathOf(id), replaced).status, 400);
      assert.equal(client.call(pathOf(id), patch(`/${field}`, value)).status, 400);
    }
    assert.equal(client.call(pathOf(id)).json.name, "Kinds");
    assert.equal(client.call(`${BASE}/bulk-get`, { body: { ids: [id] } }).status, 400);
  });

  it("says why it refuses a move, in the shape of its service", () => {
    const client = clientFor();
    const { id } = client.call(BASE, {
      body: draft("Refused", "true", { lifecycleState: "published" }),
    }).json;
    for (const state of ["draft", "deleted", "sleeping"]) {
      const { status, json } = client.call(pathOf(id), patch("/lifecycleState", state));
      assert.equal(status, 400);
      assert.match(text(json.errors?.["400"]?.[0]?.message), new RegExp(state));
      assert.match(text(json.type), /^https:\/\/ns\.adobe\.com\/aep\/errors\/UPAPI-/);
      assert.ok(json.requestId);
    }
  });

  it("deletes drafts, published and inactive audiences alike", () => {
    const client = clientFor();
    for (const states of [[], ["published"], ["published", "inactive"]]) {
      const { id } = client.call(BASE, { body: draft(`Gone ${states.length}`) }).json;
      for (const state of states) client.call(pathOf(id), patch("/lifecycleState", state));
      assert.equal(client.call(pathOf(id), { method: "DELETE" }).status, 204);
      assert.equal(client.call(pathOf(id)).status, 404);
    }
  });

  it("publishes an audience of audiences only when the others are published", () => {
    const client = clientFor();
    const { id: inner } = client.call(BASE, { body: draft("Inner") }).json;
    const { id: outer } = client.call(BASE, { body: draft("Outer", `inSegment("${inner}")`) }).json;
    const publish = (id: unknown): number =>
      client.call(pathOf(id), patch("/lifecycleState", "published")).status;
    assert.equal(publish(outer), 400);
    assert.equal(publish(inner), 200);
    assert.equal(publish(outer), 200);
  });

  it("deletes with 204 and no content type, and refuses while others depend on it", () => {
    const client = clientFor();
    const base = findByName(client, "May be mailed");
    const refused = client.call(pathOf(base.id), { method: "DELETE" });
    assert.equal(refused.status, 400);
    assert.match(refused.body, /UPAPI-113631-403/);
    const { id } = client.call(BASE, { body: draft("Short-lived") }).json;
    const deleted = client.call(pathOf(id), { method: "DELETE" });
    assert.equal(deleted.status, 204);
    assert.equal(deleted.headers["content-type"], undefined);
    assert.equal(client.call(pathOf(id), { method: "DELETE" }).status, 404);
  });
});
