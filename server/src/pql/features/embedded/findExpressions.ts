/**
 * Expressions in JSON and in Markdown. In JSON: the string beside `"format": "pql/text"`, as bodies of audiences have it, and
 * beside `"predicateType": "pql/text"`, as those of previews have it, also in strings that hold JSON themselves, as the requests
 * of a collection hold their bodies. In Markdown: fences marked `pql`, of three or more backticks or tildes, also indented as in
 * lists. Reads any text, JSON or not, and never more than it must.
 */
import { nextLineStart } from "../../text/lineIndex";
import { type EmbeddedExpression, ExpressionBuilder, toOuterSpan } from "./embeddedExpression";

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

const OPENING = /^(\s*(?:(?:[-*+]|\d+[.)])\s+|>\s*)*)(`{3,}|~{3,})\s*\{?\.?pql\b[^`\n]*$/i;

interface Line {
  readonly start: number;
  /** Behind the last character, the line break not included. */
  readonly end: number;
  readonly next: number;
}

/** The expressions of a text, in order. */
export function findInMarkdown(text: string): EmbeddedExpression[] {
  if (!/pql/i.test(text)) return [];
  const found: EmbeddedExpression[] = [];
  const lines = listLines(text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const opening = line && OPENING.exec(text.slice(line.start, line.end));
    if (!opening) continue;
    const [, indent = "", fence = "```"] = opening;
    const first = at + 1;
    while (at + 1 < lines.length && !closes(text, lines[at + 1], fence)) at++;
    // Between fences that follow each other there is no place to write at.
    if (at + 1 > first) found.push(readFence(text, lines.slice(first, at + 1), indent));
    at++;
  }
  return found;
}

function listLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const next = nextLineStart(text, start, text.length);
    const end = next < 0 ? text.length : next;
    lines.push({ start, end: start + text.slice(start, end).replace(/[\r\n]+$/, "").length, next: end });
    if (next < 0) break;
    start = next;
  }
  return lines;
}

function closes(text: string, line: Line | undefined, fence: string): boolean {
  if (line === undefined) return true;
  const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(text.slice(line.start, line.end))?.[1] ?? "";
  return closing.startsWith(fence);
}

/** Lines lose as much indentation as the fence has, as far as they have it; new lines get it, quote marks included. */
function readFence(text: string, lines: readonly Line[], opening: string): EmbeddedExpression {
  const indent = opening.length;
  const margin = opening.replace(/[^>\s]/g, " ");
  const builder = new ExpressionBuilder();
  const [first] = lines;
  const last = lines.at(-1);
  for (const line of lines) {
    const start = line.start + indentOf(text.slice(line.start, line.end), indent);
    builder.add(text.slice(start, line === last ? line.end : line.next), start, false);
  }
  const span = { start: first?.start ?? 0, end: last?.end ?? first?.start ?? 0 };
  return builder.finish(span, (newText) => newText.replace(/\n/g, `\n${margin}`));
}

function indentOf(line: string, most: number): number {
  const blanks = /^[\s>]*/.exec(line)?.[0].length ?? 0;
  return Math.min(blanks, most);
}
