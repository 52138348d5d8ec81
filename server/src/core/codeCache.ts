/**
 * Keeps what V8 made of the core, so that the next start need not compile it. V8 trusts what it is given, so every byte is
 * checked here; bytes of another V8 it refuses by itself.
 */
import type { Script } from "node:vm";
import * as zlib from "node:zlib";
import { cacheFileOf, findCachedBytes, keepBytes } from "../session/fileCache";

/** Time by which what a start needs has been compiled. */
const DELAY_MS = 4000;
const CHECKSUM_BYTES = 4;

/** The code cache of one script. */
export class CodeCache {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** The cache of a script in a folder; undefined where this Node cannot check what it reads. */
  static open(folder: string, scriptPath: string): CodeCache | undefined {
    if (typeof zlib.crc32 !== "function") return undefined;
    return new CodeCache(cacheFileOf(folder, { kind: "v8cache", path: scriptPath }));
  }

  /** What was kept; undefined where there is nothing, or something damaged. */
  find(): Buffer | undefined {
    const bytes = findCachedBytes(this.#file);
    if (bytes === undefined || bytes.length < CHECKSUM_BYTES) return undefined;
    const data = Buffer.from(bytes.buffer, bytes.byteOffset + CHECKSUM_BYTES, bytes.length - CHECKSUM_BYTES);
    const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    return zlib.crc32(data) === checksum ? data : undefined;
  }

  /** Keeps the code a while after the start, and once more at the end, when more of it has been used. */
  keepLater(script: Script): void {
    setTimeout(() => this.#keep(script), DELAY_MS).unref();
    process.once("exit", () => this.#keep(script));
  }

  #keep(script: Script): void {
    const data = script.createCachedData();
    const bytes = Buffer.alloc(CHECKSUM_BYTES + data.length);
    bytes.writeUInt32BE(zlib.crc32(data));
    data.copy(bytes, CHECKSUM_BYTES);
    try {
      keepBytes(this.#file, bytes);
    } catch {
      // The folder cannot be written; whoever keeps schema indexes there says so.
    }
  }
}
