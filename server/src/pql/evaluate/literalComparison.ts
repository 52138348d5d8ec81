/**
 * A value held against a literal of the rule, where its type alone settles how: texts for (in)equality and membership, whole
 * numbers for order. Whatever needs more thought (what is missing, times, lists, long numbers, other types) it leaves undecided.
 */
import type { Value } from "./pqlValue";
import { holds } from "./quantity";
import { negated, Truth } from "./verdict";

/** What a comparison says of a value that its type alone does not settle; none of the truths. */
export const UNDECIDED = 3;

const Kind = { Text: 0, Number: 1, Texts: 2 } as const;

/** A literal, and the truth for each way in which a value may stand to it. */
interface LiteralFacts {
  readonly kind: (typeof Kind)[keyof typeof Kind];
  readonly text: string;
  readonly number: number;
  readonly texts: ReadonlySet<string>;
  readonly whenLess: Truth;
  readonly whenEqual: Truth;
  readonly whenMore: Truth;
}

/** A comparison with one literal. All are of one shape, because they are read for every profile and condition. */
export class LiteralComparison implements LiteralFacts {
  readonly kind: LiteralFacts["kind"];
  readonly text: string;
  readonly number: number;
  readonly texts: ReadonlySet<string>;
  readonly whenLess: Truth;
  readonly whenEqual: Truth;
  readonly whenMore: Truth;

  constructor(facts: LiteralFacts) {
    this.kind = facts.kind;
    this.text = facts.text;
    this.number = facts.number;
    this.texts = facts.texts;
    this.whenLess = facts.whenLess;
    this.whenEqual = facts.whenEqual;
    this.whenMore = facts.whenMore;
  }

  /** The truth for a value, or `UNDECIDED`, which leaves it to those who look closer. */
  judge(value: Value): Truth | typeof UNDECIDED {
    if (typeof value === "string") {
      if (this.kind === Kind.Text) return value === this.text ? this.whenEqual : this.whenLess;
      if (this.kind === Kind.Texts) return this.texts.has(value) ? this.whenEqual : this.whenLess;
      return UNDECIDED;
    }
    if (
      typeof value === "number" &&
      this.kind === Kind.Number &&
      Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ) {
      return value < this.number ? this.whenLess : value > this.number ? this.whenMore : this.whenEqual;
    }
    return UNDECIDED;
  }
}

/** The same text as engines keep names: once, as they keep the short texts of JSON, so that equal ones are found by address. */
function asName(text: string): string {
  return Object.keys({ [text]: true })[0];
}

/** A text that begins like a day may be one, and is compared as such. */
function mayBeTime(text: string): boolean {
  return /^\d{4}-/.test(text);
}

const NO_LITERAL = { text: "", number: 0, texts: new Set<string>() };

/** The comparison with a literal; undefined where more than types must be looked at. */
export function toLiteralComparison(operator: string, literal: Value): LiteralComparison | undefined {
  const [whenLess, whenEqual, whenMore] = ([-1, 0, 1] as const).map((order) => holds(operator, order));
  const truths = { ...NO_LITERAL, whenLess, whenEqual, whenMore };
  if (typeof literal === "number")
    return new LiteralComparison({ ...truths, kind: Kind.Number, number: literal });
  if (typeof literal !== "string" || mayBeTime(literal) || (operator !== "=" && operator !== "!="))
    return undefined;
  return new LiteralComparison({ ...truths, kind: Kind.Text, text: asName(literal) });
}

/** Membership in a list of texts; undefined where one of them may be a time. */
export function toListComparison(texts: readonly string[], isIn: boolean): LiteralComparison | undefined {
  if (texts.some(mayBeTime)) return undefined;
  const whenEqual = isIn ? Truth.True : Truth.False;
  const whenOther = negated(whenEqual);
  return new LiteralComparison({
    ...NO_LITERAL,
    kind: Kind.Texts,
    texts: new Set(texts.map(asName)),
    whenLess: whenOther,
    whenEqual,
    whenMore: whenOther,
  });
}
