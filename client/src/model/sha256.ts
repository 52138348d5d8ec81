/**
 * SHA-256 of a text, at once and everywhere: a browser's own takes a promise, and names and fingerprints are asked for in the
 * middle of a sentence. For telling things apart, not for keeping anything secret.
 */

const BLOCK_BYTES = 64;
const ROUNDS = 64;
const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const CONSTANTS = listConstants();

/** The first 32 bits behind the point of the cube roots of the first primes. */
function listConstants(): Uint32Array {
  const constants: number[] = [];
  for (let number = 2; constants.length < ROUNDS; number++) {
    if (isPrime(number)) constants.push(Math.floor((Math.cbrt(number) % 1) * 2 ** 32));
  }
  return Uint32Array.from(constants);
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
}

/** The digest of the text in UTF-8, as 64 hexadecimal digits. */
export function toSha256(text: string): string {
  const view = pad(new TextEncoder().encode(text));
  const state = Uint32Array.from(START);
  for (let at = 0; at < view.byteLength; at += BLOCK_BYTES) mix(state, toSchedule(view, at));
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The bytes, a one, zeros, and the length in bits at the very end. */
function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function toSchedule(view: DataView, at: number): Uint32Array {
  const words = new Uint32Array(ROUNDS);
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i);
  const wordAt = (index: number): number => words[index] ?? 0;
  for (let i = 16; i < ROUNDS; i++) {
    const early = wordAt(i - 15);
    const late = wordAt(i - 2);
    const mixedEarly = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const mixedLate = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[i] = wordAt(i - 16) + mixedEarly + wordAt(i - 7) + mixedLate;
  }
  return words;
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < ROUNDS; i++) {
    const choice = (e & f) ^ (~e & g);
    const first =
      h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (CONSTANTS[i] ?? 0) + (words[i] ?? 0);
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word;
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
