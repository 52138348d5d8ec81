/**
 * Where an index keeps its titles, descriptions and details. Fresh from JSON they stay the values they are, because encoding
 * them costs more than reading the whole schema; from disk they stay bytes until asked for: equal ones once, UTF-8.
 * A lone surrogate becomes U+FFFD; names, which must be exact, are not kept here.
 */
import type { FieldDetails, SchemaTexts } from "./schemaColumns";

/** Details of a field that has none. */
const NO_DETAILS: FieldDetails = {};

/** Texts and details as they were read. Equal texts are kept as often as they came; binaryIndex.ts keeps them once. */
export class LiveTexts implements SchemaTexts {
  readonly #texts: string[] = [""];
  readonly #details: FieldDetails[] = [NO_DETAILS];

  /** The number of a text. */
  addText(text: string): number {
    return text === "" ? 0 : this.#texts.push(text) - 1;
  }

  /** The number of these details. */
  addDetails(details: FieldDetails): number {
    return this.#details.push(details) - 1;
  }

  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  details(number: number): FieldDetails {
    return this.#details[number] ?? NO_DETAILS;
  }
}

/** Text n is `bytes[starts[n] … starts[n + 1] - 1)`. Details are texts too, in JSON; text 0 is empty. */
interface TextBytes {
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
