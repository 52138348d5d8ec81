/**
 * The base protocol: a header with the length in bytes, an empty line, JSON. Knows nothing of methods.
 */

const HEADER_END = "\r\n\r\n";

/** One message as it goes over the wire. */
export function encodeMessage(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${HEADER_END}`, "ascii"), body]);
}

/** Cuts a stream of bytes into messages, however the bytes are chunked. Throws on a broken header. */
export class MessageReader {
  readonly #onMessage: (message: unknown) => void;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage;
  }

  /** Takes the next bytes and hands over every message that is complete. */
  push(chunk: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (let body = this.#takeBody(); body !== undefined; body = this.#takeBody()) {
      this.#onMessage(JSON.parse(body.toString("utf8")));
    }
  }

  #takeBody(): Buffer | undefined {
    const headerEnd = this.#bytes.indexOf(HEADER_END);
    if (headerEnd < 0) return undefined;
    const header = this.#bytes.toString("ascii", 0, headerEnd);
    const length = /^Content-Length: *(\d+)$/im.exec(header)?.[1];
    if (length === undefined) throw new Error(`A message without a length: ${header}`);
    const start = headerEnd + HEADER_END.length;
    const end = start + Number(length);
    if (this.#bytes.length < end) return undefined;
    const body = this.#bytes.subarray(start, end);
    this.#bytes = this.#bytes.subarray(end);
    return body;
  }
}
