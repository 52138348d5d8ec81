/**
 * `pql check`: problems and evaluation kind of files, for people, as JSON, or line by line.
 */
import { type CheckedText, checkText, LineIndex } from "../pql/service";
import { checkLines, isDoubtful, isRefused, type Judgement, toCheckReport } from "./checkReport";
import { readSchemaFiles } from "./environmentFiles";
import { readRules } from "./folderFiles";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode } from "./pqlFailures";

const USAGE = `Usage: pql check [--schema FILE] [--event-schema FILE] [--strict] [--json] FILE…
       pql check --jsonl [--schema FILE] [--event-schema FILE] [--strict] -

  --schema FILE        union schema of the profile class (JSON, xed-full form)
  --event-schema FILE  union schema of the experience event class
  --strict             warnings count as errors for the exit code
  --json               one JSON array with all results
  --jsonl              read {"id","expression"} lines, write {"id","problems","evaluation"} lines

A FILE that is a folder stands for all .pql files below it.

Exit code: 0 no error, 1 errors found (with --strict: or warnings), 2 bad usage, or an input cannot be read (it is named, all
others are checked).
`;

/** Said once behind all reports for people: a misspelt field that passed would look like a right one. */
const UNCHECKED_FIELDS =
  "Fields were not checked: no schema was given (--schema FILE, --event-schema FILE; pql schema pull FOLDER writes them).\n";

/** Runs `pql check`; the exit code tells whether errors were found. */
export async function runCheck(parameters: readonly string[], line: CommandLine): Promise<number> {
  const { values, files } = readOptions(
    parameters,
    {
      schema: { type: "string" },
      "event-schema": { type: "string" },
      json: { type: "boolean" },
      jsonl: { type: "boolean" },
      strict: { type: "boolean" },
    },
    USAGE,
  );
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  const isFault = values["strict"] === true ? isDoubtful : isRefused;
  if (values["jsonl"] === true) {
    if (files.length > 1) throw new BadUsage("With --jsonl there is one input.", USAGE);
    return checkLines(await readInput(files[0] ?? "-", line), { environment, isFault }, line);
  }
  const { inputs, isComplete } = await readRules(files, line);
  const code = checkFiles(inputs, { environment, isFault }, { line, isJson: values["json"] === true });
  return isComplete ? code : ExitCode.BadInput;
}

function checkFiles(
  inputs: readonly InputText[],
  { environment, isFault }: Judgement,
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
    const hasSchema = environment.profile !== undefined || environment.event !== undefined;
    if (checked.length > 0 && !hasSchema) line.complain(UNCHECKED_FIELDS);
  }
  return checked.some(({ found }) => found.problems.some(isFault)) ? ExitCode.Found : ExitCode.Success;
}

/** Lines as compilers write them, which editors and terminals turn into links. What is refused is evaluated nowhere, so no kind is told. */
function toPlainReport({ file, text }: InputText, found: CheckedText): string {
  const lines = new LineIndex(text);
  const problems = found.problems.map(({ span, severity, code, message }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${file}:${line + 1}:${character + 1}: ${severity}: ${message} [${code}]\n`;
  });
  if (found.problems.some(isRefused)) return problems.join("");
  const { edge, streaming, batch } = found.evaluation;
  const kinds = `edge ${edge.answer}, streaming ${streaming.answer}, batch ${batch.answer}`;
  return `${problems.join("")}${file}: evaluation: ${kinds}\n`;
}
