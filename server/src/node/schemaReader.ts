/**
 * The second process: reads one schema file and turns it into an index. JSON of megabytes would otherwise hold up every key
 * for a tenth of a second, and its garbage would stay with the server.
 */
import { readFileSync } from "node:fs";
import { encodeSchema } from "../pql/schema/binaryIndex";
import { readSchema } from "../pql/schema/readSchema";
import type { SchemaIndex } from "../pql/schema/schemaIndex";
import { keepBytes } from "./fileCache";

const FAILED = 1;

/**
 * Reads the file and keeps its index in `cacheFile`; where that is not given or cannot be written, the index goes to standard
 * output. What went wrong is said on the error stream; without an index the exit code is 1.
 */
export function answerReaderTask([path = "", cacheFile]: readonly string[]): void {
  try {
    const bytes = encodeSchema(readSchemaIndex(readFileSync(path, "utf8")));
    if (cacheFile !== undefined && isKept(cacheFile, bytes)) return;
    // Not written at one go: a pipe that is full for a moment would refuse it.
    process.stdout.write(bytes);
  } catch (error) {
    tell(error);
    process.exitCode = FAILED;
  }
}

/** The index of the schema in a JSON text. Throws where it is no JSON, or no schema. */
export function readSchemaIndex(text: string): SchemaIndex {
  const { index, notes } = readSchema(JSON.parse(text));
  if (notes.some(({ code }) => code === "notASchema")) throw new Error("it holds no schema");
  return index;
}

function isKept(cacheFile: string, bytes: Uint8Array): boolean {
  try {
    keepBytes(cacheFile, bytes);
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

function tell(error: unknown): void {
  process.stderr.write(error instanceof Error ? error.message : String(error));
}
