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

/** What these operands hold: each folder is replaced by the rules below it. What cannot be read keeps nothing else from its answer. */
export async function readRules(operands: readonly string[], line: CommandLine): Promise<ReadRules> {
  const listed = await tell(operands.map(listRuleFiles), line);
  const files = listed.flat();
  const inputs = await tell(
    files.map((file) => readInput(file, line)),
    line,
  );
  return { inputs, isComplete: listed.length === operands.length && inputs.length === files.length };
}

/** What came of all; why something could not be read is told. */
async function tell<T>(reading: readonly Promise<T>[], line: CommandLine): Promise<T[]> {
  const read: T[] = [];
  for (const outcome of await Promise.allSettled(reading)) {
    if (outcome.status === "fulfilled") read.push(outcome.value);
    else if (outcome.reason instanceof BadUsage) line.complain(toComplaint(outcome.reason));
    else throw outcome.reason;
  }
  return read;
}

/** The rules below a folder, of which there must be one; the operand itself where it is none. */
async function listRuleFiles(operand: string): Promise<readonly string[]> {
  return operand === "-" || !(await isFolder(operand)) ? [operand] : listRulesOfFolder(operand);
}

/** The rules below a folder. Refuses one that holds none. */
export async function listRulesOfFolder(folder: string): Promise<readonly string[]> {
  const below = await listFilesBelow(folder, ".pql");
  if (below.length === 0) throw new BadUsage(`The folder ${folder} holds no .pql files.`);
  return below;
}
