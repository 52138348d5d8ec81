/**
 * `aep inventory`: what a sandbox holds, into a folder that can be handed over. Reads the platform, writes files, sends nothing.
 */
import { setFlagsFromString } from "node:v8";
import { isCancellation } from "../api/apiError";
import { openInventoryDisk } from "../inventory/inventoryDisk";
import { toFailureLine } from "../inventory/overviewText";
import {
  type InventoryProgress,
  takeInventory,
  toPhaseWords,
  toReportSentences,
} from "../inventory/takeInventory";
import { type CommandLine, findTextOption, type PipelineCommand, readOptions } from "./commandLine";
import { openCoreRules } from "./coreRules";
import { ENVIRONMENT_HELP, getSandbox, readEnvironment } from "./environment";
import { ExitCode } from "./failures";
import { openNodeFolder } from "./nodeFolder";
import { withPlatform } from "./platform";

const USAGE = `Usage: aep inventory [--files FOLDER] FOLDER

Writes what the sandbox holds into FOLDER: an overview with counts and pictures, a page for each object, its rule, steps and
messages, inventory.json for programs, and what can be carried to another sandbox: files for aep plan, and steps for people.
Nobody’s name or address is in it. FOLDER is new, empty, or holds an inventory of the same sandbox: then changes.md says what
changed since. A run that was stopped goes on where it ended when it is started again. Tests of audiences whose files stand in the
folder named by --files come along.

Exit code: 0 done, 1 failed or stopped, 2 bad usage, 6 done, but something could not be read (it is named).

${ENVIRONMENT_HELP}`;

/** Thousands of objects pass by and little of them stays, but V8 would let the heap grow to three times what is needed. */
const SMALL_HEAP = ["--optimize-for-size", "--semi-space-growth-factor=1"];

/** `aep inventory`. */
export const INVENTORY: PipelineCommand = { usage: USAGE, run: inventory };

async function inventory(parameters: readonly string[], line: CommandLine): Promise<number> {
  for (const flag of SMALL_HEAP) setFlagsFromString(flag);
  const options = readOptions(parameters, { files: { type: "string" } }, { usage: USAGE, operand: "FOLDER" });
  const files = findTextOption(options, "files");
  const environment = readEnvironment(line.variables);
  const sandbox = getSandbox(environment);
  const place = {
    folder: openInventoryDisk(options.operand),
    openRules: openCoreRules,
    audienceFolders: files === undefined ? [] : [openNodeFolder(files)],
  };
  const report = await withPlatform({ environment, sandbox, line }, (session) =>
    takeInventory({ session, ...place, onProgress: toProgress(line), signal: line.signal }),
  ).catch((error: unknown) => {
    if (isCancellation(error)) line.say("Stopped. Start it again to go on from here.\n");
    throw error;
  });
  line.print(`${toReportSentences(report, sandbox).join("\n")}\n`);
  for (const failure of report.failures) line.say(`error: not read: ${toFailureLine(failure)}\n`);
  return report.failures.length === 0 ? ExitCode.Success : ExitCode.Incomplete;
}

/** Few lines, because logs of pipelines keep every line. */
function toProgress(line: CommandLine): (progress: InventoryProgress) => void {
  let told = 0;
  return (progress) => {
    const { done, total } = progress;
    const words = toPhaseWords(progress);
    if (done === 0) line.say(`Reading ${words}…\n`);
    else if (Math.floor(done / 500) !== Math.floor(told / 500) || done === total) {
      line.say(`${done}${total === undefined ? "" : ` of ${total}`} ${words}\n`);
    }
    told = done;
  };
}
