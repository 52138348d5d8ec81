/**
 * The published expressions that stand beside the repository, where they do; they are read, never copied.
 * Says on screen when they are missing, so that a skipped test is seen.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One published expression. `valid` is null where the sources contradict each other. */
export interface CorpusEntry {
  readonly id: string;
  readonly expression: string;
  readonly valid: boolean | null;
  readonly note: string;
}

const SHARED_FOLDER = join(__dirname, "..", "..", "..", "shared");

/** Path of a file of the shared folder, or undefined, with a line on screen, where it does not exist. */
export function findSharedFile(...path: string[]): string | undefined {
  const file = join(SHARED_FOLDER, ...path);
  if (existsSync(file)) return file;
  console.log(`    skipped: no ../shared/${path.join("/")}`);
  return undefined;
}

/** The published expressions; undefined where the shared folder is missing. */
export function readSharedCorpus(): readonly CorpusEntry[] | undefined {
  const file = findSharedFile("pql", "corpus-given.jsonl");
  if (file === undefined) return undefined;
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as CorpusEntry);
}
