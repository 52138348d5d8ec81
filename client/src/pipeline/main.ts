/**
 * Entry of dist/aep.js: audiences as code in pipelines. Credentials come from environment variables only; nothing is sent
 * that was not planned before.
 */
import { setFlagsFromString } from "node:v8";
import { version } from "../../../package.json";
import { toFailureText } from "../model/failureText";
import { APPLY } from "./applyCommand";
import type { CommandLine, PipelineCommand } from "./commandLine";
import { ENVIRONMENT_HELP } from "./environment";
import { BadUsage, ExitCode, FailedBeforeSending, Refused } from "./failures";
import { HAND_OFF } from "./handOffCommand";
import { INVENTORY } from "./inventoryCommand";
import { PLAN } from "./planCommand";
import { PULL } from "./pullCommand";
import { CHECK_SCHEMA } from "./schemaCheckCommand";
import { SCHEMA } from "./schemaFetchCommand";
import { toVisible } from "./visibleText";

const USAGE = `Usage: aep <command> [options] …

Commands:
  pull FOLDER              write the sandbox's audiences as files
  plan [--out FILE] FOLDER show what the files would change
  apply PLAN               send exactly what a plan says, or refuse
  schema pull FOLDER       write the union schemas that other editors need
  check-schema … FOLDER    name the rules and tests that another schema would break
  inventory FOLDER         write what the sandbox holds, to be handed over
  handoff … FOLDER         write an audience, journey or campaign for the next system

Options:
  --help     this text, or that of a command
  --version  the version

Exit code: 0 done or nothing to do, 1 failed, 2 bad usage, 3 plan found changes, 4 apply refused and sent nothing,
5 plan stopped at failed tests, 6 inventory or handoff could not read everything.

${ENVIRONMENT_HELP}`;

const COMMANDS: ReadonlyMap<string, PipelineCommand> = new Map([
  ["pull", PULL],
  ["plan", PLAN],
  ["apply", APPLY],
  ["schema", SCHEMA],
  ["check-schema", CHECK_SCHEMA],
  ["inventory", INVENTORY],
  ["handoff", HAND_OFF],
]);

async function run([name, ...parameters]: readonly string[], line: CommandLine): Promise<number> {
  const command = COMMANDS.get(name ?? "");
  if (name === "--version" || parameters.includes("--version")) {
    line.print(`${version}\n`);
    return ExitCode.Success;
  }
  if (name === "--help" || name === "-h" || name === "help" || parameters.includes("--help")) {
    line.print(command?.usage ?? USAGE);
    return ExitCode.Success;
  }
  if (command === undefined)
    throw new BadUsage(name === undefined ? "A command is missing." : `There is no command ${name}.`, USAGE);
  return await command.run(parameters, line);
}

function fail(error: unknown, line: CommandLine): number {
  if (error instanceof FailedBeforeSending) {
    line.say(`aep: ${toFailureText(error.cause, "pipeline")}\n${error.message}\n`);
    return ExitCode.Failed;
  }
  line.say(`aep: ${toFailureText(error, "pipeline")}\n`);
  if (error instanceof BadUsage) {
    if (error.usage !== "") line.say(`\n${toShortUsage(error.usage)}`);
    return ExitCode.BadUsage;
  }
  return error instanceof Refused ? ExitCode.Refused : ExitCode.Failed;
}

/** How a command is called, without what each option and variable does: what is wrong is not to be scrolled away. */
function toShortUsage(usage: string): string {
  const [calls = ""] = usage.split("\n\n", 1);
  const isCommand = calls.startsWith("Usage:") && !calls.includes("<command>");
  return isCommand ? `${calls}\n\n--help tells the rest.\n` : usage;
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
  const line: CommandLine = {
    print: (text) => void process.stdout.write(toVisible(text)),
    say: (text) => void process.stderr.write(toVisible(text)),
    variables: process.env,
    signal: interruption.signal,
  };
  try {
    process.exitCode = await run(process.argv.slice(2), line);
  } catch (error) {
    process.exitCode = fail(error, line);
  }
}

// Build machines have little memory: what is read passes by, and is to be collected long before the heap has grown to twice what lasts.
setFlagsFromString("--heap-growing-percent=10");
// Nor is the space for what is new to grow: it would take 30 MB of its own, and 100 in newer versions of Node.
setFlagsFromString("--semi-space-growth-factor=1");
// A reader that closes the pipe early, such as `head`, is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? ExitCode.Success : ExitCode.Failed);
});
void main();
