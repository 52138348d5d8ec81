/**
 * The bytes of an input, some of them at a time. Files are read into the same memory again and again, the next chunk while one is
 * being looked at: the streams of Node take new memory for every chunk, and a program that only hands chunks on frees it late.
 */
import { close, fstatSync, open, read } from "node:fs";
import { promisify } from "node:util";

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 18;

/** The chunks of a file, or of standard input for `-`. A chunk is good until the next one is asked for. */
export function readChunks(file: string): AsyncIterable<Buffer> {
  if (file !== "-") return readNamed(file);
  // Standard input that is a file is read as one: Node would read it in pieces of 64 KB, and wait for each. A folder fails so, too.
  const { fd } = process.stdin;
  const input = fstatSync(fd);
  return input.isFile() || input.isDirectory() ? readDescriptor(fd) : process.stdin;
}

async function* readNamed(file: string): AsyncGenerator<Buffer> {
  const descriptor = await promisify(open)(file, "r");
  try {
    yield* readDescriptor(descriptor);
  } finally {
    await promisify(close)(descriptor);
  }
}

async function* readDescriptor(descriptor: number): AsyncGenerator<Buffer> {
  const memory = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)];
  const readInto = (buffer: Buffer) => promisify(read)(descriptor, buffer, 0, CHUNK_BYTES, null);
  let coming = readInto(memory[0]);
  try {
    for (let next = 1; ; next = 1 - next) {
      const { bytesRead, buffer } = await coming;
      if (bytesRead === 0) return;
      coming = readInto(memory[next]);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // Nothing is closed under a read that goes on; why it failed is told where it was waited for.
    await coming.catch(() => undefined);
  }
}
