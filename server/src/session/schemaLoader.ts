/**
 * Turns what a client names as a schema into an index: a path of a JSON file, or the JSON itself.
 * Files are read by another thread, or not at all where a cached index of the same file is found.
 */
import { fileURLToPath } from "node:url";
import { decodeSchema } from "../pql/schema/binary";
import { readSchema } from "../pql/schema/fromXdm";
import type { SchemaIndex } from "../pql/schema/model";
import { cacheFileOf, findCachedBytes, findSourceFile } from "./indexCache";
import type { Log } from "./log";
import { READER_FLAG } from "./readerFlag";
import type { ReaderAnswer, ReaderTask } from "./schemaReader";

/** What loading needs besides the source. */
export interface LoaderHost {
  readonly log: Log;
  /** The script both threads run. */
  readonly entryPath: string;
}

/** Reads schemas. */
export class SchemaLoader {
  readonly #host: LoaderHost;
  #indexFolder: string | undefined;

  constructor(host: LoaderHost) {
    this.#host = host;
  }

  /** Names the folder in which indexes may be kept. */
  keepIn(folder: string): void {
    this.#indexFolder = folder;
  }

  /** The index of a source; undefined, and a line in the log, where there is none to be had. */
  async load(source: unknown): Promise<SchemaIndex | undefined> {
    if (source === undefined || source === null) return undefined;
    try {
      if (typeof source === "string") return await this.#loadFile(toPath(source));
      const { index, notes } = readSchema(source);
      if (!notes.some(({ code }) => code === "notASchema")) return index;
      this.#host.log("what was given as a schema is none");
    } catch (error) {
      this.#host.log(`a schema could not be read: ${String(error)}`);
    }
    return undefined;
  }

  async #loadFile(path: string): Promise<SchemaIndex | undefined> {
    const folder = this.#indexFolder;
    const cacheFile = folder === undefined ? undefined : cacheFileOf(folder, await findSourceFile(path));
    const cached = cacheFile === undefined ? undefined : await findCachedBytes(cacheFile);
    const known = cached === undefined ? undefined : decodeSchema(cached);
    if (known !== undefined) return known;
    const { bytes, remark } = await this.#askReader({ path, cacheFile });
    if (remark !== undefined) this.#host.log(`the schema file ${path}: ${remark}`);
    return bytes === undefined ? undefined : decodeSchema(bytes);
  }

  async #askReader(task: ReaderTask): Promise<ReaderAnswer> {
    const { Worker } = await import("node:worker_threads");
    return new Promise((resolve) => {
      const worker = new Worker(this.#host.entryPath, { workerData: task, argv: [READER_FLAG] });
      worker.once("message", resolve);
      worker.once("error", (error) => resolve({ remark: String(error) }));
      worker.once("exit", () => resolve({ remark: "its reader ended early" }));
    });
  }
}

function toPath(source: string): string {
  return source.startsWith("file:") ? fileURLToPath(source) : source;
}
