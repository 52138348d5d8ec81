/**
 * Turns the bytes of an answer into text and JSON: compression, byte-order mark, wrong content type,
 * cut-off JSON. Refuses to read without end: the cap counts decompressed bytes.
 */

import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { isSpelledOtherwise, parseExactJson } from "../../../server/src/pql/text/exactJson";
import { ApiError } from "./apiError";

/** The encodings `readBytes` understands, for `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = "gzip, br, deflate";

/** A body as read: JSON where it is JSON, whatever the content type claims. */
export interface ParsedBody {
  readonly text: string;
  /** The value; undefined when empty or not JSON. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  readonly isJson: boolean;
  readonly isHtml: boolean;
}

/** Reads a whole body; rejects with `tooLarge` beyond `maxBytes` and with the stream's own error when it breaks. */
export async function readBytes(
  body: NodeJS.ReadableStream,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
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

/** Reads text as JSON where possible. */
export function parseBody(bytes: Buffer, contentType: string | undefined): ParsedBody {
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const isEmpty = text.trim() === "";
  const isHtml = /\bhtml\b/i.test(contentType ?? "") || /^\s*<(?:!doctype|html)/i.test(text);
  if (isEmpty) return { text: "", json: undefined, isEmpty, isJson: false, isHtml };
  try {
    return { text, json: parseNumbers(text), isEmpty, isJson: true, isHtml: false };
  } catch {
    return { text, json: undefined, isEmpty, isJson: false, isHtml };
  }
}

/** A tree of PQL may have come as JSON instead of as text: there `1.0` is not `1`. */
function parseNumbers(text: string): unknown {
  return text.includes('"pql/json"') ? parseExactJson(text, isSpelledOtherwise) : parseExactJson(text);
}

function findDecoder(encoding: string | undefined): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
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
