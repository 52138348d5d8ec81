/**
 * Who uses an audience: from real lists of the sample organisation, and what happens when some of it cannot be read.
 */
import assert from "node:assert/strict";
import type { ApiSession } from "../../../../client/src/api/apiSession.js";
import { fetchAudience, listAudiences } from "../../../../client/src/api/audiences.js";
import { fetchFlow, listDestinationFlows } from "../../../../client/src/api/flows.js";
import { listJourneys } from "../../../../client/src/api/journeys.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { AudienceUsers } from "../../../../client/src/model/audienceUsers.js";
import { toSandboxKey } from "../../../../client/src/model/resource.js";
import { findUsage, toUsageText } from "../../../../client/src/preview/audience/usage.js";
import { openSamplePlace, patience } from "../preview/samplePlace.js";

const forever = { now: () => 0, freshForMs: Number.POSITIVE_INFINITY };

function withSend(session: ApiSession, send: ApiSession["send"]): ApiSession {
  const { connection, sandbox, clock, log, orgId } = session;
  const toLinkedRequest: ApiSession["toLinkedRequest"] = (...args) => session.toLinkedRequest(...args);
  const withSandbox: ApiSession["withSandbox"] = (name) => session.withSandbox(name);
  return { connection, sandbox, clock, log, orgId, toLinkedRequest, withSandbox, send };
}

describe("users of an audience", () => {
  it("are the journeys that read it and the destinations that send it", async () => {
    const { session } = openSamplePlace();
    const users = new AudienceUsers(forever);
    const journey = (await collectItems(listJourneys(session))).find(({ audienceIds }) => audienceIds[0]);
    assert.ok(journey?.audienceIds[0]);
    const asked = { kind: "journeys", audienceId: journey.audienceIds[0] } as const;
    const journeys = await users.find(session, asked, patience);
    assert.ok(journeys.rows.some(({ id }) => id === journey.id));
    const [first] = await collectItems(listDestinationFlows(session));
    assert.ok(first);
    const { audiences } = await fetchFlow(session, first.id);
    const audienceId = audiences[0]?.id ?? "";
    const destinations = await users.find(session, { kind: "destinations", audienceId }, patience);
    assert.ok(destinations.rows.some(({ id }) => id === first.id));
  });

  it("are read once, until told to forget", async () => {
    let sent = 0;
    const { session } = openSamplePlace();
    const counted = withSend(session, (request) => {
      sent += 1;
      return session.send(request);
    });
    const users = new AudienceUsers(forever);
    await users.find(counted, { kind: "journeys", audienceId: "a" }, patience);
    const once = sent;
    await users.find(counted, { kind: "journeys", audienceId: "b" }, patience);
    assert.equal(sent, once);
    users.forget(toSandboxKey({ connection: session.connection, sandbox: session.sandbox ?? "" }));
    await users.find(counted, { kind: "journeys", audienceId: "b" }, patience);
    assert.equal(sent, 2 * once);
  });

  it("do not stay unread because the first who asked gave up", async () => {
    const { session } = openSamplePlace();
    const users = new AudienceUsers(forever);
    const first = new AbortController();
    const given = users.find(session, { kind: "journeys", audienceId: "a" }, first.signal);
    const other = users.find(session, { kind: "journeys", audienceId: "a" }, patience);
    first.abort();
    await assert.rejects(given);
    assert.equal((await other).failure, undefined);
  });
});

describe("the words for usage", () => {
  it("name what was found and what could not be looked through", async () => {
    const { session } = openSamplePlace();
    const forbidden = withSend(session, () => Promise.reject(new Error("forbidden")));
    const audiences = await collectItems(listAudiences(session));
    const audience = audiences.find(({ dependents }) => dependents.length === 0);
    assert.ok(audience);
    const found = await findUsage(
      { session: forbidden, users: new AudienceUsers(forever) },
      await fetchAudience(session, audience.id),
      patience,
    );
    const text = "nothing found; not everything is known about journeys and campaigns and destinations";
    assert.equal(toUsageText(found), text);
    assert.equal(
      toUsageText([{ kind: "campaign", names: ["A", "B"], isComplete: true }]),
      "2 campaigns (A, B)",
    );
  });
});
