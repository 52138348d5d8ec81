/**
 * `pql convert`: text to pql/json and back.
 */
import { convertToJson, convertToText, LineIndex, printTree } from "../pql/service";
import { BadUsage } from "./badUsage";
import { type CommandLine, type InputText, readInput, readOptions } from "./pqlCommandLine";
import { ExitCode } from "./pqlExitCode";

const USAGE = `Usage: pql convert --to json|text FILE

  --to json   read PQL text, write its pql/json tree
  --to text   read pql/json (a tree, or an audience or expression that holds one), write PQL text
`;

/** Runs `pql convert`. */
export async function runConvert(parameters: readonly string[], line: CommandLine): Promise<number> {
  const { values, files } = readOptions(parameters, { to: { type: "string" } }, USAGE);
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  if (files.length !== 1) throw new BadUsage("One file is converted at a time.", USAGE);
  const input = await readInput(files[0] ?? "-", line);
  if (values["to"] === "json") return toJson(input, line);
  if (values["to"] === "text") return toText(input, line);
  throw new BadUsage("--to takes json or text.", USAGE);
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
