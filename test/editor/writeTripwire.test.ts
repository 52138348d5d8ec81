/**
 * The tripwire in the running extension: its own signed-in session, handed to somebody who has no confirmed preview, changes
 * nothing; and in everything the suite did before, nothing was ever sent to people.
 */
import assert from "node:assert/strict";
import type { ApiSession, HttpMethod } from "../../client/src/api/apiSession.js";
import type { TestApi } from "../../client/src/testApi.js";
import { CONFIRMED } from "../support/confirmed.js";
import { getOrganisation, getTestApi, SAMPLE, useSample } from "./harness/extensionUnderTest.js";

const WRITES: readonly (readonly [HttpMethod, string])[] = [
  ["POST", "/data/core/ups/audiences"],
  ["PUT", "/data/core/ups/audiences/x"],
  ["PATCH", "/data/foundation/flowservice/flows/x"],
  ["DELETE", "/data/core/ups/audiences/x"],
  ["POST", "/data/core/activation/disflowprovider/adhocrun"],
  ["PUT", "/ajo/content/templates/x"],
  ["POST", "/ajo/content/fragments/publications"],
  ["POST", "/an/address/nobody/knows"],
];

describe("the tripwire of writes", () => {
  let api: TestApi;
  let session: ApiSession;
  before(async () => {
    api = await getTestApi();
    await useSample(api);
    session = await (await api.services.sessions()).open(SAMPLE, "dev");
  });

  it("stops a write of the extension's own session that no preview confirmed, before it leaves", async () => {
    const traffic = (await getOrganisation(api)).traffic();
    const before = traffic.attempts().length;
    for (const [method, path] of WRITES) {
      await assert.rejects(
        session.send({ method, path, body: {} }),
        { code: "refused", reason: { kind: "unconfirmed" } },
        path,
      );
      // Made outside the extension's preview: right in form, worth nothing.
      const forged = session.send({ method, path, body: {}, ...CONFIRMED });
      await assert.rejects(forged, { code: "refused", reason: { kind: "unconfirmed" } }, path);
    }
    assert.equal(traffic.attempts().length, before);
  });

  it("was never needed for what sends, triggers or proofs a message", async () => {
    const { tripwires, writes } = (await getOrganisation(api)).traffic().report();
    assert.deepEqual(tripwires, []);
    assert.doesNotMatch(JSON.stringify(writes), /\/proofs|\/trigger|\/im\/executions/);
  });
});
