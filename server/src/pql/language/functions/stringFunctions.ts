/**
 * Text, presence and object literals. States facts only (docs/grammar.md#values).
 */
import { EVERY_DIALECT, type FunctionGroup, METHOD_DIALECTS } from "./functionFacts";

const CASE_NOTE = "Respects case unless the second argument is `false`.";
const NEGATION_NOTE = `${CASE_NOTE} Profiles without the value do not match.`;
const REGEX_NOTE =
  'Backslashes are doubled in the text, as in `"\\\\d+"`. Finds the pattern anywhere: anchor it with `^` and `$`.';

/** Tests of text. */
export const STRING_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "string",
    style: "infix",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["like(text: String, pattern: String): Boolean"],
        summary:
          "Tests whether a pattern covers the whole string: `%` for any run of characters, `_` for exactly one.",
        example: 'homeAddress.postalCode like "80__"',
        note: "Case-sensitive. A pattern without `%` has to have the length of the string.",
      },
    ],
  },
  {
    category: "string",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["String.startsWith(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests how a string begins.",
        example: 'homeAddress.postalCode.startsWith("80")',
        note: CASE_NOTE,
      },
      {
        signatures: ["String.doesNotStartWith(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests that a string is present and begins differently.",
        example: 'homeAddress.postalCode.doesNotStartWith("80")',
        note: NEGATION_NOTE,
      },
      {
        signatures: ["String.endsWith(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests how a string ends.",
        example: 'personalEmail.address.endsWith("@acme.example", false)',
        note: CASE_NOTE,
      },
      {
        signatures: ["String.doesNotEndWith(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests that a string is present and ends differently.",
        example: 'personalEmail.address.doesNotEndWith("@acme.example")',
        note: NEGATION_NOTE,
      },
      {
        signatures: ["String.contains(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests whether a string has another one somewhere in it.",
        example: 'person.name.lastName.contains("sen", false)',
        note: `${CASE_NOTE} For an item of a list use \`in\` or \`includes\`.`,
      },
      {
        signatures: ["String.doesNotContain(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests that a string is present and does not have the other one in it.",
        example: 'person.name.lastName.doesNotContain("sen")',
        note: NEGATION_NOTE,
      },
      {
        signatures: ["String.equals(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests whether two strings are the same, with a choice about case.",
        example: 'homeAddress.city.equals("aarhus", false)',
        note: `${CASE_NOTE} Takes one string; for several, use \`in\`.`,
      },
      {
        signatures: ["String.notEqualTo(text: String, caseSensitive?: Boolean): Boolean"],
        summary: "Tests that a string is present and differs from the other, with a choice about case.",
        example: 'homeAddress.city.notEqualTo("aarhus", false)',
        note: NEGATION_NOTE,
      },
      {
        signatures: ["String.matches(pattern: String): Boolean"],
        summary: "Tests a string against a Java regular expression.",
        example: 'homeAddress.postalCode.matches("^80\\\\d\\\\d$")',
        note: REGEX_NOTE,
      },
      {
        signatures: ["String.regexGroup(pattern: String, group: Integer): String"],
        summary:
          "The part of a string that a group of a Java regular expression captures; groups count from 1.",
        example: 'personalEmail.address.regexGroup("@(.+)$", 1) = "acme.example"',
        note: "Backslashes in the pattern are doubled.",
      },
    ],
  },
  {
    category: "string",
    style: "infix",
    dialects: METHOD_DIALECTS,
    status: "documented-elsewhere",
    entries: [
      {
        id: "matches (infix)",
        signatures: ["matches(text: String, pattern: String): Boolean"],
        summary: "The regular expression test written between string and pattern.",
        example: 'person.name.lastName matches "sen$"',
        note: "The older spelling; today's pages show the method.",
      },
    ],
  },
];

/** Presence tests and object literals. */
export const OBJECT_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "object",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Any.isNull(): Boolean"],
        summary: "Tests that a value is absent.",
        example: "personalEmail.address.isNull()",
        note: "A path through an absent object is absent too. Comparing with `null` never holds; this does.",
      },
      {
        signatures: ["Any.isNotNull(): Boolean"],
        summary: "Tests that a value is there.",
        example: "personalEmail.address.isNotNull()",
      },
    ],
  },
  {
    category: "object",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented-elsewhere",
    entries: [
      {
        signatures: ["{ }(...entries: ObjectEntry): Object"],
        summary: "An object made on the spot, from keys in quotes and expressions.",
        example: '{"orders": _acme.orders.count(), "spent": _acme.orders.sum(total)}',
        form: '{"KEY": EXPRESSION, …}',
        note: "For computed attributes; an audience has no use for it.",
      },
    ],
  },
];
