/**
 * The same client over a real socket to the sample organisation: compression, pieces, path prefixes,
 * lost connections and cancellation, end to end.
 */
import assert from "node:assert/strict";
import { type ApiConnection, createApiConnection } from "../../../../client/src/api/apiConnection";
import { isApiError } from "../../../../client/src/api/apiError";
import { listAudiences } from "../../../../client/src/api/audiences";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { listDestinationFlows } from "../../../../client/src/api/flows";
import { createNetworkTransport } from "../../../../client/src/api/networkTransport";
import { collectItems } from "../../../../client/src/api/pages";
import { fetchUnionSchema, PROFILE_UNION } from "../../../../client/src/api/schemas";
import { listTags } from "../../../../client/src/api/tagsAndFolders";
import {
  createSampleOrganisation,
  type SampleOrganisation,
} from "../../../../client/src/sample/organisation";
import { sampleCredentials } from "../../../../client/src/sample/sampleCredentials";
import { type SampleServer, serveSample } from "../../../../client/src/sample/server";
import { TestClock } from "./support/testClock";

describe("Over loopback", () => {
  let organisation: SampleOrganisation;
  let server: SampleServer;
  let connection: ApiConnection;

  async function begin(scenario: string): Promise<void> {
    organisation = createSampleOrganisation({ scenario });
    server = await serveSample(organisation, { port: 0 });
    connection = createApiConnection({
      name: "loopback",
      credentials: sampleCredentials(),
      endpoints: server.endpoints,
      createTransport: () => createNetworkTransport(),
      clock: new TestClock(),
    });
  }

  afterEach(async () => {
    await connection.close();
    await server.close();
    assert.deepEqual(organisation.traffic().report().violations, []);
  });

  it("every host is reached below its prefix, plain, compressed or in pieces", async () => {
    for (const scenario of ["default", "gzip", "chunked"]) {
      await begin(scenario);
      const session = connection.openSession("dev");
      assert.ok((await collectItems(listAudiences(session))).length > 0);
      assert.ok((await collectItems(listDestinationFlows(session))).length > 0);
      assert.ok((await collectItems(listTags(session))).length > 0);
      assert.ok((await collectItems(listDataViews(session))).length > 0);
      assert.ok(Object.keys((await fetchUnionSchema(session, PROFILE_UNION)).json).length > 3);
      if (scenario !== "chunked") await connection.close().then(() => server.close());
    }
  });

  it("a lost connection is a network failure after the last try", async () => {
    for (const scenario of ["reset-before", "reset-after-headers", "cut-json"]) {
      await begin(scenario);
      const page = listDestinationFlows(connection.openSession("dev")).nextPage();
      await assert.rejects(page, (error) => isApiError(error, "network"), scenario);
      if (scenario !== "cut-json") await connection.close().then(() => server.close());
    }
  });

  it("giving up closes the socket at the service", async () => {
    await begin("default");
    const session = connection.openSession("dev");
    await listAudiences(session).nextPage();
    organisation.adjust({ weather: [{ effect: "delay", delayMs: 30_000 }] });
    const controller = new AbortController();
    const page = listAudiences(session).nextPage(controller.signal);
    const before = organisation.traffic().report().exchanges;
    while (organisation.traffic().report().exchanges === before) await new Promise(setImmediate);
    controller.abort();
    await assert.rejects(page, (error) => isApiError(error, "cancelled"));
    while (organisation.traffic().report().aborted === 0) await new Promise(setImmediate);
  });
});
