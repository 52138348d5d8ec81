/**
 * The parts of a template or fragment that people edit, as files: mark-up, plain text, subject. Everything else of the
 * object stays as the platform has it. Those of an authored message become the authored file and the copy beside it. Pure.
 */
import type { MessageVariant } from "../api/campaignMessages";
import { isRecord } from "../model/values";
import { say } from "../words/say";

/** An object as the service sends it. */
export type ContentRecord = Readonly<Record<string, unknown>>;

/** One editable part. */
export interface ContentPart {
  /** The name of its file. */
  readonly file: string;
  readonly text: string;
}

interface Place {
  readonly file: string;
  readonly path: readonly string[];
}

/** Where texts stand, by kind of object; a place counts only where the object has a text in it. */
const PLACES: readonly Place[] = [
  { file: "subject.txt", path: ["template", "subject"] },
  { file: "document.html", path: ["template", "html"] },
  { file: "body.html", path: ["template", "html", "body"] },
  { file: "body.txt", path: ["template", "text", "body"] },
  { file: "fragment.html", path: ["fragment", "content"] },
  { file: "fragment.txt", path: ["fragment", "expression"] },
];

/** The parts an object has. */
export function toParts(record: ContentRecord): readonly ContentPart[] {
  return PLACES.flatMap(({ file, path }) => {
    const text = read(record, path);
    return typeof text === "string" ? [{ file, text }] : [];
  });
}

/** The object with other texts in its parts; parts it does not have are left out. Line breaks at the end say nothing. */
export function withParts(record: ContentRecord, parts: readonly ContentPart[]): ContentRecord {
  return PLACES.reduce<ContentRecord>((result, { file, path }) => {
    const part = parts.find((candidate) => candidate.file === file);
    const before = read(record, path);
    if (part === undefined || typeof before !== "string" || isSameText(before, part.text)) return result;
    return put(result, path, part.text);
  }, record);
}

/** Whether the texts say the same apart from line breaks. */
export function isSameText(one: string, other: string): boolean {
  return toPlain(one) === toPlain(other);
}

function toPlain(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}

function read(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function put(record: ContentRecord, [key, ...rest]: readonly string[], text: string): ContentRecord {
  if (key === undefined) return record;
  const inner = record[key];
  return { ...record, [key]: rest.length === 0 ? text : put(isRecord(inner) ? inner : {}, rest, text) };
}

export interface MessagePart {
  /** Behind the name of the side: `.html` gives `authored.html` and `updated.html`. */
  readonly ending: string;
  /** What the product calls it. */
  readonly title: string;
  readonly text: string;
}

const PARTS: readonly (readonly [
  keyof MessageVariant & ("html" | "text" | "subject" | "preheader" | "title" | "message"),
  string,
  string,
])[] = [
  ["html", ".html", say("mark-up")],
  ["text", ".txt", say("text version")],
  ["subject", ".subject.txt", say("subject line")],
  ["preheader", ".preheader.txt", say("preheader")],
  ["title", ".title.txt", say("title")],
  ["message", ".message.txt", say("message")],
];

/** The parts a message has, the one people mostly edit first. */
export function toMessageParts(variant: MessageVariant): readonly MessagePart[] {
  return PARTS.flatMap(([field, ending, title]) => {
    const text = variant[field];
    return text === undefined || text === "" ? [] : [{ ending, title, text }];
  });
}
