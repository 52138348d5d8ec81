/**
 * Where the server notes what went wrong: one line on the error stream, which every client keeps.
 * Lines name methods, files and reasons, never the text of a document or what a user typed.
 */
import { writeSync } from "node:fs";

const STDERR = 2;

/** Takes one sentence for whoever looks for a fault. */
export type Log = (line: string) => void;

/** Writes a line on the error stream, at once, so that it is out before the process ends. */
export function logToErrorStream(line: string): void {
  try {
    writeSync(STDERR, `pql server: ${line}\n`);
  } catch {
    // Nobody reads the error stream, so there is nobody to tell.
  }
}
