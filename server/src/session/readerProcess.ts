/**
 * Starts the second process that reads a schema file, and gathers what it writes.
 */
import { spawn } from "node:child_process";
import { READER_FLAG } from "./readerFlag";

/** What the reader is to do. */
export interface ReaderTask {
  /** The script of this process, which the reader runs as well. */
  readonly entryPath: string;
  /** The schema file. */
  readonly path: string;
  /** Where the index is to be kept; undefined keeps it nowhere. */
  readonly cacheFile: string | undefined;
}

/** What came of it. */
export interface ReaderAnswer {
  /** The index, unless it was kept. */
  readonly bytes: Uint8Array;
  /** Why the index could not be kept; empty where nothing went wrong. */
  readonly remark: string;
}

/** Has a schema file read. Rejects with the reason where the file holds no schema. */
export function readInOtherProcess({ entryPath, path, cacheFile }: ReaderTask): Promise<ReaderAnswer> {
  const parameters = [entryPath, READER_FLAG, path, ...(cacheFile === undefined ? [] : [cacheFile])];
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
