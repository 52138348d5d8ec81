/**
 * Arrows as other languages write them: `e => e.total > 3` of JavaScript, `o -> …` of Java and of old quantifiers, `=>` for `>=`.
 * Each is reported with what PQL has in its place; a lambda that is right is read in `parseBinders.ts`.
 */
import type { TextEdit } from "../text/span";
import type { ParserState, Report } from "./parserState";
import { isWord, TokenKind } from "./tokenKinds";

/** Reports `o -> …`, the lambda of old quantifiers and of Java, with the cursor on its `>`, and moves over that. */
export function reportThinArrow(parser: ParserState): boolean {
  const parameter = parser.at - 2;
  const isArrow =
    parser.kind === TokenKind.Greater &&
    parameter >= 0 &&
    parser.tokens.kinds[parameter + 1] === TokenKind.Minus &&
    parser.isAdjacent(parameter + 1) &&
    isWord(parser.tokens.kinds[parameter]);
  if (!isArrow) return false;
  const newText = `(${parser.text(parameter)}) =>`;
  parser.report(parameter, parser.at + 1, {
    code: "pql.obsolete",
    message: `Write a lambda with parentheses and a double arrow: \`${newText} …\`.`,
    fix: parser.replacement(`Write \`${newText}\``, parameter, parser.at + 1, newText),
  });
  parser.advance();
  return true;
}

/** What to say of `=>` under the cursor, behind an operand. */
export function findArrow(parser: ParserState): Report {
  const { kinds } = parser.tokens;
  if (kinds[parser.at - 1] === TokenKind.CloseParen)
    return { code: "pql.syntax", message: "Put the parameters of a lambda in parentheses: `(p) => …`." };
  const isArgument = kinds[parser.at - 2] === TokenKind.OpenParen && isWord(kinds[parser.at - 3]);
  if (isArgument && isWord(kinds[parser.at - 1])) return toItemArrow(parser);
  return {
    code: "pql.syntax",
    message: "`=>` belongs to a lambda, `(p) => …`; write a comparison as `>=`.",
    fix: parser.replacement("Write `>=`", parser.at, parser.at + 1, ">="),
  };
}

/** `xEvent.exists(e => e.total > 3)`: names in the brackets of a method are read from the item as they stand. */
function toItemArrow(parser: ParserState): Report {
  const item = parser.text(parser.at - 1);
  const edits = itemEdits(parser, item);
  return {
    code: "pql.syntax",
    message: `These parentheses read each item by itself: leave out \`${item} =>\`, and \`${item}.\` before its fields.`,
    fix: edits && { title: `Leave out \`${item} =>\` and \`${item}.\``, edits, isPreferred: true },
  };
}

/** Takes the parameter off, and its name from what it is read by; undefined where the bracket is not closed. */
function itemEdits(parser: ParserState, item: string): TextEdit[] | undefined {
  const { kinds, partners, starts } = parser.tokens;
  const parameter = parser.at - 1;
  const close = partners[parameter - 1];
  if (close === 0) return undefined;
  const edits = [{ span: { start: starts[parameter], end: starts[parser.at + 1] }, newText: "" }];
  for (let token = parser.at + 1; token < close; token++) {
    const isItem = isWord(kinds[token]) && kinds[token - 1] !== TokenKind.Dot && parser.text(token) === item;
    if (!isItem) continue;
    const hasField = kinds[token + 1] === TokenKind.Dot;
    const end = starts[hasField ? token + 2 : token] + (hasField ? 0 : item.length);
    edits.push({ span: { start: starts[token], end }, newText: hasField ? "" : "this" });
  }
  return edits;
}
