/**
 * A text as one part of an address: an id in a path, a value in a query. Refuses nothing: half a surrogate pair, as a name that was
 * cut in the middle of an emoji has it, has no form in UTF-8 and becomes the replacement sign, as it does in every file.
 */

/** Encodes the text; never throws, unlike `encodeURIComponent`. */
export function toAddressPart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
