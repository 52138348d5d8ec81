/**
 * Deterministic identifiers and random numbers: the same seed and name always give the same value,
 * so that generators do not depend on the order in which they run.
 */

/** Hashes text to four 32-bit words (a plain mixing hash, not for security). */
function hashWords(text: string): [number, number, number, number] {
  let [first, second, third, fourth] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = second ^ Math.imul(first ^ unit, 597399067);
    second = third ^ Math.imul(second ^ unit, 2869860233);
    third = fourth ^ Math.imul(third ^ unit, 951274213);
    fourth = first ^ Math.imul(fourth ^ unit, 2716044179);
  }
  return [first >>> 0, second >>> 0, third >>> 0, fourth >>> 0];
}

/** Everything seeded: ids by name and a stream of numbers by name. */
export interface Seeded {
  /** Version-4-shaped UUID of a name. */
  uuid(name: string): string;
  /** `length` lower-case hexadecimal digits of a name (at most 32). */
  hex(name: string, length: number): string;
  /** A stream of numbers in [0, 1) of a name. */
  stream(name: string): () => number;
}

/** Returns the seeded source for `seed`. */
export function createSeeded(seed: number): Seeded {
  const hex = (name: string, length: number): string =>
    hashWords(`${seed}/${name}`)
      .map((word) => word.toString(16).padStart(8, "0"))
      .join("")
      .slice(0, length);
  const uuid = (name: string): string => {
    const digits = hex(name, 32);
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  const stream = (name: string): (() => number) => {
    let word = hashWords(`${seed}/${name}`)[0];
    return () => {
      word = (word + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(word ^ (word >>> 15), word | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };
  return { uuid, hex, stream };
}

/** Picks one item of a non-empty list with a number in [0, 1). */
export function pick<Item>(items: readonly [Item, ...Item[]], fraction: number): Item {
  return items[Math.min(items.length - 1, Math.floor(fraction * items.length))] ?? items[0];
}
