/**
 * `node dist/sample.js`: the sample organisation over loopback HTTP, for tests and tools outside the editor.
 * Prints exactly one line on standard output, JSON or with `--variables` what a shell reads; everything else goes to standard error.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { toLogLine } from "./exchangeLog";
import { createSampleOrganisation } from "./organisation";
import { createCoreEngine } from "./pql/coreEngine";
import { HELP, readCommandLine } from "./sampleCommandLine";
import { type SampleCredentials, sampleCredentials } from "./sampleCredentials";
import { type SampleServer, serveSample } from "./server";

/** Exit code for a command line that makes no sense. */
const BAD_USAGE = 2;

/** Where the organisation is and who may sign in. */
interface Greeting extends Pick<SampleServer, "endpoints"> {
  readonly credentials: Pick<SampleCredentials, "orgId" | "clientId" | "clientSecret">;
}

async function main(): Promise<void> {
  const settings = readCommandLine(process.argv.slice(2));
  if (settings === "help") {
    process.stdout.write(HELP);
    return;
  }
  const { orgId, clientId, clientSecret, technicalAccountId, scopes, sandboxes } = sampleCredentials(
    settings.credential,
  );
  const log = settings.log === undefined ? undefined : openSync(settings.log, "a");
  const organisation = createSampleOrganisation({
    ...settings.options,
    engine: createCoreEngine(),
    onExchange: (request, response) => {
      if (log !== undefined) writeSync(log, `${toLogLine(request, response)}\n`);
    },
  });
  const server = await serveSample(organisation, settings);
  const credentials = { orgId, clientId, clientSecret, technicalAccountId, scopes };
  const { origin, endpoints } = server;
  const greeting = { origin, endpoints, credentials, sandboxes };
  process.stdout.write(settings.variables ? toShellLine(greeting) : `${JSON.stringify(greeting)}\n`);
  stopOnSignal(server, log);
}

/** What leads `aep` here from a shell on the same computer; a development sandbox, because that is the one to try things in. */
function toShellLine({ endpoints, credentials }: Greeting): string {
  const variables = {
    AEP_ORG_ID: credentials.orgId,
    AEP_CLIENT_ID: credentials.clientId,
    AEP_CLIENT_SECRET: credentials.clientSecret,
    AEP_SANDBOX: "dev",
    AEP_IMS_URL: endpoints.ims,
    AEP_PLATFORM_URL: endpoints.platform,
    AEP_EXPERIENCE_URL: endpoints.experience,
    AEP_CJA_URL: endpoints.cja,
    NO_PROXY: "127.0.0.1",
  };
  const settings = Object.entries(variables).map(([name, value]) => `${name}='${value}'`);
  return `export ${settings.join(" ")}\n`;
}

function stopOnSignal(server: SampleServer, log: number | undefined): void {
  const stop = (): void => {
    void server.close().then(() => {
      if (log !== undefined) closeSync(log);
      process.exit(0);
    });
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = BAD_USAGE;
});
