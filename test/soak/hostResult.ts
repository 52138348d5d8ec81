/**
 * The end of a program inside an extension host: its result, or why there is none, goes into the file that AEP_SOAK_RESULT names,
 * because an editor's exit code cannot be trusted.
 */
import { writeFileSync } from "node:fs";

/** Runs the work and writes what it returns. */
export async function writeHostResult(work: () => Promise<unknown>): Promise<void> {
  const { AEP_SOAK_RESULT: file } = process.env;
  if (file === undefined) throw new Error("AEP_SOAK_RESULT does not say where the result goes.");
  try {
    writeFileSync(file, JSON.stringify({ result: await work() }));
  } catch (error) {
    writeFileSync(
      file,
      JSON.stringify({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  }
}
