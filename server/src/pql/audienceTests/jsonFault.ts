/**
 * Where a text stops being JSON, and what is missing there, in words that show nothing of the text: it may be a person's profile.
 * Reads nothing from it.
 */
import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** What is wrong, such as `comma expected`, and from where to where. */
export interface JsonFault {
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** As the reader tells it, by its number and its place. Named here, so that the types of the library need no other package. */
interface ReadFault {
  readonly error: number;
  readonly offset: number;
  readonly length: number;
}

/** The first fault, as read by a reader of JSON that goes on behind one. */
export function toJsonFault({ error, offset, length }: ReadFault): JsonFault {
  const words = printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return { words, start: offset, end: offset + length };
}

/** The first fault of a text that is no JSON, as words with its place; empty where it cannot be told. */
export function describeJsonFault(text: string): string {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true });
  } catch {
    // Nested deeper than the reader goes.
  }
  const [first] = errors;
  if (first === undefined) return "";
  const { words, start } = toJsonFault(first);
  const before = text.slice(0, start).split("\n");
  const column = `column ${(before.at(-1) ?? "").length + 1}`;
  return text.trimEnd().includes("\n")
    ? `${words} at line ${before.length}, ${column}`
    : `${words} at ${column}`;
}
