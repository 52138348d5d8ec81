/**
 * Which names can be called in both forms of a query. In pql/json an operator is a function of its name, in whatever case: a
 * method `In` would come back as another one. What is spelled as the operator is, means the same in both forms.
 */
import { isUnspeakable } from "./textPieces";

const OPERATORS: ReadonlySet<string> = new Set(["and", "or", "not", "in", "notIn", "like"]);

/** True for a name that a function or method of PQL can have. */
export function isFunctionName(name: string): boolean {
  return !isUnspeakable(name) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}

/** True for a method whose name differs from that of an operator by case only. */
export function isNearlyOperator(name: string): boolean {
  const folded = name.toLowerCase();
  return !OPERATORS.has(name) && [...OPERATORS].some((operator) => operator.toLowerCase() === folded);
}
