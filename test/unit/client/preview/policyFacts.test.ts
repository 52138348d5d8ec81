/**
 * Policy violations of an audience: by its own labels, and by those of the datasets and fields its expression reads.
 */
import assert from "node:assert/strict";
import type { ApiRequest, ApiSession } from "../../../../client/src/api/apiSession.js";
import { FieldLabelSearch, findViolations } from "../../../../client/src/preview/audience/usageLabels.js";
import type { FieldRead } from "../../../../server/src/protocol/clientMessages.js";
import { openSamplePlace, patience } from "./samplePlace.js";

const now = (): number => 0;
const profile = (...steps: readonly string[]): FieldRead => ({ root: "profile", steps });

async function findLabels(session: ApiSession, ...reads: readonly FieldRead[]): Promise<readonly string[]> {
  const { labels } = await new FieldLabelSearch(now).find(session, reads, patience);
  return labels.map(({ label, source }) => `${label} of ${source}`);
}

describe("labels of the fields an expression reads", () => {
  it("are those of the dataset the values come from, and of the field itself", async () => {
    const { session } = openSamplePlace();
    assert.deepEqual(await findLabels(session, profile("personalEmail", "address")), [
      "C2 of “Acme CRM customers”",
      "I1 of “Acme CRM customers”",
      "I1 of personalEmail.address in “Acme CRM customers”",
    ]);
  });

  it("hold for a group when something in it is labelled, and not for its neighbours", async () => {
    const { session } = openSamplePlace();
    const ofField = (found: readonly string[]): boolean =>
      found.some((one) => one.includes("personalEmail."));
    assert.equal(ofField(await findLabels(session, profile("personalEmail"))), true);
    assert.equal(ofField(await findLabels(session, profile("person", "name"))), false);
  });

  it("are none for events, for fields the labelled dataset does not have, and where nothing is read", async () => {
    const { session } = openSamplePlace();
    const event: FieldRead = { root: "event", steps: ["personalEmail", "address"] };
    assert.deepEqual(await findLabels(session, event), []);
    assert.deepEqual(await findLabels(session, profile("noSuchGroup", "field")), []);
    assert.deepEqual(await findLabels(session), []);
  });

  it("say when a dataset could not be looked at", async () => {
    const { session } = openSamplePlace();
    const send = (request: ApiRequest) =>
      request.path.endsWith("/labels") ? Promise.reject(new Error("forbidden")) : session.send(request);
    const { connection, sandbox, clock, log, orgId } = session;
    const bound = { toLinkedRequest: session.toLinkedRequest, withSandbox: session.withSandbox };
    const found = await new FieldLabelSearch(now).find(
      { connection, sandbox, clock, log, orgId, ...bound, send },
      [profile("personalEmail")],
      patience,
    );
    assert.deepEqual(found, { labels: [], isComplete: false });
  });
});

describe("policy violations", () => {
  const violations = (labels: readonly string[], isComplete = true): Promise<string> => {
    const { session } = openSamplePlace();
    const found = labels.map((label) => ({ label, source: "“Customers”" }));
    return findViolations(session, { labels: found, isComplete }, patience);
  };

  it("name the policy, the action, the label and where it comes from", async () => {
    const labels = ["C1", "C2", "C3", "C4", "C5", "I1", "S1"];
    const found = await Promise.all(labels.map((label) => violations([`core/${label}`])));
    const violated = found.filter((text) => !text.startsWith("none"));
    assert.ok(violated.length > 0, "some label of the sample organisation is denied something");
    for (const text of violated) assert.match(text, /\(.+\).*labels: \w+ of “Customers”/);
  });

  it("are none without labels, and never “none” where data could not be looked at", async () => {
    assert.equal(await violations([]), "none, because nothing it reads is labelled");
    assert.match(await violations([], false), /none known; not all data/);
  });
});
