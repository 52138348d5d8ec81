/**
 * Cuts the bytes of a client into message bodies: a header with the length in bytes, an empty line, JSON.
 * Lives through garbage: what is no header is skipped up to the next one that is, and said once. Knows nothing of methods.
 */

const HEADER_END = "\r\n\r\n";
const LENGTH_FIELD = /content-length:[ \t]*(\d+)[ \t]*(?:\r\n|$)/gi;
/** The header nearly every message has, and nothing else in it; no longer than any body may be. */
const COMMON_FIELD = "Content-Length: ";
const COMMON_HEADER = /^Content-Length: \d{1,8}$/;
/** Bytes without an end of header after which they cannot be a header any more. */
const LONGEST_HEADER = 8192;
/** Kept of skipped bytes, because a header may have begun in them. */
const HEADER_TAIL = 256;
/** A longer body is a broken length rather than a message: the largest real ones are texts of some megabytes. */
const LONGEST_BODY = 512 * 1024 * 1024;

/** What a reader tells about the stream. */
export interface FrameEvents {
  /** The JSON of the next message. */
  onBody(json: unknown): void;
  /** Bytes of no use were skipped; one sentence for the log. */
  onGarbage(reason: string): void;
  /** A body that is no JSON. */
  onUnreadable(): void;
}

/** Reads frames from chunks of any size. */
export class FrameReader {
  readonly #events: FrameEvents;
  /** Bytes not read yet. */
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes needed before reading on is of use. */
  #needed = 0;
  #isSkipping = false;

  constructor(events: FrameEvents) {
    this.#events = events;
  }

  /** Takes the next bytes and hands over every message that is complete. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // A large message comes in many chunks; they are put together once, when the last one is here.
    if (this.#size < this.#needed) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#needed = 0;
    for (let next = this.#readFrame(rest); next !== undefined; next = this.#readFrame(rest)) rest = next;
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }

  /** Reads one frame and returns the bytes behind it; undefined where the frame is not complete. */
  #readFrame(bytes: Buffer): Buffer | undefined {
    const headerEnd = bytes.indexOf(HEADER_END);
    if (headerEnd < 0) return this.#skipEndlessHeader(bytes);
    const start = headerEnd + HEADER_END.length;
    const length = this.#readLength(bytes.toString("latin1", 0, headerEnd));
    if (length === undefined) return bytes.subarray(start);
    if (bytes.length < start + length) {
      this.#needed = start + length;
      return undefined;
    }
    return this.#readBody(bytes, start, start + length);
  }

  #skipEndlessHeader(bytes: Buffer): Buffer | undefined {
    if (bytes.length <= LONGEST_HEADER) return undefined;
    this.#skip("skipped bytes that hold no message");
    return bytes.subarray(bytes.length - HEADER_TAIL);
  }

  /** One line per stretch of garbage, however long it is. */
  #skip(reason: string): void {
    if (!this.#isSkipping) this.#events.onGarbage(reason);
    this.#isSkipping = true;
  }

  #readLength(header: string): number | undefined {
    if (COMMON_HEADER.test(header)) return Number(header.slice(COMMON_FIELD.length));
    const fields = [...header.matchAll(LENGTH_FIELD)];
    const field = fields.at(-1);
    const length = Number(field?.[1] ?? Number.NaN);
    if (field === undefined || !(length <= LONGEST_BODY)) {
      this.#skip("skipped a header without a usable Content-Length");
      return undefined;
    }
    if (field.index > 0 && header.charCodeAt(field.index - 1) !== 10) {
      this.#skip("skipped bytes before a message");
    }
    return length;
  }

  #readBody(bytes: Buffer, start: number, end: number): Buffer {
    const text = bytes.toString("utf8", start, end);
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      this.#events.onUnreadable();
      // The length may have been wrong; a header inside the body is then the next message.
      const inside = bytes.toString("latin1", start, end).search(/content-length:[ \t]*\d+\r\n/i);
      return bytes.subarray(inside < 0 ? end : start + inside);
    }
    this.#isSkipping = false;
    this.#events.onBody(json);
    return bytes.subarray(end);
  }
}
