/**
 * Tests of one text, and what they say of each other: which excludes which, which follows from which. Case without regard
 * is folded to capitals, where parts of texts fold to parts of what the whole folds to.
 */
import { isLike, testText } from "../evaluate/compareStrings";
import { runProgram } from "../evaluate/pattern/patternMachine";
import { parsePattern } from "../evaluate/pattern/patternParser";
import { compileProgram, type Program } from "../evaluate/pattern/patternProgram";
import { Truth } from "../evaluate/verdict";

export type TextTest =
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  | PartTest
  | { readonly kind: "like" | "matches"; readonly pattern: string };

/** A test with whether it is to hold. */
export interface TextClaim {
  readonly test: TextTest;
  readonly holds: boolean;
}

/** Moves of a pattern over one of the few texts that are tried. */
const MOST_MOVES = 100_000;

/** The key of a test, equal for equal tests. */
export function textTestKey(test: TextTest): string {
  if (test.kind === "oneOf") return `in ${JSON.stringify(test.values)}`;
  if (isPartTest(test)) return `${test.kind}${test.isFolded ? "~" : ""} ${JSON.stringify(test.part)}`;
  return `${test.kind} ${JSON.stringify(test.pattern)}`;
}

/** Whether a text meets a test; undefined where nobody can say. */
export function meetsTest(test: TextTest, text: string): boolean | undefined {
  switch (test.kind) {
    case "oneOf":
      return test.values.includes(text);
    case "like":
      return test.pattern.includes("\\") ? undefined : isLike(text, test.pattern, () => undefined);
    case "matches":
      return findsPattern(test.pattern, text);
    default: {
      const truth = testText(test.kind, { text, part: test.part, isSensitive: !test.isFolded });
      return truth === Truth.Unknown ? undefined : truth === Truth.True;
    }
  }
}

class TooLong extends Error {}

function findsPattern(pattern: string, text: string): boolean | undefined {
  const parsed = parsePattern(pattern);
  const program: Program | undefined = parsed && compileProgram(parsed);
  if (program === undefined) return undefined;
  let moves = 0;
  const spend = (steps: number) => {
    moves += steps;
    if (moves > MOST_MOVES) throw new TooLong();
  };
  try {
    const found = runProgram(program, { text, isWhole: false, spend });
    return found === undefined ? undefined : found !== null;
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

/** True where no text at all meets all claims. False says nothing. */
export function areTextClaimsContradictory(claims: readonly TextClaim[]): boolean {
  const lists = claims.flatMap(({ test, holds }) => (holds && test.kind === "oneOf" ? [test.values] : []));
  const [first, ...others] = lists;
  if (first !== undefined) {
    return !first.some(
      (value) =>
        others.every((list) => list.includes(value)) &&
        claims.every(({ test, holds }) => meetsTest(test, value) !== !holds),
    );
  }
  const positive = claims.filter(({ holds }) => holds).map(({ test }) => test);
  const negative = claims.filter(({ holds }) => !holds).map(({ test }) => test);
  return positive.some(
    (test, index) =>
      negative.some((other) => followsFrom(test, other)) ||
      positive.slice(index + 1).some((other) => excludes(test, other)),
  );
}

export interface PartTest {
  readonly kind: "contains" | "startsWith" | "endsWith" | "equals";
  readonly part: string;
  readonly isFolded: boolean;
}

/** True for tests of a part of the text, or of the whole without regard to case. */
export function isPartTest(test: TextTest): test is PartTest {
  return test.kind !== "oneOf" && test.kind !== "like" && test.kind !== "matches";
}

function fold(text: string, isFolded: boolean): string {
  return isFolded ? text.toUpperCase() : text;
}

/** True where every text that meets `test` meets `other`. */
function followsFrom(test: TextTest, other: TextTest): boolean {
  if (textTestKey(test) === textTestKey(other)) return true;
  if (!isPartTest(test) || !isPartTest(other) || (test.isFolded && !other.isFolded)) return false;
  const [known, wanted] = [fold(test.part, other.isFolded), fold(other.part, other.isFolded)];
  switch (other.kind) {
    case "equals":
      return test.kind === "equals" && known === wanted;
    case "startsWith":
      return (test.kind === "equals" || test.kind === "startsWith") && known.startsWith(wanted);
    case "endsWith":
      return (test.kind === "equals" || test.kind === "endsWith") && known.endsWith(wanted);
    case "contains":
      return known.includes(wanted);
  }
}

/** True where no text meets both. */
function excludes(test: TextTest, other: TextTest): boolean {
  if (!isPartTest(test) || !isPartTest(other)) return false;
  const isFolded = test.isFolded || other.isFolded;
  const [one, two] = [fold(test.part, isFolded), fold(other.part, isFolded)];
  const both = (kind: PartTest["kind"]) => test.kind === kind && other.kind === kind;
  if (both("startsWith")) return !one.startsWith(two) && !two.startsWith(one);
  if (both("endsWith")) return !one.endsWith(two) && !two.endsWith(one);
  if (test.kind === "equals") return !fits(one, other.kind, two);
  return other.kind === "equals" && !fits(two, test.kind, one);
}

function fits(text: string, kind: PartTest["kind"], part: string): boolean {
  if (kind === "equals") return text === part;
  if (kind === "startsWith") return text.startsWith(part);
  return kind === "endsWith" ? text.endsWith(part) : text.includes(part);
}
