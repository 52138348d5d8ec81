/** A whole text explained in plain English. */
import { describeRule } from "../plainWords/describeRule";
import { type PlainLine, printPlainLine } from "../plainWords/plainLine";
import type { Environment } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";

/** An explanation as an outline, and the same as lines of text. */
export interface PlainExplanation {
  readonly outline: PlainLine;
  readonly text: string;
}

/** A rule in plain English, fields called by the titles of the schema. Total: what cannot be read is quoted. */
export function explainText(text: string, environment: Environment): PlainExplanation {
  const outline = describeRule(parseQuery(text), environment);
  return { outline, text: printPlainLine(outline) };
}
