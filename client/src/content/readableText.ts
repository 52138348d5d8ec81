/**
 * Lays mark-up out line by line, so that two versions can be compared although they were stored in one line each. Changes
 * white space only, and not a byte of a personalisation expression, wherever it stands. Loaded when something is compared.
 */
import { html as layOutMarkup } from "js-beautify";
import type { ReadablePart } from "./readableThings";

/** Lines longer than this are broken where that changes nothing. */
const LINE_LENGTH = 110;

/** What opens and closes an expression, the longest first; quoted texts of comments are none. */
const FORMS = [
  { open: "{{!--", close: "--}}", isComment: true },
  { open: "{{!", close: "}}", isComment: true },
  { open: "{{{", close: "}}}", isComment: false },
  { open: "{{", close: "}}", isComment: false },
  { open: "{%", close: "%}", isComment: false },
] as const;
type Form = (typeof FORMS)[number];

/** What closes an expression counts as its content inside such a text, as long as no other expression begins in there. */
const QUOTED = /"(?:(?!\{\{|\{%)[^"\n])*"|'(?:(?!\{\{|\{%)[^'\n])*'/.source;

/** Where an expression stands. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** The part laid out; parts that are not mark-up only end in a line break. */
export function toReadableText({ file, text }: ReadablePart): string {
  const expressions: string[] = [];
  const mark = toUnusedMark(text);
  let masked = "";
  let done = 0;
  for (const { start, end } of findExpressions(text)) {
    masked += `${text.slice(done, start)}${mark}${expressions.push(text.slice(start, end)) - 1}x`;
    done = end;
  }
  masked = (masked + text.slice(done)).replaceAll("\r\n", "\n");
  const laidOut = file.endsWith(".html") ? layOut(masked) : masked;
  const whole = laidOut.replace(
    new RegExp(`${mark}(\\d+)x`, "g"),
    (_, at: string) => expressions[Number(at)] ?? "",
  );
  return `${/\}$/.test(whole) ? whole : whole.trimEnd()}\n`;
}

function layOut(markup: string): string {
  return layOutMarkup(markup, {
    indent_size: 2,
    wrap_line_length: LINE_LENGTH,
    preserve_newlines: false,
    indent_inner_html: true,
    extra_liners: [],
  });
}

/** The expressions from the start on. In one pass, whatever the text: a brace that somebody forgot must not stop the editor. */
function* findExpressions(text: string): Generator<Place> {
  const lastCloses = new Map(FORMS.map(({ close }) => [close, text.lastIndexOf(close)]));
  let quotesCount = true;
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at)) {
    const from = at;
    const form = FORMS.find(
      ({ open, close }) => text.startsWith(open, from) && (lastCloses.get(close) ?? -1) >= from + open.length,
    );
    at++;
    const inside = from + (form?.open.length ?? 0);
    // `.a{{% … %}` opens a block of CSS before the expression.
    if (form === undefined || (form.open !== "{%" && text[inside] === "%")) continue;
    const close = quotesCount && !form.isComment ? findUnquoted(text, form.close, inside) : -1;
    // Without this, many texts whose quotes never end would each be read up to the end.
    if (close < 0 && !form.isComment) quotesCount = false;
    at = (close < 0 ? text.indexOf(form.close, inside) : close) + form.close.length;
    yield { start: from, end: at };
  }
}

/** Where the word stands outside quoted texts, or -1. */
function findUnquoted(text: string, word: Form["close"], from: number): number {
  const quoted = new RegExp(QUOTED, "y");
  let at = from;
  while (at < text.length && !text.startsWith(word, at)) {
    quoted.lastIndex = at;
    at += quoted.exec(text)?.[0].length ?? 1;
  }
  return at < text.length ? at : -1;
}

/** A word that stands nowhere in the text, so that what it begins was put there here. */
function toUnusedMark(text: string): string {
  let longest = 1;
  for (const [word] of text.matchAll(/pz+/gi)) longest = Math.max(longest, word.length);
  return `p${"z".repeat(longest)}`;
}
