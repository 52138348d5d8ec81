/**
 * `pql convert --to sql`: a rule as a statement for Query Service. Reads no data and asks nobody: schemas and names of tables
 * are handed in, and what was not handed in stands in the statement as a name to be replaced.
 */
import { convertToSql, convertToText, LineIndex } from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import type { CommandLine, InputText } from "./pqlCommandLine";
import { BadUsage, ExitCode } from "./pqlFailures";
import { isTree } from "./ruleInput";

/** The options of this target, as they came. */
export interface SqlTargetOptions {
  readonly schema?: string | boolean | undefined;
  readonly eventSchema?: string | boolean | undefined;
  readonly profileTable?: string | boolean | undefined;
  /** Names, separated by commas. */
  readonly eventTables?: string | boolean | undefined;
  readonly now?: string | boolean | undefined;
  readonly weekStart?: string | boolean | undefined;
}

const PLACEHOLDERS = { profile: "profile_snapshot_export", event: "experience_event_dataset" };

/** Writes the statement, or what of the rule has none. */
export async function printSql(
  { file, text }: InputText,
  options: SqlTargetOptions,
  line: CommandLine,
): Promise<number> {
  const tables = readTables(options, line);
  const now = readInstant(options.now);
  const { weekStart } = options;
  if (weekStart !== undefined && weekStart !== "sunday" && weekStart !== "monday") {
    throw new BadUsage("--week-start takes sunday or monday.");
  }
  const environment = await readSchemaFiles(options.schema, options.eventSchema);
  const rule = asText(file, text, line);
  if (rule === undefined) return ExitCode.Found;
  const { statement, problems } = convertToSql(rule, environment, { tables, now, weekStart });
  const lines = new LineIndex(rule);
  for (const { span, clause, reason } of problems) {
    const { line: row, character } = lines.positionAt(span.start);
    line.complain(`${file}:${row + 1}:${character + 1}: ${reason} [${oneLine(clause)}]\n`);
  }
  if (statement === undefined) return ExitCode.Found;
  line.print(statement);
  return ExitCode.Success;
}

/** A tree of pql/json is translated as the text it stands for. */
function asText(file: string, text: string, line: CommandLine): string | undefined {
  if (!isTree(text)) return text;
  const converted = convertToText(text);
  for (const { pointer, severity, message } of converted.problems) {
    if (severity === "error") line.complain(`${file}${pointer === "" ? "" : `#${pointer}`}: ${message}\n`);
  }
  return converted.text;
}

function readTables({ profileTable, eventTables }: SqlTargetOptions, line: CommandLine) {
  const events =
    typeof eventTables === "string" ? eventTables.split(",").map((name) => name.trim()) : undefined;
  if (profileTable === "" || events?.includes("") === true) throw new BadUsage("A table has a name.");
  if (typeof profileTable !== "string") {
    line.complain(
      `--profile-table names the snapshot, as Profile-Snapshot-Export datasets have it; ${PLACEHOLDERS.profile} stands in its place.\n`,
    );
  }
  return {
    profile: typeof profileTable === "string" ? profileTable : PLACEHOLDERS.profile,
    events: events ?? [PLACEHOLDERS.event],
  };
}

function readInstant(now: string | boolean | undefined): number {
  if (typeof now !== "string") return Date.now();
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(now) ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(instant)) throw new BadUsage("--now takes an instant such as 2031-05-09T12:00:00Z.");
  return instant;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
