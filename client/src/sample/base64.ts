/** Texts as base64 and back, in Node and in a browser. Damaged input gives some other text, never an error: callers hand in what they like. */

/** The text's UTF-8 bytes as base64. */
export function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** As `toBase64`, in the letters that addresses allow and without padding. */
export function toBase64Url(text: string): string {
  return toBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text behind either kind. */
export function fromBase64(encoded: string): string {
  const plain = encoded
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/[^A-Za-z0-9+/]/g, "");
  // One letter too many holds less than a byte.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain;
  return new TextDecoder().decode(Uint8Array.from(atob(whole), (unit) => unit.charCodeAt(0)));
}
