/**
 * Every problem code the core can raise, with what it stands for and how much it weighs by default.
 * Codes never change their meaning: settings, suppressions and people's notes refer to them.
 */
/** How much a problem weighs: errors are refused by the platform, warnings surprise, information explains. */
export type Severity = "error" | "warning" | "information" | "hint";

type Row = readonly [name: string, severity: Severity | "off", summary: string];

const SYNTAX = [
  ["syntax", "error", "The text is not PQL here."],
  ["wrapped", "error", "A whole text that is wrapped in another language: quotes, JSON, SQL, a code fence."],
  ["unclosedBracket", "error", "A bracket is opened and never closed, or closed and never opened."],
  ["unclosedString", "error", "A string without its closing double quote."],
  ["foreignQuote", "error", "A string in quotes that PQL does not have."],
  ["foreignOperator", "error", "An operator of another language, such as `==` or `&&`."],
  ["sqlNull", "error", "`is null` in place of `.isNull()`."],
  ["sqlNotIn", "error", "`not in` in place of `notIn`."],
  ["sqlBetween", "error", "`between` outside `occurs`."],
  ["listBrackets", "error", "A list of values in parentheses."],
  ["infixMethod", "error", "A method written like an operator."],
  ["chainedComparison", "error", "Comparisons in a row, such as `a < b < c`."],
  ["dateArithmetic", "error", "Calculation with times, which PQL tests with `occurs`."],
  ["rollingInterval", "error", "`last 30 days` in place of a distance in time."],
  ["rangeBound", "error", "A distance in time as a bound of `between`."],
  ["timeWordCall", "error", "A time word with parentheses, such as `now()`."],
  ["missingComparison", "error", "A distance in time without its comparison."],
  ["arrayWildcard", "error", "`[*]`, which PQL does not have."],
  ["reservedWord", "error", "A reserved word as a name, without backticks."],
  ["chainPart", "error", "A part that a step of a chain does not have, or parts out of order."],
  ["comment", "error", "A comment, which PQL does not have."],
  ["nestedTooDeep", "error", "More nesting than is read."],
  ["obsolete", "warning", "A spelling of an older PQL."],
] as const satisfies readonly Row[];

const NAMES = [
  ["unknownField", "error", "A field that the schema does not have."],
  ["eventFieldOnProfile", "error", "A field of events that is read from the profile."],
  ["outerField", "error", "A field of an outer element that is read without `^`."],
  ["upTooFar", "warning", "More carets than there are elements around."],
  ["mapByDot", "error", "A key of a map after a dot."],
  ["arrayIndex", "error", "An item of an array by its number."],
  ["unknownFunction", "error", "A function that PQL does not have."],
  ["unknownMethod", "error", "A method that PQL does not have."],
  ["unknownVariable", "error", "A variable that nothing declares here."],
  ["unknownEnumValue", "warning", "A value that the field's list does not have."],
  ["unknownAudience", "warning", "An audience that is not known in this sandbox."],
  ["dialectCall", "warning", "A call in the style of another dialect of PQL."],
  ["otherDialect", "warning", "A construct that belongs to another dialect of PQL."],
  ["deprecatedField", "hint", "A field that the schema marks as deprecated."],
] as const satisfies readonly Row[];

const VALUES = [
  ["arity", "error", "Too few or too many arguments."],
  ["typeMismatch", "error", "A value of a type that does not fit its place."],
  ["incomparable", "error", "A comparison that can never hold."],
  ["arrayEquals", "error", "An array compared with a single value."],
  ["coercedLiteral", "warning", "A literal that has to be read as another type."],
  ["badDate", "error", "A date that does not exist, or a time written as a string."],
  ["emptyRange", "warning", "A range that ends before it begins, so that nothing lies in it."],
  ["duplicateKey", "error", "Two entries of an object with the same key."],
  ["undocumentedOrder", "information", "An order comparison of values other than numbers."],
  ["singleBackslash", "error", "A single backslash in a regular expression."],
  ["unknownEscape", "warning", "A backslash before a character that needs none."],
  ["badPattern", "warning", "A pattern that is not valid, or has the signs of another."],
  ["booleanPlace", "warning", "A number or a string where a condition is expected."],
] as const satisfies readonly Row[];

const EVENTS = [
  ["chainEvents", "error", "A chain over something other than events."],
  ["chainLabel", "error", "Two steps of a chain with the same label."],
  ["chainLength", "error", "More steps in a chain than can be saved."],
  ["chainResult", "error", "A method on the result of a chain, which is true or false."],
  ["emptyCount", "warning", "A number of events or items that asks for nothing."],
  ["chainOrder", "warning", "Steps whose windows contradict their order."],
  ["unorderedChains", "hint", "Chains joined by `and`, which hold in any order."],
  ["separateEvents", "information", "Tests joined by `and` that different events may meet."],
] as const satisfies readonly Row[];

const LIMITS = [
  ["tooManyAggregations", "warning", "More aggregations than the platform recommends."],
  ["deepNesting", "warning", "A path through more arrays and maps than the platform recommends."],
  ["tooLarge", "error", "A decision rule or ranking formula that is too long to be saved."],
  ["bracketDepth", "error", "More nested parentheses than a decision rule may have."],
] as const satisfies readonly Row[];

const SURPRISES = [
  ["missingValues", "information", "A negative test that skips profiles without a value."],
  ["birthday", "information", "A date of birth around today, where the birthday is meant."],
  ["bareNot", "information", "`not` before a comparison without parentheses."],
  ["nullComparison", "warning", "A comparison with `null`, which is never true."],
  ["caseSensitive", "off", "A case-sensitive comparison of strings."],
  ["arrayPath", "off", "A path through an array, which holds if any item matches."],
  ["neverTrue", "warning", "Conditions that exclude each other, so that nobody qualifies for both."],
  ["addsNothing", "hint", "A condition that another one of the same `and` asks for already."],
  ["covered", "hint", "A condition whose profiles another one of the same `or` accepts already."],
  ["fieldInBrackets", "hint", "A field of an object in brackets, which is usually read by dot."],
  ["itemPrefix", "hint", "The name of the array repeated inside an expression over its items."],
] as const satisfies readonly Row[];

const ROWS = [...SYNTAX, ...NAMES, ...VALUES, ...EVENTS, ...LIMITS, ...SURPRISES] as const;

/** A code that a text can draw. Settings and people's notes refer to it by this name. */
export type ProblemCode = `pql.${(typeof ROWS)[number][0]}`;

export interface CodeFacts {
  readonly code: ProblemCode;
  /** `off` codes are raised only where a setting switches them on. Variants of a problem may weigh less than this. */
  readonly severity: Severity | "off";
  /** One sentence for settings and documentation. */
  readonly summary: string;
}

/** Every code, grouped by what it is about. */
export const CODES: readonly CodeFacts[] = ROWS.map(([name, severity, summary]) => ({
  code: `pql.${name}`,
  severity,
  summary,
}));

const BY_CODE: ReadonlyMap<string, CodeFacts> = new Map(CODES.map((facts) => [facts.code, facts]));
const SEVERITIES = Object.fromEntries(CODES.map(({ code, severity }) => [code, severity])) as Readonly<
  Record<ProblemCode, Severity | "off">
>;

/** The facts of a code as settings name it; undefined for codes the core does not have. */
export function findCode(code: string): CodeFacts | undefined {
  return BY_CODE.get(code);
}

/** What settings say of codes; a code they leave out keeps its own severity. */
export type SeveritySwitches = ReadonlyMap<ProblemCode, Severity | "off">;

/** What a problem weighs: a setting has the last word, then the variant, then the code. */
export function severityOf(
  code: ProblemCode,
  switches: SeveritySwitches,
  variant?: Severity,
): Severity | "off" {
  return switches.get(code) ?? variant ?? SEVERITIES[code];
}
