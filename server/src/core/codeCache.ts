/**
 * Keeps what V8 made of the core, so that the next start need not compile it. Bytes of another V8 it refuses by itself.
 */
import type { Script } from "node:vm";
import { cacheFileOf, findCachedBytes, keepBytes } from "../session/fileCache";

/** Time by which what a start needs has been compiled. */
const DELAY_MS = 4000;

/** The code cache of one script. */
export class CodeCache {
  readonly #file: string;

  constructor(folder: string, scriptPath: string) {
    this.#file = cacheFileOf(folder, { kind: "v8cache", path: scriptPath });
  }

  /** What was kept; undefined where there is nothing, or something damaged. */
  find(): Buffer | undefined {
    const bytes = findCachedBytes(this.#file);
    return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Keeps the code a while after the start, and once more at the end, when more of it has been used. */
  keepLater(script: Script): void {
    setTimeout(() => this.#keep(script), DELAY_MS).unref();
    process.once("exit", () => this.#keep(script));
  }

  #keep(script: Script): void {
    try {
      keepBytes(this.#file, script.createCachedData());
    } catch {
      // The folder cannot be written; whoever keeps schema indexes there says so.
    }
  }
}
