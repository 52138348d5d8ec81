/**
 * `pql explain`: what rules ask for in plain English, without a model. Says nothing about whether they are right: see `pql check`.
 */
import type { Environment } from "../pql/semantics/checkEnvironment";
import { convertToText, explainText } from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { ExitCode } from "./pqlExitCode";

const USAGE = `Usage: pql explain [--schema FILE] [--event-schema FILE] [--json] FILE…

  --schema FILE        union schema of the profile class: fields are called by their titles
  --event-schema FILE  union schema of the experience event class
  --json               one JSON array with all outlines; spans count UTF-16 code units from 0

A FILE holds PQL text or pql/json.

Exit code: 0 every rule was explained, 1 pql/json that has no text, 2 bad usage or unreadable input.
`;

/** Runs `pql explain`. */
export async function runExplain(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const { values, files } = readOptions(
    parameters,
    { schema: text, "event-schema": text, json: { type: "boolean" } },
    USAGE,
  );
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  const inputs = await Promise.all(files.map((file) => readInput(file, line)));
  const rules = inputs.map((input) => toRule(input, line)).filter((rule) => rule !== undefined);
  if (values["json"] === true) line.print(`${JSON.stringify(toReports(rules, environment), null, 2)}\n`);
  else line.print(rules.map((rule) => toPrinted(rule, environment, files.length > 1)).join("\n"));
  return rules.length === inputs.length ? ExitCode.Success : ExitCode.Found;
}

/** The text of an input; undefined where it is pql/json without one, which is told. */
function toRule({ file, text }: InputText, line: CommandLine): InputText | undefined {
  if (!text.trimStart().startsWith("{")) return { file, text };
  const converted = convertToText(text);
  for (const { pointer, severity, message } of converted.problems) {
    line.complain(`${file}${pointer === "" ? "" : `#${pointer}`}: ${severity}: ${message}\n`);
  }
  return converted.text === undefined ? undefined : { file, text: converted.text };
}

function toReports(rules: readonly InputText[], environment: Environment) {
  return rules.map(({ file, text }) => ({ file, explanation: explainText(text, environment).outline }));
}

function toPrinted({ file, text }: InputText, environment: Environment, isNamed: boolean): string {
  const explained = explainText(text, environment).text;
  return isNamed ? `${file}\n${explained}\n` : `${explained}\n`;
}
