/**
 * A small real check of PQL, so that the stand-in refuses what the platform would refuse: broken strings, unbalanced
 * brackets, operators of other languages, misplaced operators, unknown functions. It is not a parser and knows no schema.
 */

/** Where an expression is wrong and why; line counts from 1, column from 0 as in the service's messages. */
export interface ExpressionFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Returns the fault at an offset of `text`. */
export function faultAt(text: string, offset: number, message: string): ExpressionFault {
  const before = text.slice(0, offset).split("\n");
  return { message, line: before.length, column: before.at(-1)?.length ?? 0 };
}

interface Token {
  readonly kind: "string" | "number" | "name" | "sign";
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<string>"(?:[^"\\]|\\.)*")|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?L?|\.\d+)|(?<name>`[^`]+`|[\p{L}_][\p{L}\p{N}_]*|\$\d+|@\{[^}]*\})|(?<sign>=>|!=|<=|>=|[=<>!+\-*/%.,:^()[\]{}]))/uy;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const BINARY = new Set([
  "=",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "*",
  "/",
  "%",
  ".",
  "and",
  "or",
  "in",
  "notin",
  "like",
  "occurs",
]);
const WORDS_BEFORE_BRACKET = new Set(
  "and or not in notin like occurs select from where exists forall let if chain what when count between over sum average min max matches before after on date".split(
    " ",
  ),
);
const FUNCTIONS = new Set(
  `absolute all average bottomN concat contains count currentDayOfMonth currentMonth currentYear date distinct doesNotContain doesNotEndWith
  doesNotStartWith endsWith equals exists extractEmailDomain filter get getDayOfMonth getMonth getYear groupBy head if in inSegment includes indexOf
  intersection intersects isEmpty isNotEmpty isNotNull isNull join keys last lastIndexOf length lowerCase map mapEntry matches max min none
  notEqualTo notIn one regexGroup replace replaceAll roundDown roundUp some split startsWith subsetOf substr sum supersetOf titleCase
  toBool toInt toString topN trim upperCase values age dateDiff`.split(/\s+/),
);

/** Returns the first fault of `text`, or undefined when nothing is wrong as far as this check can see. */
export function findExpressionFault(text: string): ExpressionFault | undefined {
  if (text.trim() === "")
    return faultAt(text, text.length, "mismatched input '<EOF>' expecting an expression");
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    tokens.push(toToken(match));
    end = TOKEN.lastIndex;
  }
  const rest = text.slice(end).trimStart();
  if (rest !== "")
    return faultAt(text, text.length - rest.length, `token recognition error at: '${rest.slice(0, 12)}'`);
  const found =
    findBracketFault(tokens, text) ?? findOrderFault(tokens, text) ?? findFunctionFault(tokens, text);
  return found;
}

function toToken(match: RegExpExecArray): Token {
  const groups = match.groups ?? {};
  const kind =
    (["string", "number", "name", "sign"] as const).find((name) => groups[name] !== undefined) ?? "sign";
  const text = groups[kind] ?? "";
  return { kind, text, at: match.index + match[0].length - text.length };
}

function findBracketFault(tokens: readonly Token[], text: string): ExpressionFault | undefined {
  const expected: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "sign") continue;
    const closing = CLOSING[token.text];
    if (closing !== undefined) expected.push(closing);
    else if (")]}".includes(token.text) && expected.pop() !== token.text) {
      return faultAt(text, token.at, `extraneous input '${token.text}'`);
    }
  }
  const missing = expected.pop();
  return missing === undefined
    ? undefined
    : faultAt(text, text.length, `mismatched input '<EOF>' expecting '${missing}'`);
}

function findOrderFault(tokens: readonly Token[], text: string): ExpressionFault | undefined {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (next === undefined) {
      if (isBinary(token))
        return faultAt(text, text.length, `mismatched input '<EOF>' after '${token.text}'`);
    } else if (isMisplaced(token, next)) {
      return faultAt(text, next.at, `mismatched input '${next.text}' after '${token.text}'`);
    }
  }
  const [first] = tokens;
  const isLoneOperator = first !== undefined && isBinary(first) && first.text !== ".";
  return isLoneOperator ? faultAt(text, first.at, `extraneous input '${first.text}'`) : undefined;
}

function isBinary(token: Token): boolean {
  return BINARY.has(token.kind === "sign" ? token.text : token.text.toLowerCase()) && token.kind !== "string";
}

function isMisplaced(token: Token, next: Token): boolean {
  const isValue = (item: Token): boolean => item.kind === "string" || item.kind === "number";
  if (isValue(token) && next.kind === "string") return true;
  if (token.text === "." && next.kind !== "name") return true;
  const comparesInTime = token.text.toLowerCase() === "occurs" && next.kind === "sign";
  return isBinary(token) && isBinary(next) && !comparesInTime && next.text !== ".";
}

function findFunctionFault(tokens: readonly Token[], text: string): ExpressionFault | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "name" || tokens[index + 1]?.text !== "(") continue;
    const isMethod = tokens[index - 1]?.text === ".";
    if (FUNCTIONS.has(token.text) || (!isMethod && WORDS_BEFORE_BRACKET.has(token.text.toLowerCase())))
      continue;
    return faultAt(text, token.at, `Function "${token.text}" is not a known function`);
  }
  return undefined;
}
