// Checklist L: what the stand-in notices about the client, and what it must not hold against it.
import assert from "node:assert/strict";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials.js";
import { clientFor, type SampleClient } from "./client.js";

const AUDIENCES = "/data/core/ups/audiences";

const violations = (client: SampleClient): string =>
  client.organisation.traffic().report().violations.join("\n");

describe("the checks on the client", () => {
  it("find nothing wrong with a correct client", () => {
    const client = clientFor();
    client.call(AUDIENCES);
    client.call("/data/dataviews", { host: "cja" });
    client.call("/data/foundation/sandbox-management/", { sandbox: null });
    client.call("/unifiedtags/tags", { host: "experience", sandbox: null });
    client.call(`${AUDIENCES}/bulk-get`, { body: { ids: [{ id: "x" }] } });
    assert.equal(violations(client), "");
  });

  it("notice missing headers, empty or undefined sandboxes, and a sandbox sent to CJA", () => {
    const found = (
      headers: Record<string, string | undefined>,
      host: "platform" | "cja" = "platform",
    ): string => {
      const client = clientFor();
      client.call(AUDIENCES, { headers, host });
      return violations(client);
    };
    assert.match(found({ "x-api-key": undefined }), /x-api-key is missing/);
    assert.match(found({ "x-sandbox-name": undefined }), /x-sandbox-name is missing/);
    assert.match(found({ "x-sandbox-name": "undefined" }), /x-sandbox-name is "undefined"/);
    assert.match(found({ "x-sandbox-name": "" }), /x-sandbox-name is ""/);
    assert.match(found({ "x-sandbox-name": "prod" }, "cja"), /sent to CJA/);
  });

  it("notice two content types, a body on GET, and a body without a type", () => {
    const client = clientFor();
    client.call(AUDIENCES, { body: {}, headers: { "content-type": "application/json, application/json" } });
    client.call(AUDIENCES, { method: "GET", body: {} });
    client.call(AUDIENCES, { body: {}, headers: { "content-type": undefined } });
    assert.match(violations(client), /more than one Content-Type/);
    assert.match(violations(client), /a body on a method that has none/);
    assert.match(violations(client), /a body without Content-Type/);
  });

  it("notice a secret in an address without repeating it", () => {
    const client = clientFor();
    const { clientSecret } = sampleCredentials();
    client.call(`${AUDIENCES}?name=${encodeURIComponent(clientSecret)}`);
    assert.match(violations(client), /client secret in the address/);
    assert.ok(!violations(client).includes(clientSecret));
  });

  it("notice a retried write, but not a write repeated after waiting for a throttle", () => {
    const write = (scenario: string): string => {
      const client = clientFor({ scenario });
      for (let attempt = 0; attempt < 2; attempt++)
        client.call(`${AUDIENCES}/x`, { method: "PATCH", body: [] });
      return violations(client);
    };
    assert.match(write("error-each-once"), /a failed write was sent again/);
    assert.match(write("unavailable-html"), /a failed write was sent again/);
    assert.doesNotMatch(write("throttled-seconds"), /sent again/);
  });

  it("allow three retries of a read with growing gaps and no more", () => {
    const retry = (gaps: number[]): string => {
      const client = clientFor({ scenario: "unavailable-html" });
      client.call(AUDIENCES);
      for (const gap of gaps) {
        client.organisation.clock.advance(gap);
        client.call(AUDIENCES);
      }
      return violations(client);
    };
    assert.equal(retry([100, 250, 600]), "");
    assert.match(retry([100, 250, 600, 900]), /tried 5 times/);
    assert.match(retry([900, 100]), /gap between retries shrank/);
  });

  it("list the writes to a production sandbox that were not announced, and take no question for a write", () => {
    const client = clientFor();
    const unconfirmed = (): readonly string[] => client.organisation.traffic().report().unconfirmedWrites;
    const write = (sandbox: string): void =>
      void client.call(`${AUDIENCES}/x`, { method: "PATCH", body: [], sandbox });
    write("dev");
    client.organisation.traffic().checks.confirmWrites(1);
    write("prod");
    client.call("/data/core/ups/preview/x", { method: "DELETE" });
    client.call(`${AUDIENCES}/bulk-get`, { body: { ids: [] } });
    assert.deepEqual(unconfirmed(), []);
    write("prod");
    assert.deepEqual(unconfirmed(), [`PATCH ${AUDIENCES}/x`]);
    const { writes } = client.organisation.traffic().report();
    assert.deepEqual(
      writes.map(({ sandbox }) => sandbox),
      ["dev", "prod", "prod"],
    );
  });

  it("notice more than four calls to a host or two sign-ins at once", () => {
    const traffic = clientFor().organisation.traffic();
    const leave = Array.from({ length: 5 }, () => traffic.enter("platform"));
    for (const end of leave) end();
    traffic.enter("platform")();
    assert.deepEqual(traffic.report().violations, ["platform: 5 calls in flight, at most 4 allowed"]);
    assert.equal(traffic.report().peakParallel["platform"], 5);
    traffic.enter("ims");
    traffic.enter("ims");
    assert.match(traffic.report().violations.join(), /ims: 2 calls in flight/);
  });
});
