/**
 * Writes messages as JSON in ASCII alone. Clients exist that take `Content-Length` for a number of characters, or turn each
 * chunk of bytes into text by itself; one letter outside ASCII and they wait for ever. Escaped, bytes are characters.
 */

const OUTSIDE_ASCII = /[\u0080-\uffff]/g;
/** Stands in every field that has a title, and is found much faster as a text than as one of many. */
const MIDDLE_DOT = "\u00b7";
const ESCAPED_DOT = escapeUnit(MIDDLE_DOT);

/** The JSON of a message with every code unit outside ASCII as `\uXXXX`; throws at what is no JSON. */
export function toAsciiJson(message: object): string {
  return JSON.stringify(message).replaceAll(MIDDLE_DOT, ESCAPED_DOT).replace(OUTSIDE_ASCII, escapeUnit);
}

function escapeUnit(unit: string): string {
  // A digit in front makes all numbers five digits long, which costs less than filling up short ones.
  return `\\u${(unit.charCodeAt(0) + 0x10000).toString(16).slice(1)}`;
}
