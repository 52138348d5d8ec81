/**
 * What the stand-in needs to know about the language, as an interface: the small built-in engine keeps the extension's
 * bundle small, the command line uses the real core.
 */
import { type ExpressionFault, findExpressionFault } from "./checkExpression";
import { type Conversion, toText, toTree } from "./convertExpression";

/** The union schemas of the sandbox that an expression is for. */
export interface ExpressionSchemas {
  readonly profile: object;
  readonly experienceEvent: object;
}

/** Checks and converts expressions. Never throws. */
export interface PqlEngine {
  /** Returns the first reason to refuse the expression, or undefined. */
  findFault(text: string, schemas: ExpressionSchemas): ExpressionFault | undefined;
  /** Converts text to the JSON form. */
  toTree(text: string): Conversion;
  /** Converts the JSON form to text. */
  toText(tree: string): Conversion;
}

/** The built-in engine: broken text and unknown functions only, no fields; converts a small subset. */
export const SMALL_ENGINE: PqlEngine = { findFault: (text) => findExpressionFault(text), toTree, toText };
