/**
 * Opens and closes the one platform session of a command, and says so where a call failed because there is no such sandbox.
 */

import { createApiConnection } from "../api/apiConnection";
import { type ApiErrorCode, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { findHostWarning } from "../api/credentials";
import { createNetworkTransport } from "../api/networkTransport";
import { fetchSandboxes } from "../api/sandboxes";
import type { CommandLine } from "./commandLine";
import type { PipelineEnvironment } from "./environment";
import { BadUsage } from "./failures";

/** What services answer, each in its way, to the name of a sandbox that they do not know. */
const SANDBOX_REFUSALS = [
  "forbidden",
  "sandboxForbidden",
  "validation",
  "notFound",
] as const satisfies readonly ApiErrorCode[];

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
  const session = connection.openSession(sandbox);
  try {
    return await work(session);
  } catch (error) {
    if (isApiError(error, ...SANDBOX_REFUSALS)) await refuseUnknownSandbox(session, sandbox, line.signal);
    throw error;
  } finally {
    await connection.close();
  }
}

/** Asked after a failure only: a call that works needs no list of sandboxes. What the list does not answer, the failure itself says. */
async function refuseUnknownSandbox(
  session: ApiSession,
  sandbox: string,
  signal: AbortSignal,
): Promise<void> {
  const { sandboxes } = await fetchSandboxes(session, { signal }).catch(() => ({ sandboxes: [] }));
  const names = sandboxes.map(({ name }) => name);
  if (names.length === 0 || names.includes(sandbox)) return;
  throw new BadUsage(
    `The credential reaches no sandbox “${sandbox}”. It reaches: ${names.join(", ")}. Correct AEP_SANDBOX.`,
  );
}
