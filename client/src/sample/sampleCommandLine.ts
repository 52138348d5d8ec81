/** Reads the command line of the stand-in. Opens nothing and prints nothing. */
import { parseArgs } from "node:util";
import type { SampleOptions } from "./organisation";
import { SCENARIOS } from "./scenarios";

/** What `--help` prints. */
export const HELP = `Usage: sample [--port N] [--scenario NAME[,NAME…]] [--log FILE] [--seed N] [--start ISO-TIME] [--stopped]
              [--variables]

Serves the sample organisation on 127.0.0.1 and prints one JSON line with its addresses and credentials.

  --port N         port to listen on; 0 (default) takes a free one
  --host ADDRESS   loopback address to listen on (default 127.0.0.1); any other is refused
  --scenario NAME  what goes wrong; several can be joined by commas
  --log FILE       append every exchange as a JSON line, secrets replaced
  --seed N         seed of all generated ids and numbers (default 1)
  --start TIME     where the organisation's clock starts (default: now)
  --stopped        the clock moves only by POST /__control/advance
  --credential C   which credential to print (default full)
  --variables      print instead what sets the variables of \`aep\` in a shell
  --help           this text

Scenarios: ${Object.keys(SCENARIOS).join(", ")}
`;

/** What the command line asks for. */
export interface CommandLine {
  readonly port: number;
  readonly address: string;
  readonly log: string | undefined;
  readonly credential: string;
  /** Print variables for a shell. */
  readonly variables: boolean;
  readonly options: SampleOptions;
}

/** Reads the command line. Throws with a sentence for people when it makes no sense; names of scenarios are checked later. */
export function readCommandLine(parameters: readonly string[]): CommandLine | "help" {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      scenario: { type: "string", default: "default" },
      log: { type: "string" },
      seed: { type: "string", default: "1" },
      start: { type: "string" },
      stopped: { type: "boolean", default: false },
      credential: { type: "string", default: "full" },
      variables: { type: "boolean", default: false },
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
    variables: values.variables,
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
