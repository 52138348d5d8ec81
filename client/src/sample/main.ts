/**
 * `node dist/sample.js`: the sample organisation over loopback HTTP, for tests and tools outside the editor.
 * Prints exactly one JSON line on standard output; everything else goes to standard error.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { sampleCredentials } from "./credentials.js";
import { toLogLine } from "./exchangeLog.js";
import { createSampleOrganisation, type SampleOptions } from "./organisation.js";
import { createCoreEngine } from "./pql/coreEngine.js";
import { SCENARIOS } from "./scenarios.js";
import { type SampleServer, serveSample } from "./server.js";

const HELP = `Usage: sample [--port N] [--scenario NAME[,NAME…]] [--log FILE] [--seed N] [--start ISO-TIME] [--stopped]

Serves the sample organisation on 127.0.0.1 and prints one JSON line with its addresses and credentials.

  --port N         port to listen on; 0 (default) takes a free one
  --host ADDRESS   loopback address to listen on (default 127.0.0.1); any other is refused
  --scenario NAME  what goes wrong; several can be joined by commas
  --log FILE       append every exchange as a JSON line, secrets replaced
  --seed N         seed of all generated ids and numbers (default 1)
  --start TIME     where the organisation's clock starts (default: now)
  --stopped        the clock moves only by POST /__control/advance
  --credential C   which credential to print (default full)
  --help           this text

Scenarios: ${Object.keys(SCENARIOS).join(", ")}
`;

const BAD_USAGE = 2;

interface Settings {
  readonly port: number;
  readonly address: string;
  readonly log: string | undefined;
  readonly credential: string;
  readonly options: SampleOptions;
}

/** Reads the command line. Throws with a sentence for people when it makes no sense. */
function readArguments(): Settings | "help" {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      scenario: { type: "string", default: "default" },
      log: { type: "string" },
      seed: { type: "string", default: "1" },
      start: { type: "string" },
      stopped: { type: "boolean", default: false },
      credential: { type: "string", default: "full" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const start = values.start === undefined ? {} : { startAt: readNumber("start", Date.parse(values.start)) };
  return {
    port: readNumber("port", Number(values.port)),
    address: values.host,
    log: values.log,
    credential: values.credential,
    options: {
      seed: readNumber("seed", Number(values.seed)),
      stopped: values.stopped,
      scenario: values.scenario,
      ...start,
    },
  };
}

function readNumber(name: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`--${name} is not valid.`);
}

async function main(): Promise<void> {
  const settings = readArguments();
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
