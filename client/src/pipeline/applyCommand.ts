/**
 * `aep apply`: sends exactly a saved plan, or refuses. Every write goes the one way: fetch fresh, compare with the plan,
 * compare again, send once, read back. Everything is compared before anything is sent.
 */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { ApiSession } from "../api/apiSession";
import { fetchSandboxes } from "../api/sandboxes";
import { linkWritten } from "../files/pull";
import { openSavedWrite, PlatformChanged } from "../files/savedWrite";
import { toFailureText } from "../model/failureText";
import { applyWrites, type WriteResult } from "./applyWrites";
import { type CommandLine, findTextOption, type PipelineCommand, readOptions } from "./commandLine";
import { ENVIRONMENT_HELP, type PipelineEnvironment, readEnvironment } from "./environment";
import { ExitCode } from "./exitCode";
import { BadUsage, FailedBeforeSending, Refused } from "./failures";
import { openNodeFolder } from "./nodeFolder";
import { readPlanText, type SavedPlan } from "./planFile";
import { withPlatform } from "./platform";
import { toOneLine } from "./visibleText";

const USAGE = `Usage: aep apply [--production NAME] PLAN

Sends the changes of a plan written by \`aep plan --out PLAN\`, and nothing else. Refuses, before anything is sent, when the
platform no longer holds what the plan was made from, when the plan was altered, when it is for another organisation or
sandbox than the environment names, and in a production sandbox without --production. Afterwards the links in the files
are brought up to date, where the folder of the plan is still there.

  --production NAME   the name of the sandbox, to confirm that it is production

Exit code: 0 applied, 1 failed (the report says what was sent), 2 bad usage, 4 refused with nothing sent.

${ENVIRONMENT_HELP}`;

/** `aep apply`. */
export const APPLY: PipelineCommand = { usage: USAGE, run: apply };

async function apply(parameters: readonly string[], line: CommandLine): Promise<number> {
  const options = readOptions(
    parameters,
    { production: { type: "string" } },
    { usage: USAGE, operand: "PLAN" },
  );
  const plan = readPlanText(await readPlanFile(options.operand));
  const environment = readEnvironment(line.variables);
  checkPlace(plan, environment);
  const { sandbox } = plan;
  return await withPlatform({ environment, sandbox, line }, async (session) => {
    await beforeSending(async () => {
      const confirmed = findTextOption(options, "production");
      await checkProduction(session, { confirmed, signal: line.signal });
      await compareAll(session, plan, line.signal);
    });
    for (const { stem, test, reason } of plan.waivedTests ?? [])
      line.say(`${toOneLine(`note: planned in spite of a failed test: ${stem}: ${test}: ${reason}`)}\n`);
    const results = await applyWrites(session, plan.writes, line);
    await updateLinks(session, { results, folder: resolve(dirname(options.operand), plan.folder), line });
    return report(results, { sandbox, line });
  });
}

/** A refusal says itself that nothing was sent; any other failure is told so. */
async function beforeSending(read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    throw error instanceof Refused ? error : new FailedBeforeSending(error);
  }
}

async function readPlanFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new BadUsage(`The plan ${path} cannot be read.`, "", { cause });
  }
}

function checkPlace(plan: SavedPlan, { credentials, sandbox }: PipelineEnvironment): void {
  if (plan.orgId !== credentials.orgId) {
    throw new Refused("The plan is for another organisation than AEP_ORG_ID names. Nothing was sent.");
  }
  if (sandbox !== undefined && sandbox !== plan.sandbox) {
    throw new Refused(`The plan is for ${plan.sandbox}, AEP_SANDBOX names ${sandbox}. Nothing was sent.`);
  }
}

/** A sandbox of unknown type counts as production, because its name says nothing about what it is. */
async function checkProduction(
  session: ApiSession,
  { confirmed, signal }: { readonly confirmed: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const { sandboxes } = await fetchSandboxes(session, { signal });
  const row = sandboxes.find(({ name }) => name === session.sandbox);
  if (row !== undefined && !row.isProduction) return;
  if (confirmed === session.sandbox) return;
  const given = confirmed === undefined ? "" : `, not --production ${confirmed}`;
  throw new Refused(
    `${session.sandbox} is a production sandbox. Confirm with --production ${session.sandbox}${given}. Nothing was sent.`,
  );
}

/** A plan is applied as a whole or not begun. */
async function compareAll(session: ApiSession, { writes }: SavedPlan, signal: AbortSignal): Promise<void> {
  const changed: string[] = [];
  for (const { stem, write } of writes) {
    try {
      const opened = await openSavedWrite(session, write, { created: new Map(), signal });
      opened.discard();
    } catch (error) {
      if (!(error instanceof PlatformChanged)) throw error;
      changed.push(toOneLine(`“${write.name}” (${stem}): ${error.message}`));
    }
  }
  if (changed.length === 0) return;
  throw new Refused(`${changed.join("\n")}\nPull, plan again, and apply the new plan. Nothing was sent.`);
}

/** The writes are made by now: a folder that cannot be updated is a note, not a failure. */
async function updateLinks(
  session: ApiSession,
  { results, folder, line }: { results: readonly WriteResult[]; folder: string; line: CommandLine },
): Promise<void> {
  const audiences = results.flatMap(({ audience }) => (audience === undefined ? [] : [audience]));
  if (audiences.length === 0) return;
  try {
    await linkWritten({ session, folder: openNodeFolder(folder) }, audiences);
  } catch (error) {
    line.say(`note: the links in the files were not updated: ${toFailureText(error, "pipeline")}\n`);
  }
}

function report(
  results: readonly WriteResult[],
  { sandbox, line }: { readonly sandbox: string; readonly line: CommandLine },
): number {
  const applied = results.filter(({ outcome }) => outcome === "applied").length;
  line.print(`Applied ${applied} of ${results.length} in ${sandbox}.\n`);
  return applied === results.length ? ExitCode.Success : ExitCode.Failed;
}
