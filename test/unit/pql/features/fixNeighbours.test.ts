/**
 * What must hold after any single fix and after "fix all", for the texts of all tests and for texts that were changed at
 * random: the tokens beside the edits stay what they were, and nothing is wrong that was not wrong before.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  planFixAll,
  problemsAt,
  type RepairableProblem,
} from "../../../../server/src/pql/features/quickFixes";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { checkText } from "../../../../server/src/pql/service";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import type { TextEdit } from "../../../../server/src/pql/text/span";
import { PqlDocument } from "../../../../server/src/session/pqlDocument";
import { runsOf } from "../../../support/propertyRuns";
import { anyText, validExpression } from "../../../support/queryArbitraries";
import { readSharedCorpus } from "../../../support/sharedCorpus";
import { INVALID_FOR_SHOP } from "../semantics/invalidForShop";
import { NO_SCHEMA, SHOP } from "../semantics/shopSchemas";
import { VALID_FOR_SHOP } from "../semantics/validForShop";
import { VARIED_INVALID } from "../semantics/variedInvalid";

const CORPUS = [
  ...VALID_FOR_SHOP,
  ...INVALID_FOR_SHOP.map(({ text }) => text),
  ...VARIED_INVALID.map(([, text]) => text),
  ...(readSharedCorpus() ?? []).map(({ expression }) => expression),
];

/** As people squeeze it: no blank where PQL needs none. */
function squeezed(text: string): string {
  return text
    .replace(/\s*(==?|!=|<>|<=?|>=?|&&|\|\||[-+*/(),[\]])\s*/g, "$1")
    .replace(/\s+and\s+/g, "&&")
    .replace(/\s+or\s+/g, "||");
}

/** Texts of the corpora joined, squeezed, with a piece cut out, or with a foreign sign put in. */
const piece = fc.constantFrom(...CORPUS);
const cut = fc
  .tuple(piece, fc.nat(), fc.nat(4))
  .map(
    ([text, at, length]) =>
      text.slice(0, at % (text.length + 1)) + text.slice((at % (text.length + 1)) + length),
  );
const sign = fc.constantFrom(
  "==",
  "&&",
  "||",
  "<>",
  "'",
  ")",
  "]",
  "(",
  ";",
  "now()",
  "!==",
  " is null",
  ",",
  "-",
  "`",
);
const planted = fc
  .tuple(piece, fc.nat(), sign)
  .map(
    ([text, at, foreign]) =>
      text.slice(0, at % (text.length + 1)) + foreign + text.slice(at % (text.length + 1)),
  );
const joined = fc
  .tuple(
    fc.array(piece, { minLength: 2, maxLength: 3 }),
    fc.constantFrom("&&", "||", " and ", "and", ")or(", "&"),
  )
  .map(([texts, joint]) => texts.join(joint));
const mutated = fc.oneof(
  cut,
  planted,
  joined,
  piece.map(squeezed),
  joined.map(squeezed),
  validExpression,
  anyText,
);

/** The tokens that lie wholly outside of the edits and do not touch them, as texts. */
function tokensOf(text: string): { readonly text: string; readonly start: number; readonly end: number }[] {
  const { starts, ends, count } = lex(text);
  return Array.from({ length: count - 1 }, (_, token) => ({
    text: text.slice(starts[token], ends[token]),
    start: starts[token] ?? 0,
    end: ends[token] ?? 0,
  }));
}

/** Where an offset of the old text lies in the new one. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  let distance = 0;
  for (const { span, newText } of edits)
    if (span.end <= offset) distance += newText.length - (span.end - span.start);
  return offset + distance;
}

/** Tokens beside the edits that are other tokens afterwards. */
function changedNeighbours(text: string, edits: readonly TextEdit[]): string[] {
  const after = applyEdits(text, edits);
  const found = new Map(tokensOf(after).map((token) => [token.start, token]));
  return tokensOf(text)
    .filter(({ start, end }) => edits.every(({ span }) => end <= span.start || start >= span.end))
    .filter(({ start, end }) => edits.every(({ span }) => !isInsertedInside(span, start, end)))
    .filter((token) => !isSurrounded(token, edits))
    .filter((token) => found.get(moved(token.start, edits))?.text !== token.text)
    .map((token) => `${token.text} in ${after}`);
}

function isInsertedInside(
  span: { readonly start: number; readonly end: number },
  start: number,
  end: number,
): boolean {
  return span.start > start && span.end < end;
}

/** Put in quotes or backticks, which is meant to make another token of it. */
function isSurrounded(
  { start, end }: { readonly start: number; readonly end: number },
  edits: readonly TextEdit[],
): boolean {
  return edits.some(({ span }) => span.end === start) && edits.some(({ span }) => span.start === end);
}

function ordered(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

function documentOf(text: string, environment = SHOP): PqlDocument {
  return new PqlDocument({ uri: "file:///x.pql", version: 1, text }, environment, 1);
}

/** Quotes and comments that are open reach to the end, so that everything behind them is read anew once they are closed. */
const OPENS_A_TEXT = new Set([
  "pql.unclosedString",
  "pql.comment",
  "pql.foreignQuote",
  "pql.wrapped",
  "pql.unknownEscape",
  "pql.singleBackslash",
]);

function errorsOf(text: string, environment = SHOP): number {
  return checkText(text, environment).problems.filter(({ severity }) => severity === "error").length;
}

function checkFix(text: string, { code, message }: RepairableProblem, edits: readonly TextEdit[]): void {
  const sorted = ordered(edits);
  if (!OPENS_A_TEXT.has(code))
    assert.deepEqual(changedNeighbours(text, sorted), [], `${code} in ${text}: ${message}`);
}

function checkFixes(text: string): void {
  const document = documentOf(text);
  for (const problem of problemsAt(document, { start: 0, end: text.length })) {
    for (const { edits } of problem.fixes) checkFix(text, problem, edits);
  }
}

describe("the tokens beside a fix", () => {
  it("stay what they were in every text of the tests, also squeezed", () => {
    for (const text of CORPUS.flatMap((each) => [each, squeezed(each)])) checkFixes(text);
  });

  it("stay what they were in texts that were changed at random", function () {
    this.timeout(60_000);
    fc.assert(fc.property(mutated, checkFixes), { numRuns: runsOf(500) });
  });
});

describe("a fix of a text of the tests", () => {
  for (const [name, environment] of [
    ["with a schema", SHOP],
    ["without one", NO_SCHEMA],
  ] as const) {
    it(`brings no error that was not there, ${name}`, () => {
      for (const text of CORPUS.flatMap((each) => [each, squeezed(each)])) {
        const document = documentOf(text, environment);
        const before = errorsOf(text, environment);
        for (const { code, fixes } of problemsAt(document, { start: 0, end: text.length })) {
          if (code === "pql.wrapped") continue;
          for (const { edits } of fixes) {
            const after = applyEdits(text, ordered(edits));
            assert.ok(errorsOf(after, environment) <= before, `${code} in ${text} ⇒ ${after}`);
          }
        }
        const repaired = applyEdits(text, planFixAll(document));
        assert.ok(errorsOf(repaired, environment) <= before, `${text} ⇒ ${repaired}`);
      }
    });
  }
});
