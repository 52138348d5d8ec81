/**
 * `pql check`: problems and evaluation kind of files, for people, as JSON, or line by line.
 */
import { type CheckedText, checkText, type Environment, LineIndex } from "../pql/service";
import { checkLines, toCheckReport } from "./checkReport";
import { readSchemaFiles } from "./environmentFiles";
import { readRules } from "./folderFiles";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode } from "./pqlFailures";

const USAGE = `Usage: pql check [--schema FILE] [--event-schema FILE] [--json] FILE…
       pql check --jsonl [--schema FILE] [--event-schema FILE] -

  --schema FILE        union schema of the profile class (JSON, xed-full form)
  --event-schema FILE  union schema of the experience event class
  --json               one JSON array with all results
  --jsonl              read {"id","expression"} lines, write {"id","problems","evaluation"} lines

A FILE that is a folder stands for all .pql files below it.

Exit code: 0 no error, 1 errors found, 2 bad usage, or an input cannot be read (it is named, all
others are checked).
`;

/** Runs `pql check`; the exit code tells whether errors were found. */
export async function runCheck(parameters: readonly string[], line: CommandLine): Promise<number> {
  const { values, files } = readOptions(
    parameters,
    {
      schema: { type: "string" },
      "event-schema": { type: "string" },
      json: { type: "boolean" },
      jsonl: { type: "boolean" },
    },
    USAGE,
  );
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  if (values["jsonl"] === true) {
    if (files.length > 1) throw new BadUsage("With --jsonl there is one input.", USAGE);
    return checkLines(await readInput(files[0] ?? "-", line), environment, line);
  }
  const { inputs, isComplete } = await readRules(files, line);
  const code = checkFiles(inputs, environment, { line, isJson: values["json"] === true });
  return isComplete ? code : ExitCode.BadInput;
}

function checkFiles(
  inputs: readonly InputText[],
  environment: Environment,
  { line, isJson }: { readonly line: CommandLine; readonly isJson: boolean },
): number {
  const checked = inputs.map((input) => ({ input, found: checkText(input.text, environment) }));
  if (isJson) {
    const reports = checked.map(({ input, found }) => ({
      file: input.file,
      ...toCheckReport(input.text, found),
    }));
    line.print(`${JSON.stringify(reports, null, 2)}\n`);
  } else {
    for (const { input, found } of checked) line.print(toPlainReport(input, found));
  }
  return checked.some(({ found }) => hasError(found)) ? ExitCode.Found : ExitCode.Success;
}

/** True where something was found that the platform would refuse. */
function hasError({ problems }: CheckedText): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** Lines as compilers write them, which editors and terminals turn into links. */
function toPlainReport({ file, text }: InputText, found: CheckedText): string {
  const lines = new LineIndex(text);
  const problems = found.problems.map(({ span, severity, code, message }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${file}:${line + 1}:${character + 1}: ${severity}: ${message} [${code}]\n`;
  });
  const { edge, streaming, batch } = found.evaluation;
  const kinds = `edge ${edge.answer}, streaming ${streaming.answer}, batch ${batch.answer}`;
  return `${problems.join("")}${file}: evaluation: ${kinds}\n`;
}
