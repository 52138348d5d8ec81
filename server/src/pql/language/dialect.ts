/**
 * The places PQL is written in and how calls look there. Which functions exist where is said by the catalogue; what an
 * expression may do beyond calls (events, lookback) is judged by the rules, not here.
 */

/** A place PQL is written in, by a short name. */
export type Dialect = "segmentation" | "decisioning" | "offer-filter" | "ajo-personalization";

/** How a function is written: `x.f(y)`, `f(x, y)`, `x f y`, or a form of its own. */
export type CallStyle = "method" | "function" | "infix" | "operator";

export interface DialectFacts {
  readonly dialect: Dialect;
  /** What people call it. */
  readonly title: string;
  /** How an operation on a value is written: `method` is `x.f(y)`, `function` is `f(x, y)`. */
  readonly callStyle: "method" | "function";
}

/** Every dialect (docs/grammar.md#where-pql-is-written). */
export const DIALECTS: readonly DialectFacts[] = [
  { dialect: "segmentation", title: "audiences", callStyle: "method" },
  { dialect: "decisioning", title: "decision rules", callStyle: "method" },
  { dialect: "offer-filter", title: "old offer filters", callStyle: "method" },
  { dialect: "ajo-personalization", title: "Journey Optimizer personalization", callStyle: "function" },
];

/** The facts of one dialect. */
export function getDialect(dialect: Dialect): DialectFacts {
  return (
    DIALECTS.find((facts) => facts.dialect === dialect) ?? { dialect, title: dialect, callStyle: "method" }
  );
}
