/**
 * `pql format`: prints formatted text, lists files that are not formatted, or writes them.
 */
import { writeFile } from "node:fs/promises";
import { formatText } from "../pql/service";
import { readRules } from "./folderFiles";
import { type CommandLine, type InputText, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode, faultWords, toComplaint } from "./pqlFailures";

const USAGE = `Usage: pql format [--check | --write] FILE…

  --check   name the files that are not formatted; exit code 1 where there are any
  --write   write formatted text back to the files

Without either the formatted text goes to standard output. Clauses with a syntax error stay as they are.
A FILE that is a folder stands for all .pql files below it.
`;

/** Runs `pql format`. */
export async function runFormat(parameters: readonly string[], line: CommandLine): Promise<number> {
  const { values, files } = readOptions(
    parameters,
    { check: { type: "boolean" }, write: { type: "boolean" } },
    USAGE,
  );
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const isWriting = values["write"] === true;
  if (isWriting && values["check"] === true)
    throw new BadUsage("--check and --write exclude each other.", USAGE);
  if (isWriting && files.includes("-")) throw new BadUsage("Standard input cannot be written to.", USAGE);
  const { inputs, isComplete } = await readRules(files, line);
  const code = values["check"] === true ? checkFormat(inputs, line) : await format(inputs, line, isWriting);
  return isComplete ? code : ExitCode.BadInput;
}

/** A file that cannot be written keeps no other from being written. */
async function format(inputs: readonly InputText[], line: CommandLine, isWriting: boolean): Promise<number> {
  let code: number = ExitCode.Success;
  for (const [index, { file, text }] of inputs.entries()) {
    const formatted = formatText(text);
    // One alone is printed as it would be written; several are told apart.
    const isFollowed = index < inputs.length - 1 && !formatted.endsWith("\n");
    if (!isWriting) line.print(isFollowed ? `${formatted}\n` : formatted);
    else if (formatted !== text) {
      await writeFile(file, formatted).catch((error: unknown) => {
        line.complain(toComplaint(new BadUsage(`${file} cannot be written: ${faultWords(error)}`)));
        code = ExitCode.BadInput;
      });
    }
  }
  return code;
}

function checkFormat(inputs: readonly InputText[], line: CommandLine): number {
  const unformatted = inputs.filter(({ text }) => formatText(text) !== text);
  for (const { file } of unformatted) line.print(`${file} is not formatted.\n`);
  return unformatted.length > 0 ? ExitCode.Found : ExitCode.Success;
}
