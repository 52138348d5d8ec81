/**
 * `pql test --generate`: made-up tests for rules, printed or written at the end of the tests that are there. Writes files of
 * tests only, and only where it was asked to.
 */
import { readFile, writeFile } from "node:fs/promises";
import { generateTests } from "../pql/service";
import { readSchemaFiles } from "./environmentFiles";
import { isFolder, listRulesOfFolder } from "./folderFiles";
import { type CommandLine, decodeUtf8, type ReadOptions, readInput } from "./pqlCommandLine";
import { BadUsage, ExitCode, faultWords } from "./pqlFailures";

const ENDING = ".audience-test.json";

/** Makes tests for each file; what goes wrong with one leaves the others. */
export async function generateFiles(
  { values, files: operands }: ReadOptions,
  usage: string,
  line: CommandLine,
): Promise<number> {
  const isWriting = values["write"] === true;
  const files: string[] = [];
  for (const operand of operands)
    files.push(...((await isFolder(operand)) ? await listRulesOfFolder(operand) : [operand]));
  if (!isWriting && files.length > 1) throw new BadUsage("Of several files --write writes the tests.", usage);
  const environment = await readSchemaFiles(values["schema"], values["event-schema"]);
  let exitCode: number = ExitCode.Success;
  for (const file of files) {
    const stem = findStem(file, usage);
    const rule = (await readInput(`${stem}.pql`, line)).text;
    const tests = await findTests(`${stem}${ENDING}`);
    const made = generateTests({ rule, tests, environment });
    if (made.problem !== undefined) {
      line.complain(`${file}: error: ${made.problem}\n`);
      exitCode = ExitCode.BadInput;
      continue;
    }
    for (const sentence of [...made.uncovered, ...made.untried]) line.complain(`${stem}.pql: ${sentence}.\n`);
    if (made.uncovered.length > 0) exitCode = Math.max(exitCode, ExitCode.Found);
    if (!isWriting) line.print(made.text);
    else if (made.added > 0) await write(`${stem}${ENDING}`, made.text);
    if (isWriting) line.print(`${stem}${ENDING}: ${made.added} tests added.\n`);
  }
  return exitCode;
}

/** The name that a rule and its tests share; refuses a file that is neither. */
export function findStem(file: string, usage: string): string {
  for (const ending of [ENDING, ".pql"]) if (file.endsWith(ending)) return file.slice(0, -ending.length);
  throw new BadUsage(`The name of ${file} ends in neither .pql nor ${ENDING}.`, usage);
}

/** The tests that are there; undefined where there are none yet. */
async function findTests(file: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new BadUsage(`${file} cannot be read: ${faultWords(error)}`);
  }
  return decodeUtf8(bytes);
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new BadUsage(`${file} cannot be written: ${faultWords(error)}`);
  }
}
