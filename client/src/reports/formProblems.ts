/**
 * What is wrong with the form of a report file, in sentences for people who write one by hand. Knows the words of the checking
 * library, so that nobody else has to read them.
 */
import type * as z from "zod";

const WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** What each thing that has several forms may look like, by its last name. */
const FORMS: Readonly<Record<string, string>> = {
  dates: 'either { "last": 30 } or { "from": "2026-01-01", "to": "2026-01-31" }',
};

/** The sentence, without the place it is about. */
export function toFormText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined && issue.path.length > 0
        ? "is missing"
        : `must be ${WORDS[issue.expected] ?? issue.expected}`;
    case "too_small":
    case "too_big":
      return toLimitText(issue);
    case "unrecognized_keys":
      return `knows no ${issue.keys.map((key) => `“${key}”`).join(", ")}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => `“${String(value)}”`).join(", ")}`;
    case "invalid_union":
      return `must be ${FORMS[String(issue.path.at(-1))] ?? "of another form"}`;
    default:
      return issue.message;
  }
}

function toLimitText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isLeast = issue.code === "too_small";
  const limit = Number(isLeast ? issue.minimum : issue.maximum).toLocaleString("en-US");
  const bound = `${isLeast ? "at least" : "at most"} ${limit}`;
  if (issue.origin === "number") return `must be ${bound}`;
  return isLeast && limit === "1" ? "must not be empty" : `must hold ${bound} entries`;
}
