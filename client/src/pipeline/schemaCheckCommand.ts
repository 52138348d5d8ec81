/**
 * `aep check-schema`: what would break in a folder of rules and tests where one schema takes the place of another. Sends nothing,
 * and writes new names into files only where it was asked to.
 */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  checkRuleImpact,
  checkTestImpact,
  compareSchemas,
  describeChange,
  type Environment,
  LineIndex,
  openAudienceTests,
  type Renaming,
  readEnvironment as readSchemas,
  type Span,
} from "../../../server/src/pql/service";
import { EXPERIENCE_EVENT_UNION, fetchUnionSchema, PROFILE_UNION } from "../api/schemas";
import { UnreadableFile } from "../model/audienceFolder";
import {
  type CommandLine,
  findTextOption,
  type PipelineCommand,
  type ReadOptions,
  readOptions,
} from "./commandLine";
import { ENVIRONMENT_HELP, readEnvironment } from "./environment";
import { BadUsage, ExitCode, fileReason } from "./failures";
import { readText, replaceFile } from "./nodeFolder";
import { withPlatform } from "./platform";

const USAGE = `Usage: aep check-schema --before SCHEMA --after SCHEMA [--rename OLD=NEW]… [--json] [--write] FOLDER

Names every .pql file and every test (name.audience-test.json) below FOLDER that reads a field which SCHEMA before has and
SCHEMA after removes, types otherwise or deprecates, with what the rule would become and what is wrong with that.

  --before, --after  union schema as a JSON file (PROFILE.json, or PROFILE.json,EVENTS.json), or the name of a sandbox
  --rename OLD=NEW   the field OLD is called NEW; paths as PQL writes them, such as xEvent._acme.a=xEvent._acme.b
  --json             one JSON object
  --write            write the new names into the files; what is not renamed stays as it is

Exit code: 0 nothing breaks, 1 something does, 2 bad usage, or a file that cannot be read (the others are checked).

${ENVIRONMENT_HELP}`;

/** `aep check-schema`. */
export const CHECK_SCHEMA: PipelineCommand = { usage: USAGE, run };

/** A place in a file that changes touch. */
interface Touched {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly change: string;
  readonly kind: string;
  /** The test that holds the field; missing for rules. */
  readonly test?: string;
}

/** A file that changes touch. */
interface TouchedFile {
  readonly file: string;
  readonly places: readonly Touched[];
  /** What it would become; missing where nothing of it can be renamed. */
  readonly becomes?: string;
  /** What is wrong with what it would become. */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

async function run(parameters: readonly string[], line: CommandLine): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = readOptions(
    parameters,
    { before: text, after: text, rename: { type: "string", multiple: true }, json: flag, write: flag },
    { usage: USAGE, operand: "FOLDER" },
  );
  const [before, after] = [await readSide(options, "before", line), await readSide(options, "after", line)];
  const changes = compareSchemas(before, after, readRenamings(options));
  if (changes === undefined)
    throw new BadUsage("--rename takes two paths of one class, such as a.b=a.c.", USAGE);
  const { touched, unread } = await checkFiles(await listFiles(options.operand), { changes, before, after });
  for (const { message } of unread) line.say(`${message}\n`);
  if (options.values["json"] === true) {
    const told = changes.map((change) => ({ ...change, text: describeChange(change) }));
    line.print(`${JSON.stringify({ changes: told, files: touched, unread }, null, 2)}\n`);
  } else line.print(toText(touched, changes.length));
  if (options.values["write"] === true)
    for (const { file, becomes } of touched) if (becomes !== undefined) await replaceFile(file, becomes);
  if (unread.length > 0) return ExitCode.BadUsage;
  return touched.length === 0 ? ExitCode.Success : ExitCode.Failed;
}

/** A file that nothing can be said of. */
interface UnreadFile {
  readonly file: string;
  /** Why, with its place in the file where it has one. */
  readonly message: string;
}

async function checkFiles(
  files: readonly string[],
  check: Check,
): Promise<{ readonly touched: readonly TouchedFile[]; readonly unread: readonly UnreadFile[] }> {
  const touched: TouchedFile[] = [];
  const unread: UnreadFile[] = [];
  for (const file of files) {
    try {
      const text = (await readText(file, file)) ?? "";
      const found = checkFile(file, text, check);
      if (found !== undefined) touched.push(found);
      const fault = file.endsWith(".pql") ? undefined : findFault(file, text);
      if (fault !== undefined) unread.push({ file, message: fault });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      unread.push({ file, message: error.message });
    }
  }
  return { touched, unread };
}

/** Why a file holds no tests, with its place. */
function findFault(file: string, text: string): string | undefined {
  const { tests, problems } = openAudienceTests(text, "");
  const [first] = problems;
  if (first === undefined || tests.length > 0) return undefined;
  const { line, character } = new LineIndex(text).positionAt(first.span.start);
  return `${file}:${line + 1}:${character + 1}: ${first.message}`;
}

async function readSide(options: ReadOptions, side: string, line: CommandLine): Promise<Environment> {
  const given = findTextOption(options, side);
  if (given === undefined) throw new BadUsage(`--${side} is missing.`, USAGE);
  if (!given.endsWith(".json")) return await readSandbox(given, line);
  const [profile, experienceEvent] = await Promise.all(given.split(",").map(readJson));
  return readSchemas({ profile, experienceEvent });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  } catch (error) {
    throw new BadUsage(`The schema ${file} cannot be read. ${fileReason(error, "It is not JSON.")}`);
  }
}

async function readSandbox(sandbox: string, line: CommandLine): Promise<Environment> {
  const environment = readEnvironment(line.variables);
  return await withPlatform({ environment, sandbox, line }, async (session) => {
    const { signal } = line;
    const profile = await fetchUnionSchema(session, PROFILE_UNION, { signal });
    const event = await fetchUnionSchema(session, EXPERIENCE_EVENT_UNION, { signal });
    return readSchemas({ profile: profile.json, experienceEvent: event.json });
  });
}

function readRenamings({ values }: ReadOptions): readonly Renaming[] {
  const given: unknown = values["rename"];
  return (Array.isArray(given) ? given : []).map((one): Renaming => {
    const [from, to, more] = String(one).split("=");
    if (from === undefined || to === undefined || more !== undefined)
      throw new BadUsage(`--rename takes OLD=NEW, not ${String(one)}.`, USAGE);
    return { from, to };
  });
}

/** The rules and tests below a folder, in the order of their names. */
async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /\.(pql|audience-test\.json)$/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => !/(^|[\\/])(\.|node_modules[\\/])/.test(relative(folder, path)))
      .sort();
  } catch (error) {
    throw new BadUsage(`${folder} cannot be read. ${fileReason(error, String(error))}`);
  }
}

interface Check {
  readonly changes: NonNullable<ReturnType<typeof compareSchemas>>;
  readonly before: Environment;
  readonly after: Environment;
}

function checkFile(file: string, text: string, check: Check): TouchedFile | undefined {
  const lines = new LineIndex(text);
  const place = ({ start }: Span) => {
    const { line, character } = lines.positionAt(start);
    return { line: line + 1, column: character + 1 };
  };
  if (!file.endsWith(".pql")) {
    const impact = checkTestImpact(text, check.changes);
    if (impact === undefined) return undefined;
    const places = impact.values.map(({ change, span, test }) => ({
      file,
      ...place(span),
      kind: change.kind,
      change: describeChange(change),
      test,
    }));
    return { file, places, ...(impact.text !== text && { becomes: impact.text }), problems: [] };
  }
  const impact = checkRuleImpact(text, check.changes, check);
  if (impact === undefined) return undefined;
  const places = impact.reads.map(({ change, span }) => ({
    file,
    ...place(span),
    kind: change.kind,
    change: describeChange(change),
  }));
  const left = impact.left.map((change) => ({
    code: "notRenamed",
    message: `${describeChange(change)}, but the new path cannot take its place here.`,
  }));
  const problems = impact.problems.map(({ code, message }) => ({ code, message }));
  return {
    file,
    places,
    ...(impact.text !== text && { becomes: impact.text }),
    problems: [...left, ...problems],
  };
}

function toText(touched: readonly TouchedFile[], changes: number): string {
  const lines = touched.flatMap(({ file, places, becomes, problems }) => [
    ...places.map(
      ({ line, column, change, test }) =>
        `${file}:${line}:${column}: ${change}${test === undefined ? "" : ` (test “${test}”)`}\n`,
    ),
    ...(becomes !== undefined && file.endsWith(".pql")
      ? [`  becomes: ${becomes.trim().replace(/\s+/g, " ")}\n`]
      : []),
    ...problems.map(({ code, message }) => `  then: ${message} [${code}]\n`),
  ]);
  const rules = touched.filter(({ file }) => file.endsWith(".pql")).length;
  return `${lines.join("")}${changes} changes touch ${rules} rules and ${touched.length - rules} test files.\n`;
}
