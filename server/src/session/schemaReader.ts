/**
 * The other thread: reads one schema file, turns it into an index and hands the bytes over. JSON of megabytes would
 * otherwise hold up every key for a tenth of a second.
 */
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { encodeSchema } from "../pql/schema/binary";
import { readSchema } from "../pql/schema/fromXdm";
import { keepBytes } from "./indexCache";

/** What the reader is asked. */
export interface ReaderTask {
  readonly path: string;
  /** Where the index is to be kept; undefined keeps it nowhere. */
  readonly cacheFile: string | undefined;
}

/** What the reader answers, once. */
export interface ReaderAnswer {
  /** Undefined where the file holds no schema. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Why there are no bytes, or why they could not be kept. */
  readonly remark?: string;
}

/** Does the task this thread was started with. */
export async function answerReaderTask(): Promise<void> {
  const answer = await read(workerData as ReaderTask);
  parentPort?.postMessage(answer, answer.bytes === undefined ? [] : [answer.bytes.buffer]);
}

async function read({ path, cacheFile }: ReaderTask): Promise<ReaderAnswer> {
  try {
    const { index, notes } = readSchema(JSON.parse(await readFile(path, "utf8")));
    if (notes.some(({ code }) => code === "notASchema")) return { remark: "it holds no schema" };
    const encoded = encodeSchema(index);
    const bytes = encoded.buffer instanceof ArrayBuffer ? new Uint8Array(encoded.buffer) : encoded.slice();
    return { bytes, ...(await keep(cacheFile, bytes)) };
  } catch (error) {
    return { remark: error instanceof Error ? error.message : String(error) };
  }
}

async function keep(cacheFile: string | undefined, bytes: Uint8Array): Promise<{ remark?: string }> {
  if (cacheFile === undefined) return {};
  try {
    await keepBytes(cacheFile, bytes);
    return {};
  } catch (error) {
    return { remark: `its index could not be kept: ${String(error)}` };
  }
}
