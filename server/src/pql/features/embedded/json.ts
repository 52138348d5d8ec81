/**
 * Expressions in JSON: the text beside `"format": "pql/text"`, as bodies of audiences have it, and beside
 * `"predicateType": "pql/text"`, as those of previews have it. Looks into strings that hold JSON themselves, as the requests of
 * a collection hold their bodies. Reads any text, JSON or not, and never more than it must.
 */
import { type EmbeddedExpression, ExpressionBuilder, toOuterSpan } from "./expression";

const FORMAT = "pql/text";
/** The key of the format and that of the expression beside it. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ["format", "value"],
  ["predicateType", "predicateExpression"],
]);

/** Strings, brackets and separators; everything else means nothing here. A string under way ends with its line. */
const TOKENS = /"(?:[^"\\\r\n]|\\.)*("?)|[{}[\],:]/g;

interface JsonString {
  readonly start: number;
  readonly end: number;
  /** False while it lacks its second quote. */
  readonly isClosed: boolean;
}

/** An object under way. */
interface OpenObject {
  key: string | undefined;
  readonly texts: Map<string, JsonString>;
}

/** Bodies within bodies within bodies: nobody writes more. */
const DEEPEST = 4;

/** The expressions of a text, in order. */
export function findInJson(text: string, depth = 0): EmbeddedExpression[] {
  if (!FORMAT_ANYWHERE.test(text)) return [];
  const open: OpenObject[] = [];
  const found: EmbeddedExpression[] = [];
  let last: JsonString | undefined;
  for (const match of text.matchAll(TOKENS)) {
    const token = match[0];
    const top = open.at(-1);
    if (token === "{" || token === "[") open.push({ key: undefined, texts: new Map() });
    else if (token === "}" || token === "]") found.push(...expressionsOf(text, open.pop()));
    else if (token === ":" && top !== undefined)
      top.key = last === undefined ? undefined : decode(text, last);
    else if (token === "," && top !== undefined) top.key = undefined;
    last = toJsonString(match);
    if (last !== undefined && depth < DEEPEST) found.push(...findWithin(text, last, depth + 1));
    if (last !== undefined && top?.key !== undefined) top.texts.set(top.key, last);
  }
  // A text that is still being typed closes nothing.
  for (const object of open) found.push(...expressionsOf(text, object));
  return found.sort((one, other) => one.span.start - other.span.start);
}

/** The format as it may be written in a string: the slash of some writers has a backslash. */
const FORMAT_ANYWHERE = /pql\\*\/text/;
const JSON_STRING = /^"(?:\s|\\[nrt])*[{[]/;

/** The expressions of JSON that is the content of a string. */
function findWithin(text: string, string: JsonString, depth: number): EmbeddedExpression[] {
  const written = text.slice(string.start, string.end);
  if (!JSON_STRING.test(written) || !FORMAT_ANYWHERE.test(written)) return [];
  const content = readValue(text, string);
  return findInJson(content.text, depth).map((inner) => ({
    text: inner.text,
    span: toOuterSpan(content, inner.span),
    offsets: inner.offsets.map((offset) => content.offsets[offset]),
    encode: (newText) => content.encode(inner.encode(newText)),
  }));
}

function toJsonString({ 0: token, 1: quote, index }: RegExpExecArray): JsonString | undefined {
  if (!token.startsWith('"')) return undefined;
  return { start: index, end: index + token.length, isClosed: quote !== "" };
}

function decode(text: string, { start, end }: JsonString): string {
  try {
    return String(JSON.parse(text.slice(start, end)));
  } catch {
    return "";
  }
}

function expressionsOf(text: string, object: OpenObject | undefined): EmbeddedExpression[] {
  if (object === undefined) return [];
  return Array.from(PAIRS).flatMap(([formatKey, valueKey]) => {
    const format = object.texts.get(formatKey);
    const value = object.texts.get(valueKey);
    const isPql = format !== undefined && decode(text, format) === FORMAT;
    return isPql && value !== undefined ? [readValue(text, value)] : [];
  });
}

const ESCAPES = /\\(?:u[0-9a-fA-F]{4}|.)|[^\\]+/gs;

function readValue(text: string, { start, end: next, isClosed }: JsonString): EmbeddedExpression {
  const builder = new ExpressionBuilder();
  const end = isClosed ? next - 1 : next;
  const content = text.slice(start + 1, end);
  for (const { 0: piece, index } of content.matchAll(ESCAPES)) {
    const isEscape = piece.startsWith("\\");
    builder.add(isEscape ? decodeEscape(piece) : piece, start + 1 + index, isEscape);
  }
  return builder.finish({ start: start + 1, end }, (newText) => JSON.stringify(newText).slice(1, -1));
}

/** An escape that JSON does not have stays as it is written. */
function decodeEscape(piece: string): string {
  try {
    return String(JSON.parse(`"${piece}"`));
  } catch {
    return piece;
  }
}
