/**
 * Names and the lists around them: path steps, arguments, and words that would need backticks.
 */
import type { NodeId } from "./nodeKinds";
import type { ParserState } from "./parserState";
import { closerText, describeToken } from "./tokenDescription";
import { isClosing, isReservedWord, isWord, TokenKind } from "./tokenKinds";
import { findWindowFix, toDistance } from "./windowRewrites";

/**
 * Moves over `.name.name…`, stopping before a method call; a dot with no name behind it is kept and reported.
 * False where what was read is no path, because one of its names lacks its backticks.
 */
export function readNamesAfterDot(parser: ParserState): boolean {
  while (parser.kind === TokenKind.Dot) {
    const name = parser.at + 1;
    if (!isName(parser, name)) {
      parser.advance();
      return reportMissingName(parser);
    }
    if (parser.peek(2) === TokenKind.OpenParen) return true;
    parser.at = name;
    if (readHyphenatedName(parser)) return false;
    reportUnusualName(parser, name);
    parser.advance();
  }
  return true;
}

/**
 * Reads names joined by hyphens of which one is a word of the language, such as `in-app` and `opt-in`: no subtraction, since
 * the word is no value. Other names with a hyphen may be a subtraction, which the check decides with the schema.
 */
export function readHyphenatedName(parser: ParserState): boolean {
  const first = parser.at;
  if (parser.peek(1) !== TokenKind.Minus) return false;
  const last = endOfHyphenatedName(parser, first);
  if (last === first) return false;
  const name = parser.tokens.text.slice(parser.tokens.starts[first], parser.tokens.ends[last]);
  parser.report(first, last + 1, {
    code: "pql.reservedWord",
    message: `A hyphen is read as a minus sign; a name that contains one, such as \`${name}\`, needs backticks.`,
    fix: parser.replacement("Put the name in backticks", first, last + 1, `\`${name}\``),
  });
  parser.at = last + 1;
  return true;
}

/** The last of the names joined without blanks; the first one where none of them is a word of the language. */
function endOfHyphenatedName(parser: ParserState, first: number): number {
  const { kinds } = parser.tokens;
  let last = first;
  let hasWord = isNoValue(kinds[first]);
  while (isHyphenBehind(parser, last)) {
    last += 2;
    hasWord ||= isNoValue(kinds[last]);
  }
  return hasWord ? last : first;
}

function isHyphenBehind(parser: ParserState, token: number): boolean {
  const { kinds } = parser.tokens;
  const isPart = isWord(kinds[token + 2]) || kinds[token + 2] === TokenKind.Integer;
  const isHyphen =
    kinds[token + 1] === TokenKind.Minus && isPart && kinds[token + 2] !== TokenKind.QuotedName;
  return isHyphen && parser.isAdjacent(token) && parser.isAdjacent(token + 1);
}

/** Words of which no value can begin or consist, so that nothing can be taken off them. */
function isNoValue(kind: number): boolean {
  if (kind === TokenKind.On || kind === TokenKind.Between) return true;
  if (kind === TokenKind.Last || kind === TokenKind.Next) return true;
  return kind >= TokenKind.And && kind <= TokenKind.Let && kind !== TokenKind.Not && !isQuantifier(kind);
}

function isQuantifier(kind: number): boolean {
  return kind === TokenKind.Select || kind === TokenKind.Exists || kind === TokenKind.Forall;
}

/** A word that stands apart from its dot, such as the `and` of an unfinished `person. and`, is not the step. */
function isName(parser: ParserState, token: number): boolean {
  const kind = parser.tokens.kinds[token];
  if (!isWord(kind)) return false;
  return !isReservedWord(kind) || parser.isAdjacent(token - 1);
}

function reportMissingName(parser: ParserState): boolean {
  const dot = parser.at - 1;
  if (parser.kind === TokenKind.Integer && parser.isAdjacent(dot)) {
    reportDigitName(parser, parser.advance());
    return readNamesAfterDot(parser);
  }
  parser.report(dot, dot + 1, {
    code: "pql.syntax",
    message: `Expected the name of a field after the dot, found ${describeToken(parser.tokens, parser.at)}.`,
  });
  return true;
}

/** Reports a step that is a name only in backticks. */
export function reportUnusualName(parser: ParserState, token: number): void {
  const kind = parser.tokens.kinds[token];
  if (isReservedWord(kind)) reportReservedName(parser, token);
  else if (kind === TokenKind.DigitName) reportDigitName(parser, token);
  else if (kind === TokenKind.UnclosedName) {
    parser.report(token, token + 1, {
      code: "pql.syntax",
      message: "This name has no closing backtick.",
      fix: parser.replacement("Close the backtick", token, token + 1, `${parser.text(token)}\``),
    });
  }
}

/** Reports a reserved word in the place of a name. Units are reserved in one product only, so they merely warn. */
function reportReservedName(parser: ParserState, token: number): boolean {
  const kind = parser.tokens.kinds[token];
  const word = parser.text(token);
  const isUnit = kind === TokenKind.Unit || kind === TokenKind.Units;
  parser.report(token, token + 1, {
    code: "pql.reservedWord",
    message: `\`${word}\` is a reserved word; as the name of a field it needs backticks.`,
    severity: isUnit ? "warning" : "error",
    fix: parser.replacement(`Write \`${word}\` in backticks`, token, token + 1, `\`${word}\``),
  });
  return true;
}

const DURATION = /^\d+(?:d|h|m|s|w|y|mo|min|hr|days?|hours?|minutes?|weeks?|months?|years?)$/i;

/** Reports `30d` and its like under the cursor; false where the word is no duration. */
export function reportDuration(parser: ParserState): boolean {
  const word = parser.text(parser.at);
  if (!DURATION.test(word)) return false;
  parser.report(parser.at, parser.at + 1, {
    code: "pql.dateArithmetic",
    message: `PQL has no durations like \`${word}\`; write a window as \`timestamp occurs <= 30 days before now\`.`,
    fix: findWindowFix(parser, { first: parser.at, last: parser.at, distance: toDistance(word) }),
  });
  return true;
}

/** `3inSegment("a")`, where blanks were lost: no function is called so, and no tree can name it. */
export function reportDigitCall(parser: ParserState): void {
  parser.report(parser.at, parser.at + 1, {
    code: "pql.unknownFunction",
    message: `PQL has no function \`${parser.text(parser.at)}\`; the name of a function begins with a letter.`,
  });
}

function reportDigitName(parser: ParserState, token: number): void {
  const word = parser.text(token);
  parser.report(token, token + 1, {
    code: "pql.reservedWord",
    message: `A name that begins with a digit, such as \`${word}\`, needs backticks.`,
    fix: parser.replacement(`Write \`${word}\` in backticks`, token, token + 1, `\`${word}\``),
  });
}

/**
 * Reads expressions with commas between, up to and over the closing bracket. The cursor stands behind `open`.
 * Returns the first item, the others joined to it, or 0; a missing one is a `Missing` node.
 */
export function readArguments(parser: ParserState, closer: number, open: number): NodeId {
  const outside = parser.enter(closer);
  const first = parser.kind === closer ? 0 : readItems(parser, closer);
  closeBracket(parser, closer, open);
  parser.leave(outside);
  return first;
}

function readItems(parser: ParserState, closer: number): NodeId {
  const first = parser.grammar.expression(parser);
  for (let last = first; parser.kind === TokenKind.Comma; ) {
    const comma = parser.advance();
    if (parser.kind === closer) {
      parser.report(comma, comma + 1, {
        code: "pql.syntax",
        message: "Nothing follows this comma.",
        fix: parser.replacement("Remove the comma", comma, comma + 1, ""),
      });
      break;
    }
    const item = parser.grammar.expression(parser);
    parser.joined(last, item);
    last = item;
  }
  return first;
}

/**
 * Moves over the closing bracket, or reports that the one opened at `open` is not closed here. Never stops inside the bracket:
 * an `and` behind an open bracket belongs to it, so that where a clause ends does not depend on text far behind it.
 */
export function closeBracket(parser: ParserState, closer: number, open: number): void {
  if (parser.accept(closer)) return;
  reportUnclosed(parser, closer, open);
  parser.skipToEndOfBracket();
  parser.accept(closer);
}

function reportUnclosed(parser: ParserState, closer: number, open: number): void {
  const opened = parser.text(open);
  const fix = insertion(parser, closer);
  const code = "pql.unclosedBracket";
  if (isClosing(parser.kind)) {
    const found = parser.text(parser.at);
    const message = `Expected \`${closerText(closer)}\` to close \`${opened}\`, found \`${found}\`.`;
    parser.report(parser.at, parser.at + 1, { code, message, fix });
    return;
  }
  const message = `The bracket \`${opened}\` is not closed before ${describeToken(parser.tokens, parser.at)}.`;
  if (parser.kind === TokenKind.EndOfText) parser.reportOpenEnd(open, { code, message, fix });
  else parser.report(open, open + 1, { code, message, fix });
}

function insertion(parser: ParserState, closer: number) {
  const at = parser.at > 0 ? parser.tokens.ends[parser.at - 1] : 0;
  const newText = closerText(closer);
  return {
    title: `Insert \`${newText}\``,
    edits: [{ span: { start: at, end: at }, newText }],
    isPreferred: true,
  };
}
