/**
 * Entry of dist/pql.js: checks, formats, converts, explains, evaluates, relates and tests PQL where there is no editor.
 * Reads files and standard input and writes to standard output; it never opens a socket. In a thread of its own it answers lines.
 */
import { once } from "node:events";
import { isMainThread } from "node:worker_threads";
import { version } from "../../../package.json";
import { runCheck } from "./checkCommand";
import { runConvert } from "./convertCommand";
import { runEvaluate } from "./evaluateCommand";
import { serveEvaluation } from "./evaluationThread";
import { runExplain } from "./explainCommand";
import { runFormat } from "./formatCommand";
import { type CommandLine, readStandardInput } from "./pqlCommandLine";
import { BadUsage, ExitCode, faultWords, toComplaint } from "./pqlFailures";
import { runRelate } from "./relateCommand";
import { runSchema } from "./schemaCommand";
import { runTest } from "./testCommand";

const USAGE = `Usage: pql <command> [options] FILE…

Commands:
  check     report problems and the evaluation kind
  format    print, check or write formatted text
  convert   turn text into pql/json, back, or into SQL
  explain   say in plain English what a rule asks for
  evaluate  answer a rule for profiles
  relate    tell which rules are equal, contained or disjoint
  test      run the tests of audiences
  schema    pull: write the union schemas of a sandbox as files

Options:
  --help       this text, or that of a command
  --version    the version

A FILE of - is standard input.
`;

type Command = (parameters: readonly string[], line: CommandLine) => Promise<number>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["check", runCheck],
  ["format", runFormat],
  ["convert", runConvert],
  ["explain", runExplain],
  ["evaluate", runEvaluate],
  ["relate", runRelate],
  ["test", runTest],
  ["schema", runSchema],
]);

async function run([name, ...parameters]: readonly string[], line: CommandLine): Promise<number> {
  if (name === "--version" || parameters.includes("--version")) {
    line.print(`${version}\n`);
    return ExitCode.Success;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const about = COMMANDS.get(parameters[0] ?? "");
    if (about !== undefined) return about(["--help"], line);
    line.print(USAGE);
    return ExitCode.Success;
  }
  const command = COMMANDS.get(name ?? "");
  if (command === undefined)
    throw new BadUsage(name === undefined ? "A command is missing." : `There is no command ${name}.`, USAGE);
  return command(parameters, line);
}

/** The exit code of the whole run; whatever goes wrong is one line on the error stream. */
async function main(): Promise<void> {
  const line: CommandLine = {
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    readInput: readStandardInput,
    drained: async () => {
      if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
    },
  };
  try {
    process.exitCode = await run(process.argv.slice(2), line);
  } catch (error) {
    line.complain(
      toComplaint(
        error instanceof BadUsage
          ? error
          : new BadUsage(error instanceof Error ? error.message : String(error)),
      ),
    );
    process.exitCode = ExitCode.BadInput;
  }
}

if (isMainThread) {
  // A reader that closes the pipe early, such as `head`, is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(ExitCode.Success);
    process.stderr.write(`pql: The answer cannot be written: ${faultWords(error)}\n`);
    process.exit(ExitCode.BadInput);
  });
  void main();
} else serveEvaluation();
