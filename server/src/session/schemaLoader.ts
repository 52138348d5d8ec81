/**
 * Turns what a client names as a schema into an index: a path of a JSON file, or the JSON itself.
 * Files are read by another process, or not at all where a cached index of the same file is found.
 */
import { fileURLToPath } from "node:url";
import { decodeSchema } from "../pql/schema/binary";
import { readSchema } from "../pql/schema/fromXdm";
import type { SchemaIndex } from "../pql/schema/model";
import { cacheFileOf, findCachedBytes } from "./fileCache";
import type { Log } from "./log";

/** What loading needs besides the source. */
export interface LoaderHost {
  readonly log: Log;
  /** The script both processes run. */
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
      const what = typeof source === "string" ? `the schema file ${source}` : "a schema";
      this.#host.log(`${what} could not be read: ${String(error)}`);
    }
    return undefined;
  }

  async #loadFile(path: string): Promise<SchemaIndex | undefined> {
    const folder = this.#indexFolder;
    const cacheFile = folder === undefined ? undefined : cacheFileOf(folder, { kind: "pqlindex", path });
    const known = findCachedIndex(cacheFile);
    if (known !== undefined) return known;
    const { readInOtherProcess } = await import("./readerProcess");
    const { entryPath, log } = this.#host;
    const { bytes, remark } = await readInOtherProcess({ entryPath, path, cacheFile });
    if (remark !== "") log(`the index of a schema could not be kept: ${remark}`);
    return bytes.length === 0 ? findCachedIndex(cacheFile) : decodeSchema(bytes, true);
  }
}

function findCachedIndex(cacheFile: string | undefined): SchemaIndex | undefined {
  const bytes = cacheFile === undefined ? undefined : findCachedBytes(cacheFile);
  return bytes === undefined ? undefined : decodeSchema(bytes, true);
}

function toPath(source: string): string {
  return source.startsWith("file:") ? fileURLToPath(source) : source;
}
