/**
 * The files that a command is about, where a folder stands for all files of one kind below it.
 */
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { type CommandLine, type InputText, readInput } from "./pqlCommandLine";
import { BadUsage, faultWords, toComplaint } from "./pqlFailures";

/** Whether there is a folder of this name. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** Of a folder, the files below it whose names end so, by name; hidden folders and those of packages are passed over. */
export async function listFilesBelow(folder: string, ending: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/(^|[\\/])(\.[^\\/.]|node_modules[\\/])/.test(relative(folder, path)))
      .sort();
  } catch (error) {
    throw new BadUsage(`${folder} cannot be read: ${faultWords(error)}`);
  }
}

/** What could be read of what a command is about. */
export interface ReadRules {
  readonly inputs: readonly InputText[];
  /** Whether everything could be read; what could not be has been told. */
  readonly isComplete: boolean;
}

/** What these operands hold: each folder is replaced by the rules below it. A file that cannot be read keeps no other from its answer. */
export async function readRules(operands: readonly string[], line: CommandLine): Promise<ReadRules> {
  const files = await listRuleFiles(operands);
  const read = await Promise.allSettled(files.map((file) => readInput(file, line)));
  for (const outcome of read) {
    if (outcome.status === "fulfilled") continue;
    if (!(outcome.reason instanceof BadUsage)) throw outcome.reason;
    line.complain(toComplaint(outcome.reason));
  }
  const inputs = read.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  return { inputs, isComplete: inputs.length === files.length };
}

/** Refuses a folder without any rule. */
async function listRuleFiles(operands: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    if (operand === "-" || !(await isFolder(operand))) files.push(operand);
    else {
      const below = await listFilesBelow(operand, ".pql");
      if (below.length === 0) throw new BadUsage(`The folder ${operand} holds no .pql files.`);
      files.push(...below);
    }
  }
  return files;
}
