/**
 * Titles, descriptions and details as bytes: equal ones once, UTF-8, decoded when asked for.
 * A lone surrogate becomes U+FFFD; names, which must be exact, are not kept here.
 */
import type { FieldDetails } from "./facts";
import { NO_DETAILS, type SchemaTexts } from "./texts";

/** Text n is `bytes[starts[n] … starts[n + 1] - 1)`. Details are texts too, in JSON; text 0 is empty. */
export interface TextBytes {
  readonly starts: Int32Array;
  readonly bytes: Uint8Array;
}

/** Texts over bytes. Details that were asked for once are kept decoded. */
export class StoredTexts implements SchemaTexts {
  readonly stored: TextBytes;
  readonly #decoder = new TextDecoder();
  readonly #details = new Map<number, FieldDetails>();

  constructor(stored: TextBytes) {
    this.stored = stored;
  }

  text(number: number): string {
    const { starts, bytes } = this.stored;
    if (number === 0) return "";
    return this.#decoder.decode(bytes.subarray(starts[number] ?? 0, (starts[number + 1] ?? 1) - 1));
  }

  details(number: number): FieldDetails {
    if (number === 0) return NO_DETAILS;
    const known = this.#details.get(number);
    if (known) return known;
    const details = parseDetails(this.text(number));
    this.#details.set(number, details);
    return details;
  }
}

/** The text was written by `TextEncoding` and its checksum has been compared, so that it is what it was. */
function parseDetails(text: string): FieldDetails {
  return text === "" ? NO_DETAILS : (JSON.parse(text) as FieldDetails);
}

/** Collects texts, gives equal ones the same number, and encodes them all at once. */
export class TextEncoding {
  readonly #texts: string[] = [""];
  readonly #numbers = new Map<string, number>([["", 0]]);

  /** The number of this text. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** The number of these details. */
  addDetails(details: FieldDetails): number {
    return this.add(JSON.stringify(details));
  }

  /** All texts as bytes. */
  encode(): TextBytes {
    return encodeTexts(this.#texts) ?? encodeTexts(this.#texts.map(withoutSeparator)) ?? NO_TEXTS;
  }
}

/**
 * What stands between two texts. It keeps the halves of two broken texts from joining into one character, and it is what
 * the bounds of the encoded texts are found by, which is faster than to count the bytes of each.
 */
const SEPARATOR = "\0";

const NO_TEXTS: TextBytes = { starts: new Int32Array(2), bytes: new Uint8Array(0) };

function withoutSeparator(text: string): string {
  return text.replaceAll(SEPARATOR, "\ufffd");
}

/** The encoded texts; `undefined` where one of them contains the separator. */
function encodeTexts(texts: readonly string[]): TextBytes | undefined {
  const bytes = new TextEncoder().encode(texts.join(SEPARATOR) + SEPARATOR);
  const starts = new Int32Array(texts.length + 1);
  let end = 0;
  for (let number = 1; number <= texts.length; number++) {
    end = bytes.indexOf(0, end) + 1;
    starts[number] = end;
  }
  return end === bytes.length ? { starts, bytes } : undefined;
}
