/**
 * The two ends of the wire: standard input and output of this process.
 * Reads the first message without streams, because loading them costs more than answering `initialize` does; everything
 * after it comes through `process.stdin`. Knows nothing of frames.
 */
import { readSync, writeSync } from "node:fs";

const STDIN = 0;
const STDOUT = 1;
const FIRST_CHUNK = 65_536;
/** Longer texts may not fit into what the system keeps for a client that is slow to read. */
const MOST_AT_ONCE = 65_536;
/** Patience with a client that says goodbye and does not read the answer. */
const LAST_WORDS_MS = 2000;

/** Reads once, waiting for bytes; empty where they must be waited for in another way, or never come. */
function readFirstChunk(): Buffer {
  const chunk = Buffer.allocUnsafe(FIRST_CHUNK);
  try {
    return chunk.subarray(0, readSync(STDIN, chunk));
  } catch {
    // Not a blocking descriptor, or closed: the stream finds out which.
    return chunk.subarray(0, 0);
  }
}

/** Hands over what comes in until the other side closes. The first chunk is handed over before this returns. */
export function readStandardInput(onBytes: (bytes: Buffer) => void, onEnd: () => void): void {
  const first = readFirstChunk();
  if (first.length > 0) onBytes(first);
  setImmediate(() => {
    process.stdin.on("data", onBytes);
    process.stdin.on("end", onEnd);
    process.stdin.on("error", onEnd);
  });
}

/** Writes what goes out, in order. */
export class StandardOutput {
  #isStream = false;

  /**
   * Sends a text. The first goes out without the stream, which need not be loaded for it, and so do short ones as long as
   * the client keeps up, because a stream costs more than most answers.
   */
  write(text: string): void {
    const rest = this.#isStream ? this.#writeNext(text) : this.#writeFirst(text);
    if (rest !== undefined) process.stdout.write(rest);
  }

  /** Calls back once everything written has left the process, or nobody has taken it for a while. */
  flush(done: () => void): void {
    process.stdout.write("", () => done());
    setTimeout(done, LAST_WORDS_MS);
  }

  /** What is left for the stream. On Windows a write at once may wait for the client. */
  #writeNext(text: string): string | Uint8Array | undefined {
    const isShort = text.length <= MOST_AT_ONCE && process.platform !== "win32";
    return isShort && process.stdout.writableLength === 0 ? writeAtOnce(text) : text;
  }

  #writeFirst(text: string): Uint8Array | undefined {
    this.#isStream = true;
    // A client that no longer reads has gone; the end of its input tells the rest of the server.
    setImmediate(() => process.stdout.on("error", () => undefined));
    return writeAtOnce(text);
  }
}

/** What could not be written without waiting; undefined where all went out. */
function writeAtOnce(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
    return undefined;
  } catch {
    return bytes.subarray(written);
  }
}
