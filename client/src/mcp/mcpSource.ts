/**
 * Where an agent's server reads: the platform with the environment's credentials, or the sample organisation in this process.
 */
import { createApiConnection } from "../api/apiConnection";
import type { ApiSession } from "../api/apiSession";
import { readEndpoints, readScopes } from "../api/credentials";
import { createNetworkTransport } from "../api/networkTransport";
import { getSandbox, readEnvironment, type Variables } from "../pipeline/environment";

/** An open session and its end. */
export interface AgentSource {
  readonly session: ApiSession;
  close(): Promise<void>;
}

/** The sandbox of the sample organisation that is read unless AEP_SANDBOX names another. */
const SAMPLE_SANDBOX = "dev";

/** Opens the session. Throws `BadUsage` naming the variables that are missing. */
export async function openSource({
  isSample,
  variables,
}: {
  readonly isSample: boolean;
  readonly variables: Variables;
}): Promise<AgentSource> {
  return isSample ? await openSample(variables["AEP_SANDBOX"]) : openPlatform(variables);
}

function openPlatform(variables: Variables): AgentSource {
  const environment = readEnvironment(variables);
  const sandbox = getSandbox(environment);
  const { credentials, endpoints } = environment;
  const createTransport = () => createNetworkTransport();
  const connection = createApiConnection({ name: "mcp", credentials, endpoints, createTransport });
  return { session: connection.openSession(sandbox), close: () => connection.close() };
}

async function openSample(sandbox = SAMPLE_SANDBOX): Promise<AgentSource> {
  const [
    { createSampleTransport },
    { createSampleOrganisation },
    { createCoreEngine },
    { sampleCredentials },
  ] = await Promise.all([
    import("../sample/sampleTransport"),
    import("../sample/organisation"),
    import("../sample/pql/coreEngine"),
    import("../sample/sampleCredentials"),
  ]);
  const { orgId, clientId, clientSecret, scopes } = sampleCredentials();
  const organisation = createSampleOrganisation({ engine: createCoreEngine() });
  const connection = createApiConnection({
    name: "sample",
    credentials: { orgId, clientId, clientSecret, scopes: readScopes(scopes.join(",")) },
    endpoints: readEndpoints(undefined),
    createTransport: () => createSampleTransport(organisation),
  });
  return { session: connection.openSession(sandbox), close: () => connection.close() };
}
