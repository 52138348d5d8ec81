/**
 * Random PQL for property tests: whole expressions by the grammar, and texts that are nearly ones.
 * Draws from fast-check only, so that every failure comes with its seed and shrinks.
 */
import fc from "fast-check";

const NAME = fc.constantFrom(
  "a",
  "person",
  "_acme",
  "xEvent",
  "homeAddress",
  "`last`",
  "größe",
  "count",
  "E",
);
const UNIT = fc.constantFrom("days", "hour", "weeks", "month");

const TIME_WORD = fc.constantFrom("now", "today", "yesterday", "tomorrow");
/** Known methods and functions, and names that nobody knows. */
const FUNCTION = fc.constantFrom(
  "text",
  "left",
  "sum",
  "count",
  "inSegment",
  "getMonth",
  "exists",
  "get",
  "in",
  "größe",
);

const path = fc.array(NAME, { minLength: 1, maxLength: 4 }).map((names) => names.join("."));

const literal = fc.oneof(
  fc.constantFrom(
    '"x"',
    '"a\\"b"',
    '""',
    "1",
    "-2",
    "3.5",
    "2.02E12",
    ".45",
    "true",
    "null",
    "now",
    "today",
    "56L",
    "date(2031, 5, 9)",
  ),
  fc.constantFrom(
    '["a", "b"]',
    "[1, 2]",
    "[]",
    "last month",
    "$1.a",
    "^^.b.c",
    "@{_xdm.context;version=1}.x",
    "this",
  ),
);

const time = fc.oneof(
  fc
    .tuple(fc.constantFrom("<", "<=", ">", "="), fc.nat(400), UNIT)
    .map(([sign, count, unit]) => `${sign} ${count} ${unit} before now`),
  fc.constantFrom(
    "today",
    "last week",
    "before now",
    "on date(2020, 1, 2)",
    "between yesterday and now",
    "after a.b",
  ),
);

const { expression } = fc.letrec<{ expression: string; value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    path,
    literal,
    tie("expression").map((inner) => `(${inner})`),
    fc.tuple(path, tie("expression")).map(([array, condition]) => `${array}[${condition}]`),
    fc.tuple(path, tie("value")).map(([array, value]) => `${array}.filter(${value}).count()`),
    fc.tuple(FUNCTION, tie("value")).map(([name, value]) => `${name}(${value})`),
    fc
      .tuple(tie("value"), FUNCTION, tie("value"))
      .map(([value, name, other]) => `(${value}).${name}(${other})`),
    fc.tuple(TIME_WORD, FUNCTION).map(([word, name]) => `${word}.${name}()`),
    fc.tuple(tie("value"), NAME).map(([value, name]) => `(${value}).${name}`),
    fc
      .tuple(tie("value"), fc.constantFrom("+", "-", "*", "/", "%"), tie("value"))
      .map((parts) => parts.join(" ")),
    fc.tuple(tie("expression"), tie("value"), tie("value")).map((parts) => `if(${parts.join(", ")})`),
    fc
      .tuple(path, tie("expression"))
      .map(([source, condition]) => `(select V from ${source} where ${condition})`),
    tie("expression").map(
      (condition) => `chain(xEvent, timestamp, [A: WHAT(${condition}) COUNT(2), B: WHAT(x) WHEN(today)])`,
    ),
  ),
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(tie("value"), fc.constantFrom("=", "!=", "<", ">=", "in", "notIn", "like"), tie("value"))
      .map((parts) => parts.join(" ")),
    fc.tuple(path, time).map(([left, test]) => `${left} occurs ${test}`),
    fc
      .tuple(tie("expression"), fc.constantFrom("and", "or"), tie("expression"))
      .map((parts) => parts.join(" ")),
    tie("expression").map((inner) => `not (${inner})`),
    fc
      .tuple(path, tie("expression"))
      .map(([source, condition]) => `(exists E from ${source} where ${condition})`),
    fc.tuple(tie("value"), tie("expression")).map(([value, body]) => `(let N = (${value}) in ${body})`),
    tie("value"),
  ),
}));

/** An expression that the grammar derives. */
export const validExpression: fc.Arbitrary<string> = expression;

const FRAGMENT = fc.oneof(
  fc.constantFrom(..."()[]{},.:^=!<>+-*/%\"'`$@\\;\n\r\t #&|?“”’€".split("")),
  fc.constantFrom(
    " and ",
    " or ",
    " not ",
    " in ",
    " occurs ",
    "select ",
    "exists E from ",
    "let x = 1 in ",
    "chain(",
    "//",
    "-- ",
    "# ",
    "/*",
  ),
  NAME,
  literal,
  fc.constantFrom("😀", "\ud83d", "\u0000", "\u2028", "\ufeff"),
);

/** Any text at all, with much that looks like PQL. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(FRAGMENT, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.tuple(expression, fc.nat(), FRAGMENT).map(([text, at, insert]) => {
    const offset = at % (text.length + 1);
    return text.slice(0, offset) + insert + text.slice(offset);
  }),
);

const EDIT = fc.record({
  at: fc.nat(),
  removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12)),
  inserted: fc.oneof({ weight: 2, arbitrary: FRAGMENT }, fc.constant("")),
});

/** One of the texts, or an expression of the grammar, changed in a few places at random: what people type all day. */
export function mutationsOf(texts: readonly string[]): fc.Arbitrary<string> {
  const original = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, expression);
  return fc.tuple(original, fc.array(EDIT, { maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((changed, { at, removed, inserted }) => {
      const offset = at % (changed.length + 1);
      return changed.slice(0, offset) + inserted + changed.slice(offset + removed);
    }, text),
  );
}
