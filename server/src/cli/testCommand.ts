/**
 * `pql test`: runs the tests of audiences, each against the rule in the `.pql` file beside it. Writes nothing but the report
 * that was asked for.
 */
import { writeFile } from "node:fs/promises";
import { openAudienceTests, type TestResult } from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import { isFolder, listFilesBelow } from "./folderFiles";
import { findStem, generateFiles } from "./generateTestsCommand";
import { type CommandLine, readInput, readOptions } from "./pqlCommandLine";
import { BadUsage, ExitCode, faultWords } from "./pqlFailures";
import {
  type TestedFile,
  toCoverageText,
  toFailureText,
  toJUnit,
  toProblemLines,
  toTestReport,
  toUnknownLines,
} from "./testReport";

const ENDING = ".audience-test.json";
/** Stands for a file that cannot be read. */
const NO_TESTS = '{"tests":[]}';

const USAGE = `Usage: pql test [--json] [--coverage] [--junit FILE] [--schema FILE] [--event-schema FILE] FILE…
       pql test --generate [--write] [--schema FILE] [--event-schema FILE] FILE…

Runs the tests in each FILE, whose name ends in ${ENDING}, against the rule of the same name in the .pql file beside
it: cart.audience-test.json tests cart.pql; either may be given. Of a folder all such files below it are run. A failed test is
printed with what every clause gave; an arrow marks those that decided.

  --json               all results as one JSON array
  --coverage           also tell which conditions no test has tried both ways
  --junit FILE         also write a report in the form of JUnit to FILE
  --schema FILE        union schema of the profile class: members of profiles that it does not have are named
  --event-schema FILE  union schema of the experience event class: the same for events

With --generate tests are made instead of run: for each rule, file of tests or rule of a folder made-up profiles that reach full condition
coverage with values at the boundaries, each answered by the evaluator. They stand at the end of the tests that are there,
which stay as they are, and what these show is not made again.

  --write              write each file of tests; without it the one file is printed
  --schema FILE        union schema of the profile class: which values fields take
  --event-schema FILE  union schema of the experience event class

Exit code: 0 all tests passed, 1 some failed, 2 bad usage, or a file, a test or a rule is at fault (other tests run on). Of --generate: 0 full condition coverage, 1 something cannot be covered and is named.
`;

/** Runs `pql test`. */
export async function runTest(parameters: readonly string[], line: CommandLine): Promise<number> {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  const options = {
    json: flag,
    coverage: flag,
    junit: text,
    generate: flag,
    write: flag,
    schema: text,
    "event-schema": text,
  } as const;
  const { values, files } = readOptions(parameters, options, USAGE);
  if (values["help"] === true) {
    line.print(USAGE);
    return ExitCode.Success;
  }
  refuseStrayOption(values);
  if (values["generate"] === true) return generateFiles({ values, files }, USAGE, line);
  const tested: TestedFile[] = [];
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  for (const file of await listTestFiles(files)) tested.push(await testFile(file, line));
  if (tested.length === 0) throw new BadUsage(`There are no files whose name ends in ${ENDING}.`, USAGE);
  const isCovering = values["coverage"] === true;
  for (const one of tested) line.complain(toProblemLines(one) + toUnknownLines(one, environment));
  if (values["json"] === true) {
    const reports = tested.map((one) => toTestReport(one, isCovering));
    line.print(`${JSON.stringify(reports, null, 2)}\n`);
  } else printText(tested, { isCovering, line });
  const report = values["junit"];
  if (typeof report === "string") await writeReport(report, toJUnit(tested));
  return toExitCode(tested);
}

const OF_MAKING = ["write"];
const OF_RUNNING = ["json", "coverage", "junit"];

/** An option that would change nothing: who gave it expects that it does. */
function refuseStrayOption(values: Readonly<Record<string, unknown>>): void {
  const isMaking = values["generate"] === true;
  const stray = (isMaking ? OF_RUNNING : OF_MAKING).find((name) => values[name] !== undefined);
  if (stray === undefined) return;
  const reason = isMaking ? "is of no use with --generate" : "belongs to --generate";
  throw new BadUsage(`--${stray} ${reason}.`, USAGE);
}

async function listTestFiles(operands: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    if (await isFolder(operand)) files.push(...(await listFilesBelow(operand, ENDING)));
    else files.push(`${findStem(operand, USAGE)}${ENDING}`);
  }
  return files;
}

/** One file; what cannot be read is told with the others, so that one missing file hides no failure. */
async function testFile(file: string, line: CommandLine): Promise<TestedFile> {
  const ruleFile = `${file.slice(0, -ENDING.length)}.pql`;
  const text = await readOrComplain(file, line);
  const ruleText = await readOrComplain(ruleFile, line);
  const opened = openAudienceTests(text ?? NO_TESTS, ruleText ?? "");
  const results: TestResult[] = [];
  const milliseconds: number[] = [];
  let before = performance.now();
  for (const result of opened.run()) {
    const after = performance.now();
    results.push(result);
    milliseconds.push(after - before);
    before = after;
  }
  const isRead = text !== undefined && ruleText !== undefined;
  return {
    file,
    ruleFile,
    text: text ?? "",
    ruleText: ruleText ?? "",
    isRead,
    opened,
    results,
    milliseconds,
  };
}

async function readOrComplain(file: string, line: CommandLine): Promise<string | undefined> {
  try {
    return (await readInput(file, line)).text;
  } catch (error) {
    line.complain(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function printText(
  tested: readonly TestedFile[],
  { isCovering, line }: { readonly isCovering: boolean; readonly line: CommandLine },
): void {
  for (const one of tested) line.print(toFailureText(one) + (isCovering ? toCoverageText(one) : ""));
  const outcomes = tested.flatMap(({ results }) => results.map(({ outcome }) => outcome));
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  line.print(
    `${outcomes.length} ${outcomes.length === 1 ? "test" : "tests"}: ${count("passed")} passed, ${count("failed")} failed, ${count("broken")} at fault.\n`,
  );
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new BadUsage(`${file} cannot be written: ${faultWords(error)}`);
  }
}

function toExitCode(tested: readonly TestedFile[]): number {
  const isAtFault = tested.some(
    ({ isRead, opened, results }) =>
      !isRead ||
      opened.problems.length + opened.ruleProblems.length > 0 ||
      results.some(({ outcome }) => outcome === "broken"),
  );
  if (isAtFault) return ExitCode.BadInput;
  const hasFailed = tested.some(({ results }) => results.some(({ outcome }) => outcome === "failed"));
  return hasFailed ? ExitCode.Found : ExitCode.Success;
}
