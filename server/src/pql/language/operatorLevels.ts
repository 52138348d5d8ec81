/**
 * How tightly operators bind, for the printer, hover and the fixes that add parentheses. What they mean stands in the
 * catalogue under the same symbol. The order is that of docs/grammar.md#operators, much of it inferred from real rules.
 */

/** Levels of precedence; a smaller number binds tighter. */
export const Precedence = {
  Primary: 1,
  Postfix: 2,
  Sign: 3,
  Multiplicative: 4,
  Additive: 5,
  Relation: 6,
  Negation: 7,
  Conjunction: 8,
  Disjunction: 9,
  Binder: 10,
} as const;

/** One of the levels above. */
export type Precedence = (typeof Precedence)[keyof typeof Precedence];

/** One operator, by the place it stands in. */
export interface Operator {
  /** A symbol, or a word in the case the product writes it. */
  readonly symbol: string;
  readonly position: "prefix" | "infix" | "postfix";
  readonly precedence: Precedence;
  /** `none`: two in a row without parentheses are an error, as in `a < b < c`. */
  readonly associativity: "left" | "right" | "none";
  /** The id under which the catalogue describes it. */
  readonly functionId: string;
}

type Row = readonly [
  symbols: string,
  position: Operator["position"],
  precedence: Precedence,
  associativity: Operator["associativity"],
];

const ROWS: readonly Row[] = [
  ["^", "prefix", Precedence.Primary, "right"],
  ["[]", "postfix", Precedence.Postfix, "left"],
  ["-", "prefix", Precedence.Sign, "right"],
  ["* / %", "infix", Precedence.Multiplicative, "left"],
  ["+ -", "infix", Precedence.Additive, "left"],
  ["= != < <= > >= in notIn like matches occurs", "infix", Precedence.Relation, "none"],
  ["not !", "prefix", Precedence.Negation, "right"],
  ["and", "infix", Precedence.Conjunction, "left"],
  ["or", "infix", Precedence.Disjunction, "left"],
  ["select exists forall let sum average min max", "prefix", Precedence.Binder, "right"],
  ["=>", "infix", Precedence.Binder, "right"],
];

const AGGREGATES: ReadonlySet<string> = new Set(["sum", "average", "min", "max"]);

function functionIdOf(symbol: string, position: Operator["position"]): string {
  if (AGGREGATES.has(symbol)) return `${symbol} over`;
  if (symbol === "matches") return "matches (infix)";
  if (symbol === "!") return "not";
  return symbol === "-" && position === "prefix" ? "-x" : symbol;
}

/** Every operator. `-` stands twice, as sign and as subtraction. */
export const OPERATORS: readonly Operator[] = ROWS.flatMap(([symbols, position, precedence, associativity]) =>
  symbols.split(" ").map((symbol) => ({
    symbol,
    position,
    precedence,
    associativity,
    functionId: functionIdOf(symbol, position),
  })),
);

/** The operator of this symbol, words in any case; the infix one for `-` unless the prefix is asked for. */
export function findOperator(symbol: string, position?: Operator["position"]): Operator | undefined {
  const wanted = symbol.toLowerCase();
  const matching = OPERATORS.filter(
    (operator) =>
      operator.symbol.toLowerCase() === wanted && (position === undefined || operator.position === position),
  );
  return matching.find((operator) => operator.position === "infix") ?? matching[0];
}
