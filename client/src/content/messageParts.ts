/**
 * The parts of an authored message as the files a person edits: the authored one and the copy beside it. Pure.
 */
import type { MessageVariant } from "../api/campaignMessages";

/** One part of a message. */
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
  ["html", ".html", "mark-up"],
  ["text", ".txt", "text version"],
  ["subject", ".subject.txt", "subject line"],
  ["preheader", ".preheader.txt", "preheader"],
  ["title", ".title.txt", "title"],
  ["message", ".message.txt", "message"],
];

/** The parts a message has, the one people mostly edit first. */
export function toMessageParts(variant: MessageVariant): readonly MessagePart[] {
  return PARTS.flatMap(([field, ending, title]) => {
    const text = variant[field];
    return text === undefined || text === "" ? [] : [{ ending, title, text }];
  });
}
