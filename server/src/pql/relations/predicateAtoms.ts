/**
 * What a rule is made of once `and`, `or` and `not` are taken away: tests of one subject each. A subject is a value that
 * the profile or an item of a list holds; equal keys mean that it is the same value. Decides nothing.
 */
import type { AnyNumber } from "../evaluate/quantity";
import type { Formula } from "./formula";
import { type Window, windowKey } from "./momentWindows";
import { type NumberSet, numberSetKey } from "./numberIntervals";
import { type TextTest, textTestKey } from "./textPredicates";

/** A formula over tests of subjects. */
export type Condition = Formula<Atom>;

/** Where a value stands: names below the profile or below the item of the list so many levels in. */
export interface Place {
  /** −1 for the profile. */
  readonly depth: number;
  readonly names: readonly string[];
}

/** A value that atoms speak of. */
export interface Subject {
  readonly key: string;
  /** Undefined for what is worked out. */
  readonly place: Place | undefined;
  /** Whether it is several values at once: a path through a list is. */
  readonly isSeveral: "no" | "yes" | "maybe";
  /** How many of the names lead to the list, where it is several. */
  readonly listEnd?: number | undefined;
  /** True where some comparison has it on the right, where texts are converted to numbers. */
  isConverted: boolean;
}

/** What is asked of a subject. */
export type AtomTest =
  /** It is there at all. */
  | { readonly kind: "present" }
  /** It is a list, be it empty; a count of anything else is nothing. */
  | { readonly kind: "list" }
  /** It is true in the place of a condition. */
  | { readonly kind: "truthy" }
  | { readonly kind: "number"; readonly set: NumberSet }
  | { readonly kind: "text"; readonly test: TextTest }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "time"; readonly window: Window }
  /** As a list it holds this literal. */
  | { readonly kind: "includes"; readonly value: string | AnyNumber | boolean }
  /** As a list it has so many items of which the condition holds. */
  | { readonly kind: "count"; readonly condition: Condition; readonly least: number; readonly depth: number }
  /** Its items meet the steps one after another. */
  | {
      readonly kind: "sequence";
      readonly steps: readonly SequenceStep[];
      readonly time: string;
      readonly depth: number;
    }
  /** It equals another subject. */
  | { readonly kind: "same"; readonly other: Subject }
  /** Something of which only the text is known. */
  | { readonly kind: "opaque"; readonly text: string };

/** One step of a chain. */
export interface SequenceStep {
  readonly condition: Condition;
  readonly count: number;
}

/** One test of one subject. */
export interface Atom {
  readonly key: string;
  readonly subject: Subject;
  readonly test: AtomTest;
  /**
   * Of several values: `some` for tests that are documented to hold where any value meets them, `open` where nothing says
   * how many must. Of a single value always `some`.
   */
  readonly reach: "some" | "open";
  /** For `open` alone: the test is to fail for the value. */
  readonly isNegative: boolean;
}

/** An atom from its parts. */
export function atomOf(
  subject: Subject,
  test: AtomTest,
  { reach = "some", isNegative = false }: Partial<Pick<Atom, "reach" | "isNegative">> = {},
): Atom {
  const prefix = `${reach === "open" ? "? " : ""}${isNegative ? "un" : ""}`;
  return { key: `‹${subject.key} ${prefix}${testKey(test)}›`, subject, test, reach, isNegative };
}

function testKey(test: AtomTest): string {
  switch (test.kind) {
    case "present":
    case "list":
    case "truthy":
      return test.kind;
    case "number":
      return `number ${numberSetKey(test.set)}`;
    case "text":
      return textTestKey(test.test);
    case "boolean":
      return `is ${test.value}`;
    case "time":
      return `occurs ${windowKey(test.window)}`;
    case "includes":
      return `includes ${typeof test.value} ${includedText(test.value)}`;
    case "count":
      return `has ${test.least} of ${test.condition.key}`;
    case "sequence":
      return `${test.time} ${test.steps.map(({ condition, count }) => `${count} of ${condition.key}`).join(" then ")}`;
    case "same":
      return `same as ${test.other.key}`;
    case "opaque":
      return `says ${test.text}`;
  }
}

function includedText(value: string | AnyNumber | boolean): string {
  return typeof value === "object"
    ? `${value.numerator}/${value.denominator}`
    : JSON.stringify(String(value));
}
