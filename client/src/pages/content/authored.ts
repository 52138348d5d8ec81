/**
 * The authored parts of a template or fragment out of the shapes the service has for them. Pure.
 */
import { type ContentRecord, toParts } from "../../content/contentParts";
import { isRecord } from "../../model/values";
import { withoutAbsent } from "../frame/pageHost";
import type { AuthoredContent } from "./contentPageContent";

/** Files that hold mark-up and those that hold text, most telling first. */
const FILES = {
  html: ["document.html", "body.html", "fragment.html"],
  text: ["body.txt", "fragment.txt"],
} as const;

export function readAuthored(record: ContentRecord): AuthoredContent {
  const parts = new Map(toParts(record).map(({ file, text }) => [file, text]));
  const template = isRecord(record["template"]) ? record["template"] : {};
  const find = (files: readonly string[]): string | undefined =>
    files.map((file) => parts.get(file)).find((text) => text !== undefined);
  return withoutAbsent({
    subject: parts.get("subject.txt"),
    preheader: readString(template["preheader"]),
    title: readString(template["title"]),
    html: find(FILES.html),
    // Templates of push messages and SMS have a text of their own.
    text: find(FILES.text) ?? readString(template["message"]) ?? readString(template["body"]),
  });
}

/** The file a part is read from; undefined when it has no such part. */
export function findAuthoredFile(record: ContentRecord, part: "html" | "text"): string | undefined {
  const files = new Set(toParts(record).map(({ file }) => file));
  return FILES[part].find((file) => files.has(file));
}

/** What else stands in the content, e.g. actions of a push message; shown as fields. */
export function listOtherParts(record: ContentRecord): Readonly<Record<string, unknown>> {
  const inner = record["template"] ?? record["fragment"];
  if (!isRecord(inner)) return {};
  return Object.fromEntries(Object.entries(inner).filter(([name]) => !SHOWN.has(name)));
}

const SHOWN: ReadonlySet<string> = new Set([
  "subject",
  "preheader",
  "title",
  "html",
  "text",
  "message",
  "body",
  "content",
  "expression",
  "editorContext",
]);

function readString(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
