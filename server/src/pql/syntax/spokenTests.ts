/**
 * Tests of a value in words that are not PQL's: `city starts with "x"`, `city does not contain "x"`, `city exists`. Knows whole phrases
 * only; single words that are methods are read in `foreignSyntax.ts`.
 */
import type { ParserState, Report } from "./parserState";
import { isString } from "./tokenKinds";

/** Phrases before a text and the methods they mean, longest first. */
const WITH_TEXT: readonly (readonly [phrase: string, method: string])[] = [
  ["does not start with", "doesNotStartWith"],
  ["does not begin with", "doesNotStartWith"],
  ["does not end with", "doesNotEndWith"],
  ["does not contain", "doesNotContain"],
  ["does not equal", "notEqualTo"],
  ["is not equal to", "notEqualTo"],
  ["is equal to", "equals"],
  ["starts with", "startsWith"],
  ["begins with", "startsWith"],
  ["ends with", "endsWith"],
];

/** Phrases that stand alone. */
const ALONE: readonly (readonly [phrase: string, method: string])[] = [
  ["does not exist", "isNull"],
  ["is missing", "isNull"],
  ["is empty", "isNull"],
  ["is not empty", "isNotNull"],
  ["exists", "isNotNull"],
];

/** What is wrong with a phrase under the cursor, which follows an operand; undefined for other words. */
export function findSpokenTest(parser: ParserState): Report | undefined {
  for (const [phrase, method] of WITH_TEXT) {
    const count = phrase.split(" ").length;
    if (isString(parser.peek(count)) && isPhrase(parser, phrase))
      return reportOf(parser, phrase, {
        call: `.${method}(${parser.text(parser.at + count)})`,
        count: count + 1,
      });
  }
  for (const [phrase, method] of ALONE) {
    const count = phrase.split(" ").length;
    if (isPhrase(parser, phrase)) return reportOf(parser, phrase, { call: `.${method}()`, count });
  }
  return undefined;
}

function isPhrase(parser: ParserState, phrase: string): boolean {
  return phrase.split(" ").every((word, index) => parser.text(parser.at + index).toLowerCase() === word);
}

/** The call stands directly behind the operand. */
function reportOf(
  parser: ParserState,
  phrase: string,
  { call, count }: { readonly call: string; readonly count: number },
): Report {
  const { ends } = parser.tokens;
  const span = { start: ends[parser.at - 1], end: ends[parser.at + count - 1] };
  return {
    code: "pql.infixMethod",
    message: `\`${phrase}\` is a method in PQL: \`${call}\`.`,
    fix: { title: `Write \`${call}\``, edits: [{ span, newText: call }], isPreferred: true },
  };
}
