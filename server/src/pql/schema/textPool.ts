/**
 * One pool for all titles, descriptions and details: equal texts are kept once, as UTF-8, and decoded when asked for.
 * A lone surrogate becomes U+FFFD; names, which must be exact, are not kept here.
 */

/** Text n is `text[textStart[n] … textStart[n + 1] - 1)`, for one byte stands between two texts; text 0 is empty. */
export interface TextColumns {
  readonly textStart: Int32Array;
  readonly text: Uint8Array;
}

/** Collects texts and numbers them. */
export class TextPoolBuilder {
  readonly #texts: string[] = [""];
  readonly #numbers = new Map<string, number>([["", 0]]);

  /** The number of this text, the same for equal texts. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** The finished pool. */
  finish(): TextColumns {
    // The separator keeps the halves of two broken texts from joining into one character.
    const joined = this.#texts.join("\0");
    const text = new TextEncoder().encode(joined);
    const sizeOf = text.length === joined.length ? (each: string) => each.length : utf8Length;
    const textStart = new Int32Array(this.#texts.length + 1);
    let end = 0;
    this.#texts.forEach((each, number) => {
      end += sizeOf(each) + 1;
      textStart[number + 1] = end;
    });
    return { textStart, text };
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}
