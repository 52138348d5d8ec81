/**
 * Somebody else at work on the same organisation: a client of its own with a token of its own, that knows nothing of the
 * editor under test. Changes what it likes, as other people do.
 */
import { createApiConnection } from "../../../client/src/api/apiConnection.js";
import type { ApiSession } from "../../../client/src/api/apiSession.js";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../client/src/sample/sampleTransport.js";
import type { TestApi } from "../../../client/src/testApi.js";
import { CONFIRMED } from "../../support/confirmed.js";
import { getOrganisation } from "./extensionUnderTest.js";

/** Opens a sandbox as somebody else. */
export async function openElsewhere(api: TestApi, sandbox = "dev"): Promise<ApiSession> {
  const organisation = await getOrganisation(api);
  const connection = createApiConnection({
    name: "Somebody else",
    credentials: sampleCredentials("colleague"),
    createTransport: () => createSampleTransport(organisation),
  });
  return connection.openSession(sandbox);
}

/** Changes one field of an audience as somebody else. */
export async function changeElsewhere(
  session: ApiSession,
  id: string,
  { path, value }: { readonly path: string; readonly value: unknown },
): Promise<void> {
  const body = [{ op: "add", path, value }];
  await session.send({
    method: "PATCH",
    path: `/data/core/ups/audiences/${encodeURIComponent(id)}`,
    body,
    ...CONFIRMED,
  });
}
