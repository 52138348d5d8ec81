/**
 * `aep apply`: sends exactly a saved plan, or refuses. Every write goes the one way: fetch fresh, compare with the plan,
 * compare again, send once, read back. Everything is compared before anything is sent.
 */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { ApiSession } from "../api/apiSession";
import type { Audience } from "../api/audiences";
import { fetchSandboxes } from "../api/sandboxes";
import type { PairWrite } from "../files/plannedReferences";
import { linkWritten } from "../files/pull";
import { openSavedWrite, PlatformChanged } from "../files/savedWrite";
import { toFailureText } from "../model/failureText";
import { type CommandLine, findTextOption, type PipelineCommand, readOptions } from "./commandLine";
import { ENVIRONMENT_HELP, type PipelineEnvironment, readEnvironment } from "./environment";
import { BadUsage, ExitCode, FailedBeforeSending, fileReason, Refused } from "./failures";
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
    throw new BadUsage(`The plan ${path} cannot be read. ${fileReason(cause, String(cause))}`, "", { cause });
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
  { results, folder, line }: { results: readonly AppliedWrite[]; folder: string; line: CommandLine },
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
  results: readonly AppliedWrite[],
  { sandbox, line }: { readonly sandbox: string; readonly line: CommandLine },
): number {
  const applied = results.filter(({ outcome }) => outcome === "applied").length;
  line.print(`Applied ${applied} of ${results.length} in ${sandbox}.\n`);
  return applied === results.length ? ExitCode.Success : ExitCode.Failed;
}

/** What became of one write. */
interface AppliedWrite {
  readonly outcome: "applied" | "different" | "failed" | "notSent";
  /** What the platform holds now, where it could be read. */
  readonly audience: Audience | undefined;
}

/** Sends the writes one after the other, printing a line for each. Stops at the first that fails, because what follows may build on it. */
async function applyWrites(
  session: ApiSession,
  writes: readonly PairWrite[],
  line: CommandLine,
): Promise<readonly AppliedWrite[]> {
  const created = new Map<string, string>();
  const results: AppliedWrite[] = [];
  for (const planned of writes) {
    const isStopped = results.some(({ outcome }) => outcome === "failed");
    const result = isStopped ? NOT_SENT : await applyOne(session, planned, { created, line });
    if (result === NOT_SENT) line.print(`not sent  ${toTitle(planned)}\n`);
    results.push(result);
  }
  return results;
}

const NOT_SENT: AppliedWrite = { outcome: "notSent", audience: undefined };

async function applyOne(
  session: ApiSession,
  planned: PairWrite,
  { created, line }: { readonly created: Map<string, string>; readonly line: CommandLine },
): Promise<AppliedWrite> {
  const title = toTitle(planned);
  try {
    const { signal } = line;
    const opened = await openSavedWrite(session, planned.write, { created, signal });
    const result = await opened.apply(signal);
    if (result.outcome === "conflict") throw new PlatformChanged(planned.write, "It changed while applying.");
    created.set(planned.stem, result.id);
    const outcome = result.isAsPlanned ? "applied" : "different";
    const note = result.isFoundLate ? "; the connection broke while sending, the platform has it" : "";
    line.print(`${outcome.padEnd(9)} ${title} (${result.id})${note}\n`);
    return { outcome, audience: result.now };
  } catch (error) {
    line.print(`failed    ${title}: ${toFailureText(error, "pipeline")}\n`);
    return { outcome: "failed", audience: undefined };
  }
}

function toTitle({ stem, write }: PairWrite): string {
  return toOneLine(`${write.id === undefined ? "create" : "update"} “${write.name}” (${stem})`);
}
