/**
 * `node dist/sample.js`: the sample organisation over loopback HTTP, for tests and tools outside the editor.
 * Prints exactly one JSON line on standard output; everything else goes to standard error.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { toLogLine } from "./exchangeLog";
import { createSampleOrganisation } from "./organisation";
import { createCoreEngine } from "./pql/coreEngine";
import { HELP, readCommandLine } from "./sampleCommandLine";
import { sampleCredentials } from "./sampleCredentials";
import { type SampleServer, serveSample } from "./server";

/** Exit code for a command line that makes no sense. */
const BAD_USAGE = 2;

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
  process.stdout.write(
    `${JSON.stringify({ origin: server.origin, endpoints: server.endpoints, credentials, sandboxes })}\n`,
  );
  stopOnSignal(server, log);
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
