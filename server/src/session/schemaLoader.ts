/**
 * Turns what a client names as a schema into an index: the JSON itself, or a file, which whoever started the session reads.
 */

import type { SchemaIndex } from "../pql/schema/model";
import { readSchema } from "../pql/schema/readSchema";
import type { Log } from "./log";

/**
 * Reads the schema file at a path or `file:` address; `indexFolder` is where its index may be kept for the next start.
 * Rejects where there is no such file, or no schema in it.
 */
export type SchemaFiles = (
  source: string,
  indexFolder: string | undefined,
) => Promise<SchemaIndex | undefined>;

/** What loading needs besides the source. */
export interface LoaderHost {
  readonly log: Log;
  readonly readSchemaFile: SchemaFiles;
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
      if (typeof source === "string") return await this.#host.readSchemaFile(source, this.#indexFolder);
      const { index, notes } = readSchema(source);
      if (!notes.some(({ code }) => code === "notASchema")) return index;
      this.#host.log("what was given as a schema is none");
    } catch (error) {
      const what = typeof source === "string" ? `the schema file ${source}` : "a schema";
      this.#host.log(`${what} could not be read: ${String(error)}`);
    }
    return undefined;
  }
}
