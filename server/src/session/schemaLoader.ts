/**
 * Turns what a client names as a schema into an index: the JSON itself, or a file, which whoever started the session reads.
 */
import type { Location } from "vscode-languageserver-types";
import { readSchema } from "../pql/schema/readSchema";
import type { SchemaIndex } from "../pql/schema/schemaIndex";
import type { Log } from "./sessionLog";

/** A schema file to be read. */
export interface SchemaFile {
  /** A path or a `file:` address. */
  readonly source: string;
  /** Where its index may be kept for the next start. */
  readonly indexFolder: string | undefined;
  /** Nothing can be answered before it is read. Where this is false, reading must not hold up what can. */
  readonly isAwaited: boolean;
}

/** Reads a schema file. Rejects where there is no such file, or no schema in it. */
export type SchemaFiles = (file: SchemaFile) => Promise<SchemaIndex | undefined>;

/**
 * Where the schema file at a path or `file:` address defines the field of these names, outermost first; the nearest field above
 * it where the file says so by reference. Rejects where there is no such file.
 */
export type FieldPlaces = (source: string, names: readonly string[]) => Promise<Location>;

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

  /** The index of a source; undefined, and a line in the log, where there is none to be had. See `SchemaFile` for `isAwaited`. */
  async load(source: unknown, isAwaited: boolean): Promise<SchemaIndex | undefined> {
    if (source === undefined || source === null) return undefined;
    try {
      if (typeof source === "string") {
        return await this.#host.readSchemaFile({ source, indexFolder: this.#indexFolder, isAwaited });
      }
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
