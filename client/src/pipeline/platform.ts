/**
 * Opens and closes the one platform session of a command.
 */
import { createApiConnection } from "../api/apiConnection";
import type { ApiSession } from "../api/apiSession";
import { findHostWarning } from "../api/credentials";
import { createNetworkTransport } from "../api/networkTransport";
import type { CommandLine } from "./commandLine";
import type { PipelineEnvironment } from "./environment";

/** Runs `work` with a session of the sandbox and closes its sockets afterwards. */
export async function withPlatform<Result>(
  { environment, sandbox, line }: { environment: PipelineEnvironment; sandbox: string; line: CommandLine },
  work: (session: ApiSession) => Promise<Result>,
): Promise<Result> {
  const warning = findHostWarning(environment.endpoints);
  if (warning !== undefined) line.say(`Warning: ${warning}\n`);
  const connection = createApiConnection({
    name: "pipeline",
    credentials: environment.credentials,
    endpoints: environment.endpoints,
    createTransport: () => createNetworkTransport(),
  });
  try {
    return await work(connection.openSession(sandbox));
  } finally {
    await connection.close();
  }
}
