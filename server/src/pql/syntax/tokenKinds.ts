/**
 * The kinds of token PQL text falls into, numbered so that whole groups can be tested by a comparison.
 * Decides nothing about grammar: which word may be a name in which place is the parser's business.
 */

/** Token kinds. Groups are contiguous: punctuation, operators, foreign forms, literals, names, words. */
export enum TokenKind {
  EndOfText = 0,

  OpenParen = 1,
  CloseParen = 2,
  OpenBracket = 3,
  CloseBracket = 4,
  OpenBrace = 5,
  CloseBrace = 6,
  Comma = 7,
  Dot = 8,
  Colon = 9,
  Caret = 10,
  Arrow = 11,

  Equal = 12,
  NotEqual = 13,
  Less = 14,
  LessOrEqual = 15,
  Greater = 16,
  GreaterOrEqual = 17,
  Plus = 18,
  Minus = 19,
  Star = 20,
  Slash = 21,
  Percent = 22,
  Bang = 23,

  /** `==`, `===`: the habit of other languages, read as `=`. */
  ForeignEqual = 24,
  /** `<>`, `!==`: read as `!=`. */
  ForeignNotEqual = 25,
  /** `&&`, `&`: read as `and`. */
  ForeignAnd = 26,
  /** `||`, `|`: read as `or`. */
  ForeignOr = 27,
  /** Any other character or run that begins no token of PQL. */
  Unknown = 28,

  String = 29,
  /** A string that contains at least one backslash; only these need decoding. */
  EscapedString = 30,
  /** A string whose line ends before its quote. */
  UnclosedString = 31,
  /** Single, typographic or JSON-escaped quotes around a text. */
  ForeignString = 32,
  Integer = 33,
  Long = 34,
  Double = 35,
  /** `$1` */
  Parameter = 36,
  /** `@{…}` */
  Context = 37,
  UnclosedContext = 38,

  Identifier = 39,
  QuotedName = 40,
  UnclosedName = 41,
  /** A run that begins with a digit and goes on with letters, such as `30d`. */
  DigitName = 42,

  And = 50,
  Or = 51,
  Not = 52,
  In = 53,
  NotIn = 54,
  Like = 55,
  Occurs = 56,
  Select = 57,
  From = 58,
  Where = 59,
  Exists = 60,
  Forall = 61,
  Let = 62,
  True = 63,
  False = 64,
  Null = 65,
  On = 66,
  Between = 67,
  This = 68,
  Last = 69,
  Next = 70,

  /** `day`, `month` … */
  Unit = 71,
  /** `days`, `months` … */
  Units = 72,

  Matches = 80,
  Before = 81,
  After = 82,
  Over = 83,
  Sum = 84,
  Average = 85,
  Min = 86,
  Max = 87,
  Chain = 88,
  What = 89,
  When = 90,
  Count = 91,
  Now = 92,
  Today = 93,
  Yesterday = 94,
  Tomorrow = 95,
  If = 96,
}

/** True for identifiers, quoted names and every word of the language: what may stand after a dot. */
export function isWord(kind: number): boolean {
  return kind >= TokenKind.Identifier;
}

/** True for words that need backticks to be a name: `and`, `last`, `day` … */
export function isReservedWord(kind: number): boolean {
  return kind >= TokenKind.And && kind < TokenKind.Matches;
}

/** True for `=`, `!=`, `<`, `<=`, `>`, `>=` and their foreign spellings. */
export function isComparison(kind: number): boolean {
  return (
    (kind >= TokenKind.Equal && kind <= TokenKind.GreaterOrEqual) ||
    kind === TokenKind.ForeignEqual ||
    kind === TokenKind.ForeignNotEqual
  );
}

/** True for every string, however it is quoted. */
export function isString(kind: number): boolean {
  return kind >= TokenKind.String && kind <= TokenKind.ForeignString;
}

/** True for texts, names and contexts that lack their end. */
export function isUnclosed(kind: number): boolean {
  return (
    kind === TokenKind.UnclosedString || kind === TokenKind.UnclosedName || kind === TokenKind.UnclosedContext
  );
}

/** True for `and` and its foreign spelling. */
export function isAnd(kind: number): boolean {
  return kind === TokenKind.And || kind === TokenKind.ForeignAnd;
}

/** True for `or` and its foreign spelling. */
export function isOr(kind: number): boolean {
  return kind === TokenKind.Or || kind === TokenKind.ForeignOr;
}

/** True for `now`, `today`, `yesterday`, `tomorrow`. */
export function isTimeWord(kind: number): boolean {
  return kind >= TokenKind.Now && kind <= TokenKind.Tomorrow;
}

/** True for `sum`, `average`, `min`, `max`. */
export function isAggregateWord(kind: number): boolean {
  return kind >= TokenKind.Sum && kind <= TokenKind.Max;
}

/** True for a bracket that opens a group. */
export function isOpening(kind: number): boolean {
  return kind === TokenKind.OpenParen || kind === TokenKind.OpenBracket || kind === TokenKind.OpenBrace;
}

/** True for a bracket that closes a group. */
export function isClosing(kind: number): boolean {
  return kind === TokenKind.CloseParen || kind === TokenKind.CloseBracket || kind === TokenKind.CloseBrace;
}
