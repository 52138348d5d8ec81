/**
 * `pql check --jsonl`: one expression a line in, one report a line out, in the same order.
 * A line that cannot be read gets a report of its own, so that the lines behind it keep their places.
 */

import { checkText, type Environment } from "../pql/service";
import { toCheckReport } from "./checkReport";
import type { CommandLine, InputText } from "./pqlCommandLine";
import { ExitCode } from "./pqlExitCode";

interface ExpressionLine {
  readonly id: unknown;
  readonly expression: string;
}

/** Writes a report for each line that is not blank; the exit code is that of the worst line. */
export function checkLines({ text }: InputText, environment: Environment, line: CommandLine): number {
  let exitCode: number = ExitCode.Success;
  for (const row of text.split(/\r?\n/)) {
    if (row.trim() === "") continue;
    exitCode = Math.max(exitCode, checkLine(row, environment, line));
  }
  return exitCode;
}

function checkLine(row: string, environment: Environment, line: CommandLine): number {
  const read = readLine(row);
  if (typeof read === "string") {
    const nowhere = { line: 0, character: 0 };
    const problem = {
      code: "pql.unreadableLine",
      severity: "error",
      message: read,
      range: { start: nowhere, end: nowhere },
    };
    line.print(`${JSON.stringify({ id: null, problems: [problem], evaluation: null })}\n`);
    return ExitCode.BadInput;
  }
  const found = checkText(read.expression, environment);
  const { problems, evaluation } = toCheckReport(read.expression, found);
  line.print(`${JSON.stringify({ id: read.id, problems, evaluation })}\n`);
  return problems.some(({ severity }) => severity === "error") ? ExitCode.Found : ExitCode.Success;
}

/** The expression of a line, or why there is none. */
function readLine(row: string): ExpressionLine | string {
  try {
    const value: unknown = JSON.parse(row);
    if (typeof value !== "object" || value === null) return "The line is not a JSON object.";
    const { id = null, expression } = value as { id?: unknown; expression?: unknown };
    return typeof expression === "string" ? { id, expression } : "The line has no string in `expression`.";
  } catch {
    return "The line is not JSON.";
  }
}
