/**
 * What a connection may change, and when production asks for its name.
 */
import assert from "node:assert/strict";
import { readConnection, readConnections } from "../../../../client/src/model/connection.js";
import {
  includesPermission,
  needsTypedConfirmation,
  readPermission,
} from "../../../../client/src/model/permissions.js";

const CONNECTION = { name: "Acme", orgId: "1@AdobeOrg", clientId: "c" };

describe("permissions of a connection", () => {
  it("are read-only unless somebody decided otherwise", () => {
    for (const value of [undefined, null, "", "admin", "PUBLISH", 1, {}])
      assert.equal(readPermission(value), "read");
    assert.equal(readConnection(CONNECTION)?.permissions, "read");
  });

  it("include everything below them", () => {
    assert.ok(includesPermission("publish", "draft"));
    assert.ok(includesPermission("draft", "draft"));
    assert.ok(!includesPermission("draft", "publish"));
    assert.ok(!includesPermission("read", "draft"));
  });

  it("ask for the name of a sandbox beyond drafts unless it is known to be for development", () => {
    assert.ok(needsTypedConfirmation("production", "publish"));
    assert.ok(needsTypedConfirmation(undefined, "publish"));
    assert.ok(needsTypedConfirmation("something new", "publish"));
    assert.ok(!needsTypedConfirmation("development", "publish"));
    assert.ok(!needsTypedConfirmation("production", "draft"));
  });
});

describe("connections in settings", () => {
  it("never carry a secret along", () => {
    const read = readConnection({
      ...CONNECTION,
      clientSecret: "p8e-secret",
      endpoints: { ims: "http://127.0.0.1" },
    });
    assert.ok(read);
    assert.ok(!JSON.stringify(read).includes("secret"));
    assert.deepEqual(read.endpoints, { ims: "http://127.0.0.1" });
  });

  it("leave out what cannot be used and the second of a name", () => {
    const entries = [null, 1, {}, { name: "x" }, CONNECTION, { ...CONNECTION, orgId: "2@AdobeOrg" }];
    assert.deepEqual(
      readConnections(entries).map(({ orgId }) => orgId),
      ["1@AdobeOrg"],
    );
  });

  it("accept scopes as text and as a list", () => {
    assert.equal(readConnection({ ...CONNECTION, scopes: ["a", "b"] })?.scopes, "a,b");
    assert.equal(readConnection({ ...CONNECTION, scopes: "a, b" })?.scopes, "a, b");
  });
});
