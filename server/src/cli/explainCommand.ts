/**
 * `pql explain`: what rules ask for in plain English, without a model. What a rule with errors seems to ask for is said as
 * well, and its errors beside it; whether its fields exist is the business of `pql check`.
 */
import type { Environment } from "../pql/semantics/checkEnvironment";
import { explainText } from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import { readRules } from "./folderFiles";
import { type CommandLine, type InputText, readOptions } from "./pqlCommandLine";
import { ExitCode } from "./pqlFailures";
import { readRule } from "./ruleInput";

const USAGE = `Usage: pql explain [--schema FILE] [--event-schema FILE] [--json] FILE…

  --schema FILE        union schema of the profile class: fields are called by their titles
  --event-schema FILE  union schema of the experience event class
  --json               one JSON array with all outlines; spans count UTF-16 code units from 0

A FILE holds PQL text or pql/json; a folder stands for all .pql files below it.

Exit code: 0 every rule was explained, 1 a rule has errors, or is pql/json that has no text, 2 bad usage, or
an input cannot be read (it is named, all others are explained).
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
  const { inputs, isComplete } = await readRules(files, line);
  const rules = inputs.map((input) => readRule(input, line)).filter((rule) => rule !== undefined);
  if (values["json"] === true) line.print(`${JSON.stringify(toReports(rules, environment), null, 2)}\n`);
  else line.print(rules.map((rule) => toPrinted(rule, environment, inputs.length > 1)).join("\n"));
  if (!isComplete) return ExitCode.BadInput;
  const isWhole = rules.length === inputs.length && rules.every(({ isSound }) => isSound);
  return isWhole ? ExitCode.Success : ExitCode.Found;
}

function toReports(rules: readonly InputText[], environment: Environment) {
  return rules.map(({ file, text }) => ({ file, explanation: explainText(text, environment).outline }));
}

function toPrinted({ file, text }: InputText, environment: Environment, isNamed: boolean): string {
  const explained = explainText(text, environment).text;
  return isNamed ? `${file}\n${explained}\n` : `${explained}\n`;
}
