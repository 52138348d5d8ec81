/**
 * The files that a command is about, where a folder stands for all files of one kind below it.
 */
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { BadUsage } from "./badUsage";
import { faultWords } from "./fileFault";
import { type CommandLine, type InputText, readInput } from "./pqlCommandLine";

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

/** What these operands hold: each folder is replaced by the rules below it. */
export async function readRules(operands: readonly string[], line: CommandLine): Promise<InputText[]> {
  const files = await listRuleFiles(operands);
  return Promise.all(files.map((file) => readInput(file, line)));
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
