/**
 * The kinds of token that are told apart in colour, numbered as LSP wants them. Data only, for the capabilities name it
 * before anything is loaded.
 */

/** Number of each kind in the legend. */
export const TokenColor = {
  Keyword: 0,
  Property: 1,
  Variable: 2,
  Parameter: 3,
  Function: 4,
  Method: 5,
  String: 6,
  Number: 7,
  Operator: 8,
  Label: 9,
} as const;

/** The legend's kinds, in the order of their numbers. */
export const TOKEN_TYPES: readonly string[] = [
  "keyword",
  "property",
  "variable",
  "parameter",
  "function",
  "method",
  "string",
  "number",
  "operator",
  "label",
];

/** The legend's marks. */
export const TOKEN_MODIFIERS: readonly string[] = ["declaration"];

/** The bit of the mark for names that are introduced. */
export const DECLARED = 1;
