/**
 * Which function of Journey Optimizer personalization does the work of which method or infix operator of an audience:
 * `contains(x, "a")` and `x.contains("a")`. Rewrites no text; it says what a rewrite has to produce.
 */
import { findFunction, findMethod, findOperatorFunction } from "./catalogue";

/** One operation in its two spellings. The first argument of the function is the receiver, or the left side. */
export interface Equivalence {
  readonly functionName: string;
  /** The method after the dot, or the word between both sides. */
  readonly memberName: string;
  readonly style: "method" | "infix";
  /** Arguments the method needs behind those of the function to mean the same, as PQL text. */
  readonly extraArguments: readonly string[];
}

/** Pairs whose names differ. */
const RENAMED: readonly Equivalence[] = [
  { functionName: "equalsIgnoreCase", memberName: "equals", style: "method", extraArguments: ["false"] },
  {
    functionName: "notEqualWithIgnoreCase",
    memberName: "notEqualTo",
    style: "method",
    extraArguments: ["false"],
  },
  { functionName: "dayOfMonth", memberName: "getDayOfMonth", style: "method", extraArguments: [] },
  { functionName: "extractMonths", memberName: "getMonth", style: "method", extraArguments: [] },
];

/** The two spellings of a name that is both a function of personalization and a method or infix word of an audience. */
function findSameName(name: string): Equivalence | undefined {
  if (!findFunction(name, "ajo-personalization")) return undefined;
  // Methods first: where a name is both, as `matches` is, the method is the spelling of today.
  const style = findMethod(name)
    ? "method"
    : findOperatorFunction(name)?.style === "infix"
      ? "infix"
      : undefined;
  return style && { functionName: name, memberName: name, style, extraArguments: [] };
}

/** How an audience spells a function of Journey Optimizer personalization; undefined where it cannot. */
export function findMemberForm(functionName: string): Equivalence | undefined {
  return RENAMED.find((pair) => pair.functionName === functionName) ?? findSameName(functionName);
}

/** How Journey Optimizer personalization spells a method or infix word of an audience; undefined where it cannot. */
export function findFunctionForm(memberName: string): Equivalence | undefined {
  return findSameName(memberName) ?? RENAMED.find((pair) => pair.memberName === memberName);
}
