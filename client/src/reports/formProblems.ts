/**
 * What is wrong with the form of a report file, in sentences for people who write one by hand. Knows the words of the checking
 * library, so that nobody else has to read them.
 */
import type * as z from "zod";
import { later, say } from "../words/say";

const WORDS: Readonly<Record<string, string>> = {
  string: later("a text"),
  number: later("a number"),
  int: later("a whole number"),
  boolean: later("true or false"),
  array: later("a list"),
  object: later("an object"),
};

/** What has several forms, by its last name. */
const FORMS: Readonly<Record<string, string>> = {
  dates: '{ "last": 30 } / { "from": "2026-01-01", "to": "2026-01-31" }',
};

/** The sentence about what is wrong at a place. */
export function toFormText(issue: z.core.$ZodIssue, place: string): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && issue.path.length > 0
        ? say("{0} is missing.", place)
        : say("{0} must be {1}.", place, say(WORDS[issue.expected] ?? issue.expected));
    case "too_small":
    case "too_big":
      return toLimitText(issue, place);
    case "unrecognized_keys":
      return say("{0} knows no {1}.", place, quote(issue.keys));
    case "invalid_value":
      return say("{0} must be one of {1}.", place, quote(issue.values.map(String)));
    case "invalid_union":
      return say("{0} must be {1}.", place, FORMS[String(issue.path.at(-1))] ?? "?");
    default:
      return `${place} ${issue.message}.`;
  }
}

function toLimitText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, place: string): string {
  const isLeast = issue.code === "too_small";
  const limit = String(isLeast ? issue.minimum : issue.maximum);
  if (issue.origin === "number")
    return isLeast
      ? say("{0} must be at least {1}.", place, limit)
      : say("{0} must be at most {1}.", place, limit);
  if (isLeast && limit === "1") return say("{0} must not be empty.", place);
  return isLeast
    ? say("{0} must hold at least {1} entries.", place, limit)
    : say("{0} must hold at most {1} entries.", place, limit);
}

function quote(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(", ");
}
