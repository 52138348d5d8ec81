/**
 * Input of many lines in pieces that end where a line ends, and the lines of such a piece. Holds a piece at a time; knows nothing of
 * what the lines say.
 */
import { isAscii, isUtf8 } from "node:buffer";
import { readChunks } from "./inputChunks";
import { BadUsage, faultWords } from "./pqlFailures";

/** Whole lines of an input; only the last one of all may lack its end. Whoever has a piece may give its memory away. */
export interface LinePiece {
  readonly bytes: Uint8Array;
  /** The number of its first line in the input, from 1. */
  readonly firstLine: number;
}

const LINE_END = 10;

/** The pieces of a file, or of standard input for `-`, in order. */
export async function* readPieces(file: string): AsyncGenerator<LinePiece> {
  // A long line comes in many chunks, which are joined once, when it ends.
  let chunks: Buffer[] = [];
  let firstLine = 1;
  try {
    for await (const chunk of readChunks(file)) {
      const end = chunk.lastIndexOf(LINE_END) + 1;
      if (end > 0) {
        const last = chunk.subarray(0, end);
        const piece = { bytes: join([...chunks, last]), firstLine };
        firstLine += countLineEnds(last);
        yield piece;
        chunks = [];
      }
      if (end < chunk.length) chunks.push(Buffer.from(chunk.subarray(end)));
    }
    if (chunks.length > 0) yield { bytes: join(chunks), firstLine };
  } catch (error) {
    throw new BadUsage(`${file} cannot be read: ${faultWords(error)}`);
  }
}

/** The chunks as one, in memory that nothing else uses, so that it can be given away. */
function join(chunks: readonly Buffer[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}

function countLineEnds(bytes: Buffer): number {
  let count = 0;
  for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, end + 1)) count++;
  return count;
}

/**
 * The lines of a piece. Each is decoded by itself: JSON is read faster from a short text than from a part of a long one. A line that
 * is not UTF-8 is undefined; the others are none the worse for it.
 */
export function cutLines({ buffer, byteOffset, byteLength }: Uint8Array): readonly (string | undefined)[] {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const encoding = isAscii(bytes) ? "latin1" : "utf8";
  const isText = encoding === "latin1" || isUtf8(bytes);
  const lines: (string | undefined)[] = [];
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    const isLineText = isText || isUtf8(bytes.subarray(start, end));
    lines.push(isLineText ? bytes.toString(encoding, start, end) : undefined);
    start = end + 1;
  }
  return lines;
}
