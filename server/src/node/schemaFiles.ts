/**
 * Schemas that are files: an index that was kept is read back; a file that everything waits for is read here, because starting
 * a process takes as long as reading it; any other is read by a second process, so that JSON of megabytes neither holds up a
 * key nor leaves its garbage here. Knows nothing of sandboxes.
 */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decodeSchema } from "../pql/schema/binaryIndex";
import type { SchemaIndex } from "../pql/schema/schemaIndex";
import type { SchemaFiles } from "../session/schemaLoader";
import type { Log } from "../session/sessionLog";
import { cacheFileOf, findCachedBytes } from "./fileCache";
import { readSchemaIndex } from "./schemaReader";

/** What reading needs besides the path. */
export interface SchemaFilesHost {
  readonly log: Log;
  /** What Node is told to run for the second process, before the paths. */
  readonly readerCommand: readonly string[];
}

/** Reads schema files on this computer. */
export function createSchemaFiles({ log, readerCommand }: SchemaFilesHost): SchemaFiles {
  const readElsewhere = async (path: string, cacheFile: string | undefined): Promise<Uint8Array> => {
    const { bytes, remark } = await readInOtherProcess([...readerCommand, path, ...toList(cacheFile)]);
    if (remark !== "") log(`the index of a schema could not be kept: ${remark}`);
    return bytes;
  };
  return async ({ source, indexFolder, isAwaited }) => {
    const path = source.startsWith("file:") ? fileURLToPath(source) : source;
    const cacheFile = indexFolder === undefined ? undefined : cacheFileOf(indexFolder, path);
    const known = findKeptIndex(cacheFile);
    if (known !== undefined) return known;
    if (!isAwaited) {
      const bytes = await readElsewhere(path, cacheFile);
      return bytes.length === 0 ? findKeptIndex(cacheFile) : decodeSchema(bytes, true);
    }
    const index = readSchemaIndex(await readFile(path, "utf8"));
    if (cacheFile !== undefined) {
      readElsewhere(path, cacheFile).catch((error: unknown) =>
        log(`the index of a schema could not be kept: ${String(error)}`),
      );
    }
    return index;
  };
}

function toList(cacheFile: string | undefined): readonly string[] {
  return cacheFile === undefined ? [] : [cacheFile];
}

function findKeptIndex(cacheFile: string | undefined): SchemaIndex | undefined {
  const bytes = cacheFile === undefined ? undefined : findCachedBytes(cacheFile);
  return bytes === undefined ? undefined : decodeSchema(bytes, true);
}

interface ReaderAnswer {
  /** The index, unless it was kept. */
  readonly bytes: Uint8Array;
  /** Why the index could not be kept; empty where nothing went wrong. */
  readonly remark: string;
}

/** Rejects with the reason where the file holds no schema. */
function readInOtherProcess(parameters: readonly string[]): Promise<ReaderAnswer> {
  return new Promise((resolve, reject) => {
    const reader = spawn(process.execPath, parameters, {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let remark = "";
    reader.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    reader.stderr.on("data", (chunk: Buffer) => (remark += chunk.toString("utf8")));
    reader.on("error", reject);
    reader.on("close", (code) => {
      if (code === 0) resolve({ bytes: Buffer.concat(chunks), remark });
      else reject(new Error(remark === "" ? `its reader ended with ${code}` : remark));
    });
  });
}
