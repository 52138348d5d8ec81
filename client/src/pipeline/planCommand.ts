/**
 * `aep plan`: what a folder would change in the sandbox, as text and, if wanted, as a file for `aep apply`. Sends nothing.
 */
import { dirname, relative, resolve, sep } from "node:path";
import { readFolderIndex } from "../files/folderIndex";
import { type Blocker, type FolderPlan, planFolder } from "../files/folderPlan";
import type { AudienceFolder } from "../model/audienceFolder";
import { type CommandLine, findTextOption, type PipelineCommand, readOptions } from "./commandLine";
import { ENVIRONMENT_HELP, getSandbox, readEnvironment } from "./environment";
import { BadUsage, ExitCode } from "./failures";
import { openNodeFolder, replaceFile } from "./nodeFolder";
import {
  checkExpressions,
  type FailedTest,
  findEvaluationNotes,
  findFieldNotes,
  placeFaults,
  type TestedPlan,
  testPlanned,
} from "./planChecks";
import { toPlanText } from "./planFile";
import { toPlanJson } from "./planJson";
import { toPlanReport } from "./planText";
import { withPlatform } from "./platform";
import { toOneLine } from "./visibleText";

const USAGE = `Usage: aep plan [--out FILE] [--waive-tests] [--json] FOLDER

Compares the pairs of files in FOLDER with the sandbox and prints what applying them would create and update. Audiences
without files are left alone; nothing is ever deleted. White space and what the platform owns do not count.

The tests beside what would be sent (name.audience-test.json) are run first; a test that fails or is at fault stops the plan.

  --out FILE     also write the plan to FILE, for \`aep apply FILE\` (only when there are changes)
  --waive-tests  plan in spite of failed tests; the plan records them, and \`aep apply\` names them
  --json        the plan as one JSON object in the place of the text

Exit code: 0 nothing to do, 3 changes, 1 something is wrong (files, expressions, references) and nothing can be applied,
2 bad usage, 5 tests failed and no plan was written.

${ENVIRONMENT_HELP}`;

/** `aep plan`. */
export const PLAN: PipelineCommand = { usage: USAGE, run: plan };

async function plan(parameters: readonly string[], line: CommandLine): Promise<number> {
  const options = readOptions(
    parameters,
    { out: { type: "string" }, "waive-tests": { type: "boolean" }, json: { type: "boolean" } },
    { usage: USAGE, operand: "FOLDER" },
  );
  const environment = readEnvironment(line.variables);
  const sandbox = getSandbox(environment);
  const folder = openNodeFolder(options.operand);
  const found = await readFolderIndex(folder, { signal: line.signal });
  const index = { ...found, broken: await placeFaults(folder, found.broken) };
  if (index.pairs.length + index.broken.length + index.loose.length === 0)
    throw new BadUsage(`There are no audience files in ${options.operand}.`);
  for (const stem of index.loose)
    line.say(
      `note: ${toOneLine(stem)}.pql has no .audience.json beside it and is left out. A file with {} in it is enough.\n`,
    );
  return await withPlatform({ environment, sandbox, line }, async (session) => {
    const planned = await planFolder({ session, folder, index, signal: line.signal });
    const { errors, warnings } = await checkExpressions(session, planned.writes, line);
    const blockers = [...planned.blockers, ...errors];
    const notes = [
      ...planned.notes,
      ...warnings,
      ...findFieldNotes(index.pairs),
      ...findEvaluationNotes(planned),
    ];
    const isJson = options.values["json"] === true;
    if (!isJson) line.print(toPlanReport({ ...planned, notes }, { sandbox, blockerCount: blockers.length }));
    const end = (code: number, tests?: TestedPlan): number => {
      if (isJson) line.print(toPlanJson({ ...planned, notes }, { sandbox, blockers, tests }));
      return code;
    };
    if (blockers.length > 0) return end(block(blockers, line));
    if (planned.writes.length === 0) return end(ExitCode.Success);
    const isWaiving = options.values["waive-tests"] === true;
    const tests = await runTests(folder, planned, { isWaiving, line });
    if (tests.failed.length > 0 && !isWaiving) return end(ExitCode.TestsFailed, tests);
    await save(planned, {
      waivedTests: tests.failed,
      out: findTextOption(options, "out"),
      operand: options.operand,
      place: { orgId: session.orgId, sandbox },
    });
    return end(ExitCode.Changes, tests);
  });
}

function block(blockers: readonly Blocker[], line: CommandLine): number {
  for (const { stem, reason } of blockers) line.say(`${toOneLine(`error: ${stem}: ${reason}`)}\n`);
  line.say(`${blockers.length === 1 ? "An error blocks" : `${blockers.length} errors block`} the plan.\n`);
  return ExitCode.Failed;
}

/** Runs the tests of what is planned, and tells what failed and whether that stops the plan. */
async function runTests(
  folder: AudienceFolder,
  { writes }: FolderPlan,
  { isWaiving, line }: { readonly isWaiving: boolean; readonly line: CommandLine },
): Promise<TestedPlan> {
  const tested = await testPlanned(folder, writes, line.signal);
  const { passed, failed, story } = tested;
  if (passed + failed.length === 0) return tested;
  const end = failed.length === 0 ? "" : isWaiving ? ", which was waived" : "; the plan is stopped";
  for (const { stem, test, reason } of failed) {
    const name = test === "" ? stem : `${stem}: ${test}`;
    line.say(`${toOneLine(`${isWaiving ? "waived" : "error"}: ${name}: ${reason}`)}\n`);
  }
  line.say(story);
  line.say(`Tests: ${passed} passed, ${failed.length} failed${end}.\n`);
  return tested;
}

interface SaveRequest {
  readonly waivedTests: readonly FailedTest[];
  readonly out: string | undefined;
  readonly operand: string;
  readonly place: { readonly orgId: string; readonly sandbox: string };
}

async function save(
  { writes }: FolderPlan,
  { out, operand, place, waivedTests }: SaveRequest,
): Promise<void> {
  if (out === undefined) return;
  const folder =
    relative(dirname(resolve(out)), resolve(operand))
      .split(sep)
      .join("/") || ".";
  const waived = waivedTests.length === 0 ? {} : { waivedTests };
  const text = toPlanText({ ...place, folder, plannedAt: new Date().toISOString(), writes, ...waived });
  await replaceFile(resolve(out), text);
}
