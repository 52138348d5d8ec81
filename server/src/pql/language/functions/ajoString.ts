/**
 * Text functions of Journey Optimizer personalization that test or make text. States facts only; they exist in no audience.
 */
import { AJO_DIALECT, type FunctionGroup } from "./functionFacts";

const CASE_NOTE = "Respects case unless the last argument is `false`.";

/** Tests of text. */
export const AJO_TEXT_TESTS: FunctionGroup = {
  category: "ajo-string",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["contains(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests whether a string contains another.",
      example: 'contains(profile.personalEmail.address, "acme")',
      note: CASE_NOTE,
    },
    {
      signatures: ["doesNotContain(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests that a string is present and does not contain another.",
      example: 'doesNotContain(profile.personalEmail.address, "acme")',
      note: CASE_NOTE,
    },
    {
      signatures: ["startsWith(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests how a string begins.",
      example: 'startsWith(profile.homeAddress.postalCode, "80")',
      note: CASE_NOTE,
    },
    {
      signatures: ["doesNotStartWith(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests that a string is present and begins differently.",
      example: 'doesNotStartWith(profile.homeAddress.postalCode, "80")',
      note: CASE_NOTE,
    },
    {
      signatures: ["endsWith(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests how a string ends.",
      example: 'endsWith(profile.personalEmail.address, ".dk")',
      note: CASE_NOTE,
    },
    {
      signatures: ["doesNotEndWith(text: String, part: String, caseSensitive?: Boolean): Boolean"],
      summary: "Tests that a string is present and ends differently.",
      example: 'doesNotEndWith(profile.personalEmail.address, ".dk")',
      note: CASE_NOTE,
    },
    {
      signatures: ["equals(left: String, right: String): Boolean"],
      summary: "Tests whether two strings are the same, case included.",
      example: 'equals(profile.homeAddress.countryCode, "DK")',
      note: "No switch for case here: use `equalsIgnoreCase`.",
    },
    {
      signatures: ["notEqualTo(left: String, right: String): Boolean"],
      summary: "Tests whether two strings differ, case included.",
      example: 'notEqualTo(profile.homeAddress.countryCode, "DK")',
      note: "No switch for case here: use `notEqualWithIgnoreCase`.",
    },
    {
      signatures: ["equalsIgnoreCase(left: String, right: String): Boolean"],
      summary: "Tests whether two strings are the same apart from case.",
      example: 'equalsIgnoreCase(profile.homeAddress.countryCode, "dk")',
    },
    {
      signatures: ["notEqualWithIgnoreCase(left: String, right: String): Boolean"],
      summary: "Tests whether two strings differ in more than case.",
      example: 'notEqualWithIgnoreCase(profile.homeAddress.countryCode, "dk")',
    },
    {
      signatures: ["compareTo(first: String, second: String): Integer"],
      summary:
        "A number below, equal to or above 0, as the first string sorts before, with or after the second.",
      example: 'compareTo(profile.homeAddress.city, "Bergen") > 0',
    },
    {
      signatures: ["ampCompare(left: Any, right: Any, operator: Integer): Boolean"],
      summary: "Compares two values by an operator that is given as a number.",
      example: "ampCompare(profile._acme.visits, 18, 4)",
      note: "Made for templates that come from another product; no page lists the numbers.",
    },
    {
      signatures: ["equalsAnyIgnoreCase(text: String, ...candidates: String): Boolean"],
      summary: "Tests whether a string is one of several, apart from case.",
      example: 'equalsAnyIgnoreCase(profile.homeAddress.countryCode, "dk", "se", "no")',
      note: "Ten candidates at most.",
    },
    {
      signatures: ["isEmpty(text: String): Boolean"],
      summary: "Tests whether a string has no characters.",
      example: "isEmpty(profile.person.name.lastName)",
    },
    {
      signatures: ["isNotEmpty(text: String): Boolean"],
      summary: "Tests whether a string has characters.",
      example: "isNotEmpty(profile.person.name.lastName)",
    },
    {
      signatures: ["like(text: String, pattern: String): Boolean"],
      summary: "Tests whether a pattern of `%` and `_` covers a string.",
      example: 'like(profile.homeAddress.postalCode, "80__")',
    },
    {
      signatures: ["matches(text: String, pattern: String): Boolean"],
      summary: "Tests a string against a Java regular expression.",
      example: 'matches(profile.homeAddress.postalCode, "^8\\\\d+$")',
      note: "Backslashes are doubled in the string.",
    },
  ],
};

/** Functions that make a text, or measure one. */
export const AJO_TEXT_FUNCTIONS: FunctionGroup = {
  category: "ajo-string",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["ampSubstr(text: String, start: Integer, end: Integer): String"],
      summary:
        "The part of a string from one position up to, not including, another; positions begin with 0.",
      example: 'ampSubstr(profile.homeAddress.postalCode, 0, 2) = "80"',
      note: "Made for templates that come from another product; `substr` does the same.",
    },
    {
      signatures: ["camelCase(text: String): String"],
      summary: "The string with a capital at the start of each word.",
      example: 'camelCase("harbour street")',
    },
    {
      signatures: ["titleCase(text: String): String"],
      summary: "The string with every word capitalised.",
      example: "titleCase(profile.homeAddress.city)",
    },
    {
      signatures: ["lowerCase(text: String): String"],
      summary: "The string in small letters.",
      example: "lowerCase(profile.personalEmail.address)",
    },
    {
      signatures: ["upperCase(text: String): String"],
      summary: "The string in capitals.",
      example: "upperCase(profile.homeAddress.countryCode)",
    },
    {
      signatures: ["concat(first: String, ...rest: String): String"],
      summary: "One string out of several, without anything between them.",
      example: 'concat("Dear ", profile.person.name.firstName, ",")',
    },
    {
      signatures: ["join(items: Array<String>, separator: String): String"],
      summary: "One string out of the items of a list, with a separator between them.",
      example: 'join(profile._acme.hobbies, ", ")',
    },
    {
      signatures: ["split(text: String, separator: String): Array<String>"],
      summary: "The pieces of a string between separators.",
      example: 'split("red;green;blue", ";")',
    },
    {
      signatures: ["leftTrim(text: String): String"],
      summary: "The string without the blanks it begins with.",
      example: 'leftTrim("  harbour")',
    },
    {
      signatures: ["rightTrim(text: String): String"],
      summary: "The string without the blanks it ends with.",
      example: 'rightTrim("harbour  ")',
    },
    {
      signatures: ["trim(text: String): String"],
      summary: "The string without blanks at its ends.",
      example: 'trim("  harbour  ")',
    },
    {
      signatures: ["replace(text: String, part: String, replacement: String): String"],
      summary: "The string with another string put in place of a part.",
      example: 'replace(profile.homeAddress.city, "Århus", "Aarhus")',
    },
    {
      signatures: ["replaceAll(text: String, pattern: String, replacement: String): String"],
      summary: "The string with every match of a regular expression replaced.",
      example: 'replaceAll("80 00 C", "\\\\s", "")',
      note: "The second argument is a regular expression, unlike that of `replace`.",
    },
    {
      signatures: ["substr(text: String, start: Integer, end: Integer): String"],
      summary: "The characters from one position up to another.",
      example: "substr(profile.person.name.firstName, 0, 1)",
      note: "The third argument is a position, not a length.",
    },
    {
      signatures: ["mask(text: String, keepStart: Integer, keepEnd: Integer): String"],
      summary: "The string with an X for everything between its first and last characters.",
      example: "mask(profile.mobilePhone.number, 3, 2)",
    },
    {
      signatures: ["regexGroup(text: String, pattern: String, group: Integer): String"],
      summary: "What a group of a Java regular expression captures.",
      example: 'regexGroup(profile.personalEmail.address, "@(.+)$", 1)',
      note: "Backslashes are doubled in the string.",
    },
    {
      signatures: ["length(text: String): Integer"],
      summary: "How many characters a string has.",
      example: "length(profile.person.name.lastName) > 20",
    },
    {
      signatures: ["charCodeAt(text: String, index: Integer): Integer"],
      summary: "The number of the character at a position.",
      example: 'charCodeAt("harbour", 0)',
    },
    {
      signatures: ["indexOf(text: String, part: String): Integer"],
      summary: "The position at which a part first occurs in a string.",
      example: 'indexOf(profile.personalEmail.address, "@") > 0',
      note: "-1 when the part is not there.",
    },
    {
      signatures: ["lastIndexOf(text: String, part: String): Integer"],
      summary: "The position at which a part last occurs in a string.",
      example: 'lastIndexOf("a.b.c", ".")',
      note: "-1 when the part is not there.",
    },
  ],
};
