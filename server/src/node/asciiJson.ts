/**
 * Writes messages as JSON in ASCII alone. Clients exist that take `Content-Length` for a number of characters, or turn each
 * chunk of bytes into text by itself; one letter outside ASCII and they wait for ever. Escaped, bytes are characters.
 */

const OUTSIDE_ASCII = /[\u0080-\uffff]/g;

/** Encoder for a message writer: every code unit outside ASCII as `\uXXXX`. */
export const ASCII_JSON = {
  name: "application/json",
  /** The bytes of a message; rejects what is no JSON. */
  encode: async (message: object): Promise<Uint8Array> =>
    Buffer.from(JSON.stringify(message).replace(OUTSIDE_ASCII, escapeUnit), "latin1"),
};

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
