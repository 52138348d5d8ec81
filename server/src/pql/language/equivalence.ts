/**
 * Which function of Journey Optimizer personalization does the work of which method or infix operator of an audience:
 * `contains(x, "a")` and `x.contains("a")`. Rewrites no text; it says what a rewrite has to produce.
 */
import { allFunctions } from "./catalogue";

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

function readEquivalences(): Equivalence[] {
  const functionNames = new Set(
    allFunctions()
      .filter(({ style, dialects }) => style === "function" && dialects[0] === "ajo-personalization")
      .map(({ name }) => name),
  );
  // Methods last: where a name is both, as `matches` is, the method is the spelling of today.
  const members = (["infix", "method"] as const).flatMap((wanted) =>
    allFunctions()
      .filter(({ style, name }) => style === wanted && functionNames.has(name))
      .map(({ name }) => ({ functionName: name, memberName: name, style: wanted, extraArguments: [] })),
  );
  return [...RENAMED, ...members];
}

const EQUIVALENCES: readonly Equivalence[] = readEquivalences();

const BY_FUNCTION: ReadonlyMap<string, Equivalence> = new Map(
  EQUIVALENCES.map((equivalence) => [equivalence.functionName, equivalence]),
);

const BY_MEMBER: ReadonlyMap<string, Equivalence> = new Map(
  EQUIVALENCES.map((equivalence) => [equivalence.memberName, equivalence]),
);

/** How an audience spells a function of Journey Optimizer personalization; undefined where it cannot. */
export function findMemberForm(functionName: string): Equivalence | undefined {
  return BY_FUNCTION.get(functionName);
}

/** How Journey Optimizer personalization spells a method or infix word of an audience; undefined where it cannot. */
export function findFunctionForm(memberName: string): Equivalence | undefined {
  return BY_MEMBER.get(memberName);
}
