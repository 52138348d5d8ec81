/**
 * What people bring along from SQL, JavaScript, JSON and older PQL, recognised so that the message can name the right form.
 * Reports and reads over such text; it never makes an invalid expression valid.
 */
import { findArrow } from "./foreignArrows";
import { type NodeId, NodeKind } from "./nodeKinds";
import type { ParserState, Report } from "./parserState";
import { findSpokenTest } from "./spokenTests";
import { findTestWithoutOccurs } from "./spokenTimes";
import { describeToken } from "./tokenDescription";
import { isClosing, isString, isWord, TokenKind } from "./tokenKinds";
import { findSpokenWindow, findWindowFix, reportSpokenWindow } from "./windowRewrites";

interface ForeignOperator {
  readonly right: string;
  readonly reason: string;
}

const FOREIGN_OPERATORS: Readonly<Record<number, ForeignOperator>> = {
  [TokenKind.ForeignEqual]: { right: "=", reason: "Equality is a single `=` in PQL." },
  [TokenKind.ForeignNotEqual]: { right: "!=", reason: "Inequality is `!=` in PQL." },
  [TokenKind.ForeignAnd]: { right: "and", reason: "Conditions are joined with the word `and` in PQL." },
  [TokenKind.ForeignOr]: { right: "or", reason: "Alternatives are joined with the word `or` in PQL." },
};

/** Reports `==`, `<>`, `&&`, `||` under the cursor; does nothing for an operator of PQL. */
export function reportForeignOperator(parser: ParserState): void {
  const { kind } = parser;
  if (kind < TokenKind.ForeignEqual || kind > TokenKind.ForeignOr) return;
  const foreign = FOREIGN_OPERATORS[kind];
  parser.report(parser.at, parser.at + 1, {
    code: "pql.foreignOperator",
    message: foreign.reason,
    fix: parser.replacement(`Write \`${foreign.right}\``, parser.at, parser.at + 1, foreign.right),
  });
}

/** Reports `=<` and `=!` under the cursor and moves onto its second sign; does nothing for other operators. */
export function readTurnedOperator(parser: ParserState): void {
  if (parser.kind !== TokenKind.Equal || !parser.isAdjacent(parser.at)) return;
  const next = parser.peek(1);
  if (next !== TokenKind.Less && next !== TokenKind.Bang) return;
  const right = next === TokenKind.Less ? "<=" : "!=";
  parser.report(parser.at, parser.at + 2, {
    code: "pql.syntax",
    message: `The signs of this comparison are reversed: \`${right}\`.`,
    fix: parser.replacement(`Write \`${right}\``, parser.at, parser.at + 2, right),
  });
  parser.advance();
}

/** Words that are methods in PQL and operators elsewhere. */
const METHOD_WORDS = new Map(
  [
    "contains",
    "doesNotContain",
    "startsWith",
    "doesNotStartWith",
    "endsWith",
    "doesNotEndWith",
    "equals",
    "notEqualTo",
    "includes",
    "intersects",
    "subsetOf",
    "supersetOf",
  ].map((word) => [word.toLowerCase(), word]),
);

/** Says what is wrong with the text under the cursor, which follows an operand that began at the token `first`. */
export function reportHabit(parser: ParserState, first: number): void {
  const spoken = parser.kind === TokenKind.Identifier ? findSpokenWindow(parser) : undefined;
  if (spoken !== undefined) {
    reportSpokenWindow(parser, spoken, "occurs ");
    return;
  }
  const report =
    findNullTest(parser) ??
    findSpokenTest(parser) ??
    findNegatedOperator(parser, first) ??
    findTestWithoutOccurs(parser, first) ??
    findBetween(parser, first) ??
    findDateArithmetic(parser) ??
    findIs(parser) ??
    findInfixMethod(parser) ??
    findLeftover(parser);
  parser.report(parser.at, parser.at + 1, report);
  // The `and` between two bounds joins no conditions.
  if (parser.kind === TokenKind.Between) parser.at = findRangeAnd(parser) ?? parser.at;
}

/** A fix that puts `newText` directly behind the operand, up to and over the token `last`. */
function behindOperand(parser: ParserState, title: string, last: number, newText: string): Report["fix"] {
  const span = { start: parser.tokens.ends[parser.at - 1], end: parser.tokens.ends[last] };
  return { title, edits: [{ span, newText }], isPreferred: true };
}

function findNullTest(parser: ParserState): Report | undefined {
  if (parser.kind !== TokenKind.Identifier || parser.text(parser.at).toLowerCase() !== "is") return undefined;
  const isNegated = parser.peek(1) === TokenKind.Not;
  const last = parser.at + (isNegated ? 2 : 1);
  if (parser.tokens.kinds[last] !== TokenKind.Null) return undefined;
  const method = isNegated ? ".isNotNull()" : ".isNull()";
  return {
    code: "pql.sqlNull",
    message: `\`is ${isNegated ? "not " : ""}null\` is SQL; in PQL, write \`${method}\`.`,
    fix: behindOperand(parser, `Write \`${method}\``, last, method),
  };
}

function findNegatedOperator(parser: ParserState, first: number): Report | undefined {
  if (parser.kind !== TokenKind.Not && parser.kind !== TokenKind.Bang) return undefined;
  const next = parser.peek(1);
  if (next === TokenKind.In) {
    return {
      code: "pql.sqlNotIn",
      message: "`not in` is one word in PQL: `notIn`.",
      fix: parser.replacement("Write `notIn`", parser.at, parser.at + 2, "notIn"),
    };
  }
  return {
    code: "pql.syntax",
    message: "Put `not` before the whole condition: `not (a like b)`.",
    fix: findNegationFix(parser, first),
  };
}

const NEGATIVE_METHODS: ReadonlyMap<string, string> = new Map([
  ["contains", "doesNotContain"],
  ["startsWith", "doesNotStartWith"],
  ["endsWith", "doesNotEndWith"],
  ["equals", "notEqualTo"],
]);

/** `city not contains "x"` and `city not like "x"`, with one token behind the operator. */
function findNegationFix(parser: ParserState, first: number): Report["fix"] {
  const [operator, value] = [parser.at + 1, parser.at + 2];
  if (!isString(parser.peek(2))) return undefined;
  const method = NEGATIVE_METHODS.get(METHOD_WORDS.get(parser.text(operator).toLowerCase()) ?? "");
  if (method !== undefined) {
    const newText = `.${method}(${parser.text(value)})`;
    return behindOperand(parser, `Write \`${newText}\``, value, newText);
  }
  if (parser.peek(1) !== TokenKind.Like && parser.peek(1) !== TokenKind.Matches) return undefined;
  const { starts, ends } = parser.tokens;
  const edits = [
    { span: { start: starts[first], end: starts[first] }, newText: "not (" },
    { span: { start: starts[parser.at], end: starts[operator] }, newText: "" },
    { span: { start: ends[value], end: ends[value] }, newText: ")" },
  ];
  return { title: "Put `not` before the condition", edits, isPreferred: true };
}

function findBetween(parser: ParserState, first: number): Report | undefined {
  if (parser.kind !== TokenKind.Between) return undefined;
  const fix = findBetweenFix(parser, first);
  const report: Report = {
    code: "pql.sqlBetween",
    message: "`between` belongs to `occurs`; numbers are compared with `>=` and `<=`.",
  };
  return { ...report, fix };
}

/** The `and` of `between 1 and 5` or of two times under the cursor. */
function findRangeAnd(parser: ParserState): number | undefined {
  const { kinds, partners } = parser.tokens;
  if (isSimpleRange(parser)) return parser.at + 2;
  const isCall = parser.peek(2) === TokenKind.OpenParen;
  const last = isCall ? partners[parser.at + 2] : parser.at + 2;
  return kinds[last + 1] === TokenKind.And ? last + 1 : undefined;
}

/** `between 1 and 5` under the cursor. */
function isSimpleRange(parser: ParserState): boolean {
  return parser.peek(2) === TokenKind.And && parser.peek(3) !== TokenKind.EndOfText;
}

function findBetweenFix(parser: ParserState, first: number): Report["fix"] {
  if (!isSimpleRange(parser)) return undefined;
  const operand = parser.textFrom(first);
  const low = parser.text(parser.at + 1);
  const newText = `>= ${low} and ${operand} <=`;
  return parser.replacement("Write two comparisons", parser.at, parser.at + 3, newText);
}

function findDateArithmetic(parser: ParserState): Report | undefined {
  const isUnit = parser.kind === TokenKind.Unit || parser.kind === TokenKind.Units;
  const before = parser.at > 0 ? parser.tokens.kinds[parser.at - 1] : 0;
  if (!isUnit || before !== TokenKind.Integer) return undefined;
  return {
    code: "pql.dateArithmetic",
    message: "PQL does not calculate with times; it tests them: `timestamp occurs <= 30 days before now`.",
    fix: findWindowFix(parser, {
      first: parser.at - 1,
      last: parser.at,
      distance: `${parser.text(parser.at - 1)} ${parser.text(parser.at)}`,
    }),
  };
}

function findInfixMethod(parser: ParserState): Report | undefined {
  if (parser.kind !== TokenKind.Identifier) return undefined;
  const word = parser.text(parser.at);
  const method = METHOD_WORDS.get(word.toLowerCase());
  const value = parser.at + 1;
  const isValue =
    isString(parser.peek(1)) || (parser.peek(1) >= TokenKind.Integer && parser.peek(1) <= TokenKind.Double);
  if (method === undefined) return undefined;
  const report: Report = {
    code: "pql.infixMethod",
    message: `\`${word}\` is a method: write it after a dot, with its argument in parentheses.`,
  };
  if (!isValue) return report;
  const newText = `.${method}(${parser.text(value)})`;
  return { ...report, fix: behindOperand(parser, `Write \`${newText}\``, value, newText) };
}

/** `a is "x"`, `a is not "x"`: the words some languages compare with. */
function findIs(parser: ParserState): Report | undefined {
  if (parser.kind !== TokenKind.Identifier || parser.text(parser.at).toLowerCase() !== "is") return undefined;
  const isNegated = parser.peek(1) === TokenKind.Not;
  const right = isNegated ? "!=" : "=";
  return {
    code: "pql.foreignOperator",
    message: isNegated
      ? "PQL compares with `!=`, not with the words `is not`."
      : "PQL compares with `=`, not with the word `is`.",
    fix: parser.replacement(`Write \`${right}\``, parser.at, parser.at + (isNegated ? 2 : 1), right),
  };
}

function toStrayBracket(parser: ParserState): Report {
  return {
    code: "pql.unclosedBracket",
    message: `${describeToken(parser.tokens, parser.at)} closes a bracket that was never opened.`,
    fix: parser.replacement("Remove the bracket", parser.at, parser.at + 1, ""),
  };
}

/** A closing bracket in the place of a value that nobody waits for; moves over it. */
export function readStrayBracket(parser: ParserState): boolean {
  if (!isClosing(parser.kind) || parser.isAwaited(parser.kind)) return false;
  parser.report(parser.at, parser.at + 1, toStrayBracket(parser));
  parser.advance();
  return true;
}

function findLeftover(parser: ParserState): Report {
  const found = describeToken(parser.tokens, parser.at);
  if (parser.kind === TokenKind.Unknown && parser.text(parser.at) === ";") {
    return {
      code: "pql.syntax",
      message: "A PQL query is one expression and ends without a semicolon.",
      fix: parser.replacement("Remove the semicolon", parser.at, parser.at + 1, ""),
    };
  }
  if (parser.kind === TokenKind.Colon && isWord(parser.peek(1)) && parser.isAdjacent(parser.at)) {
    return {
      code: "pql.obsolete",
      message: "Names with a colon, such as `xdm:city`, are an old spelling; leave out the prefix.",
      fix: parser.replacement("Remove the prefix", parser.at - 1, parser.at + 1, ""),
    };
  }
  if (parser.kind === TokenKind.Colon && parser.peek(1) === TokenKind.Equal && parser.isAdjacent(parser.at)) {
    return {
      code: "pql.syntax",
      message: "PQL compares with `=`; it has no assignment.",
      fix: parser.replacement("Write `=`", parser.at, parser.at + 2, "="),
    };
  }
  if (parser.kind === TokenKind.Comma) {
    return {
      code: "pql.syntax",
      message: "Conditions are joined with `and`, not with a comma.",
      fix: parser.replacement("Write `and`", parser.at, parser.at + 1, " and"),
    };
  }
  if (parser.kind === TokenKind.Arrow) return findArrow(parser);
  if (isClosing(parser.kind)) return toStrayBracket(parser);
  return {
    code: "pql.syntax",
    message: `Expected \`and\`, \`or\` or the end of the expression, found ${found}.`,
  };
}

/** A string in foreign quotes or without its closing one, read as the string it was meant to be. */
export function readForeignString(parser: ParserState): NodeId {
  const token = parser.at;
  const text = parser.text(token);
  const isUnclosed = parser.kind === TokenKind.UnclosedString;
  const margin = text.startsWith("\\") ? 2 : 1;
  const content = isUnclosed ? text.slice(margin) : text.slice(margin, -margin);
  const quoted = `"${content.replace(/\\(['\u2018\u2019])/g, "$1").replace(/(?<!\\)"/g, '\\"')}"`;
  parser.report(token, token + 1, {
    code: isUnclosed ? "pql.unclosedString" : "pql.foreignQuote",
    message: isUnclosed
      ? "This string is not closed: its line ends before the closing double quote."
      : `Strings take straight double quotes: ${quoted}.`,
    fix: parser.replacement(isUnclosed ? "Close the string" : "Use double quotes", token, token + 1, quoted),
  });
  return parser.leaf(NodeKind.StringLiteral, parser.advance());
}

/** Reports the brackets of `now()`, which are read over. The cursor stands behind the word. */
export function reportTimeWordCall(parser: ParserState, word: number): void {
  if (parser.kind !== TokenKind.OpenParen || parser.peek(1) !== TokenKind.CloseParen) return;
  parser.report(word, word + 3, {
    code: "pql.timeWordCall",
    message: `\`${parser.text(word)}\` is a word, not a function; it takes no parentheses.`,
    fix: parser.replacement("Remove the parentheses", parser.at, parser.at + 2, ""),
  });
  parser.advance();
  parser.advance();
}

const OLD_QUANTIFIERS: Readonly<Record<string, { readonly kind: number; readonly right: string }>> = {
  some: { kind: NodeKind.Exists, right: "exists" },
  all: { kind: NodeKind.Forall, right: "forall" },
  none: { kind: NodeKind.Exists, right: "exists" },
  one: { kind: NodeKind.Exists, right: "exists" },
};

/** Reads a value in a withdrawn or foreign form; undefined where the cursor stands on none. */
export function readForeignValue(
  parser: ParserState,
  readDeclarations: (parser: ParserState) => NodeId,
): NodeId | undefined {
  const first = parser.at;
  if (parser.kind === TokenKind.Last || parser.kind === TokenKind.Next) return readRollingInterval(parser);
  const quantifier =
    parser.kind === TokenKind.Identifier ? OLD_QUANTIFIERS[parser.text(first).toLowerCase()] : undefined;
  if (quantifier === undefined) return undefined;
  parser.report(first, first + 1, {
    code: "pql.obsolete",
    message: `\`${parser.text(first)}\` is an old quantifier; write \`${quantifier.right}\`.`,
    ...(quantifier.right === "exists" && parser.text(first).toLowerCase() !== "some"
      ? {}
      : { fix: parser.replacement(`Write \`${quantifier.right}\``, first, first + 1, quantifier.right) }),
  });
  parser.advance();
  return parser.node(quantifier.kind, first, parser.nested(readDeclarations));
}

/** `last 30 days`: a rolling window, which PQL writes as a distance. */
function readRollingInterval(parser: ParserState): NodeId | undefined {
  const unit = parser.peek(2);
  if (parser.peek(1) !== TokenKind.Integer || (unit !== TokenKind.Unit && unit !== TokenKind.Units))
    return undefined;
  const first = parser.at;
  const distance = `${parser.text(first + 1)} ${parser.text(first + 2)}`;
  const isPast = parser.kind === TokenKind.Last;
  const right = `<= ${distance} ${isPast ? "before" : "after"} now`;
  parser.report(first, first + 3, {
    code: "pql.rollingInterval",
    message: `A window of several units is a distance: \`${right}\`.`,
    fix: parser.replacement(`Write \`${right}\``, first, first + 3, right),
  });
  parser.at = first + 3;
  return parser.leaf(NodeKind.Error, first);
}
