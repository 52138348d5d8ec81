/**
 * `pql convert`: text to pql/json and back, and to SQL.
 */
import { convertToJson, convertToText, LineIndex, printTree } from "../pql/service";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode } from "./pqlFailures";
import { printSql } from "./sqlTarget";

const USAGE = `Usage: pql convert --to json|text FILE
       pql convert --to sql [--schema FILE] [--event-schema FILE] [options] FILE

  --to json   read PQL text, write its pql/json tree
  --to text   read pql/json (a tree, or an audience or expression that holds one), write PQL text
  --to sql    read either, write a statement for Query Service with one row per profile that qualifies

With --to sql:
  --schema FILE         union schema of the profile class (JSON, xed-full form)
  --event-schema FILE   union schema of the experience event class
  --profile-table NAME  table of the profile snapshot
  --event-tables NAMES  tables of events, separated by commas
  --now INSTANT         what relative times count from, such as 2031-05-09T12:00:00Z; now where it is left out
  --week-start DAY      sunday or monday; sunday where it is left out, and the statement says so

What of a rule has no equivalent is named on the error stream, and then nothing is written.

Exit code: 0 converted, 1 it has no such form, 2 bad usage or unreadable input.
`;

/** Runs `pql convert`. */
export async function runConvert(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const { values, files } = readOptions(
    parameters,
    {
      to: text,
      schema: text,
      "event-schema": text,
      "profile-table": text,
      "event-tables": text,
      now: text,
      "week-start": text,
    },
    USAGE,
  );
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  if (files.length !== 1) throw new BadUsage("One file is converted at a time.", USAGE);
  const target = values["to"];
  const { to: _to, ...ofSql } = values;
  if (target !== "sql" && Object.keys(ofSql).length > 0) {
    throw new BadUsage(`--${Object.keys(ofSql)[0]} belongs to --to sql.`, USAGE);
  }
  if (target !== "json" && target !== "text" && target !== "sql") {
    throw new BadUsage("--to takes json, text or sql.", USAGE);
  }
  const input = await readInput(files[0] ?? "-", line);
  if (target === "json") return toJson(input, line);
  if (target === "text") return toText(input, line);
  const options = {
    schema: values["schema"],
    eventSchema: values["event-schema"],
    profileTable: values["profile-table"],
    eventTables: values["event-tables"],
    now: values["now"],
    weekStart: values["week-start"],
  };
  return printSql(input, options, line);
}

function toJson({ file, text }: InputText, line: CommandLine): number {
  const { node, problems } = convertToJson(text);
  const lines = new LineIndex(text);
  for (const { span, message } of problems) {
    const place = lines.positionAt(span.start);
    line.complain(`${file}:${place.line + 1}:${place.character + 1}: ${message}\n`);
  }
  if (node === undefined) return ExitCode.Found;
  line.print(`${printTree(node, 2)}\n`);
  return ExitCode.Success;
}

function toText({ file, text }: InputText, line: CommandLine): number {
  const converted = convertToText(text);
  for (const { pointer, severity, message } of converted.problems) {
    line.complain(`${file}${pointer === "" ? "" : `#${pointer}`}: ${severity}: ${message}\n`);
  }
  if (converted.text === undefined) return ExitCode.Found;
  line.print(`${converted.text}\n`);
  return ExitCode.Success;
}
