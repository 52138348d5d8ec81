/**
 * Turns the bytes of an answer into text and JSON: byte-order mark, wrong content type, cut-off JSON.
 */
import { isSpelledOtherwise, parseExactJson } from "../../../server/src/pql/text/exactJson";

/** A body as read: JSON where it is JSON, whatever the content type claims. */
export interface ParsedBody {
  readonly text: string;
  /** The value; undefined when empty or not JSON. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  readonly isJson: boolean;
  readonly isHtml: boolean;
}

/** Reads text as JSON where possible. */
export function parseBody(bytes: Uint8Array, contentType: string | undefined): ParsedBody {
  const text = new TextDecoder().decode(bytes);
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
