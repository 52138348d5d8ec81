/**
 * Comparisons, memberships and tests of texts as atoms. A missing value fails each of them, the negative ones too, which are
 * therefore "there, and not …". Of several values at once a negative one is an atom of its own, as nothing says how it reads them.
 */
import type { AnyNumber } from "../evaluate/quantity";
import { atomic, conjunction, constant, disjunction, negation } from "./formula";
import { isNumericLiteral, type Literal } from "./literalValues";
import { numbersThat, oneOfNumbers } from "./numberIntervals";
import { type AtomTest, atomOf, type Condition, type Subject } from "./predicateAtoms";
import type { TextTest } from "./textPredicates";

/** That a subject is there. */
export function isPresent(subject: Subject): Condition {
  return atomic(atomOf(subject, { kind: "present" }));
}

/** A test that any value of a subject meets. */
export function someMeets(subject: Subject, test: AtomTest): Condition {
  return atomic(atomOf(subject, test));
}

/** There, and not so. */
function failsTo(subject: Subject, test: AtomTest): Condition {
  if (subject.isSeveral !== "no") return atomic(atomOf(subject, test, { reach: "open", isNegative: true }));
  return conjunction([isPresent(subject), negation(someMeets(subject, test))]);
}

/** `subject operator literal`; undefined where nothing is documented. */
export function comparesWith(subject: Subject, operator: string, literal: Literal): Condition | undefined {
  if (literal === null) return constant(false);
  if (operator === "!=") {
    const test = equality(literal);
    return test && failsTo(subject, test);
  }
  if (operator === "=") {
    const test = equality(literal);
    return test && someMeets(subject, test);
  }
  const set = isNumericLiteral(literal) ? numbersThat(operator, literal) : undefined;
  return set && someMeets(subject, { kind: "number", set });
}

function equality(literal: Exclude<Literal, null>): AtomTest | undefined {
  if (typeof literal === "string") return { kind: "text", test: { kind: "oneOf", values: [literal] } };
  if (typeof literal === "boolean") return { kind: "boolean", value: literal };
  const set = numbersThat("=", literal);
  return set && { kind: "number", set };
}

/** `subject in literals`, `subject notIn literals`. */
export function isAmong(
  subject: Subject,
  literals: readonly Literal[],
  isNegative: boolean,
): Condition | undefined {
  // Nothing is in an empty list; whether it counts as missing for `notIn`, nobody says.
  if (literals.length === 0) return isNegative ? undefined : disjunction([]);
  const test = membership(literals);
  if (test !== undefined) return isNegative ? failsTo(subject, test) : someMeets(subject, test);
  const isBoolean = literals.every((literal) => typeof literal === "boolean");
  if (!isBoolean || isNegative) return undefined;
  return disjunction(literals.flatMap((literal) => comparesWith(subject, "=", literal) ?? []));
}

function membership(literals: readonly Literal[]): AtomTest | undefined {
  const texts = literals.filter((literal) => typeof literal === "string");
  if (texts.length === literals.length) {
    return { kind: "text", test: { kind: "oneOf", values: [...new Set(texts)].sort() } };
  }
  const numbers = literals.filter((literal): literal is AnyNumber => isNumericLiteral(literal));
  return numbers.length === literals.length ? { kind: "number", set: oneOfNumbers(numbers) } : undefined;
}

/** `literal in list`: of a missing list false. */
export function listIncludes(list: Subject, literal: Literal): Condition | undefined {
  return literal === null ? undefined : atomic(atomOf(list, { kind: "includes", value: literal }));
}

/** A test of texts; of several values nothing says how many must meet it. */
export function meetsText(subject: Subject, test: TextTest, isNegative: boolean): Condition {
  const atom: AtomTest = { kind: "text", test };
  if (subject.isSeveral !== "no") return atomic(atomOf(subject, atom, { reach: "open", isNegative }));
  return isNegative ? failsTo(subject, atom) : someMeets(subject, atom);
}

const PARTS: Readonly<Record<string, readonly ["contains" | "startsWith" | "endsWith" | "equals", boolean]>> =
  {
    contains: ["contains", false],
    doesNotContain: ["contains", true],
    startsWith: ["startsWith", false],
    doesNotStartWith: ["startsWith", true],
    endsWith: ["endsWith", false],
    doesNotEndWith: ["endsWith", true],
    equals: ["equals", false],
    notEqualTo: ["equals", true],
  };

/** A method of texts by its name; undefined for other methods. */
export function findTextMethod(
  name: string,
): readonly ["contains" | "startsWith" | "endsWith" | "equals", boolean] | undefined {
  return Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
}

/** Half of a sign: `like` counts whole signs, other tests code units. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** `like` in the simplest form that says the same. */
export function likeTest(pattern: string): TextTest {
  const inner = pattern.replace(/^%+|%+$/g, "");
  const isPlain = !/[%_\\]/.test(inner) && !LONE_SURROGATE.test(inner) && inner !== "";
  if (!isPlain) return { kind: "like", pattern };
  const [isOpenBefore, isOpenBehind] = [pattern.startsWith("%"), pattern.endsWith("%")];
  if (isOpenBefore && isOpenBehind) return { kind: "contains", part: inner, isFolded: false };
  if (isOpenBefore) return { kind: "endsWith", part: inner, isFolded: false };
  if (isOpenBehind) return { kind: "startsWith", part: inner, isFolded: false };
  return { kind: "oneOf", values: [inner] };
}

/** The test of a method of texts; whether case counts. */
export function partTest(
  kind: "contains" | "startsWith" | "endsWith" | "equals",
  part: string,
  isSensitive: boolean,
): TextTest {
  if (kind === "equals" && isSensitive) return { kind: "oneOf", values: [part] };
  return { kind, part, isFolded: !isSensitive };
}
