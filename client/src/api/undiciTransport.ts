/**
 * Calls over undici: the network of Node, with compression. Whoever runs in a browser does not load this.
 */
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Dispatcher, request as undiciRequest } from "undici";
import { ApiError } from "./apiError";
import type { Transport, TransportAnswer, TransportRequest } from "./transport";

/** The encodings `readBytes` understands. */
const ACCEPTED_ENCODINGS = "gzip, br, deflate";

/** A transport over a dispatcher, which it destroys when it is closed. */
export function createUndiciTransport(dispatcher: Dispatcher): Transport {
  return {
    send: (request) => sendOver(dispatcher, request),
    close: () => dispatcher.destroy(),
  };
}

async function sendOver(dispatcher: Dispatcher, request: TransportRequest): Promise<TransportAnswer> {
  const { url, method, headers, body = null, signal, maxBytes } = request;
  const answer = await undiciRequest(url, {
    dispatcher,
    body,
    signal,
    method: method as Dispatcher.HttpMethod,
    headers: { ...headers, "accept-encoding": ACCEPTED_ENCODINGS },
    // The deadline of the call is the only one; the library's own timers would need a real clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const encoding = answer.headers["content-encoding"];
  const bytes = await readBytes(answer.body, String(encoding ?? ""), maxBytes).catch((thrown: unknown) => {
    answer.body.destroy();
    throw thrown;
  });
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

/** Reads a whole body; rejects with `tooLarge` beyond `maxBytes` and with the stream's own error when it breaks. */
async function readBytes(body: NodeJS.ReadableStream, encoding: string, maxBytes: number): Promise<Buffer> {
  const decoder = findDecoder(encoding);
  const source = decoder === undefined ? body : pipeline(body, decoder, () => undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) throw new ApiError("tooLarge");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function findDecoder(encoding: string): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return createInflate();
    default:
      return undefined;
  }
}
