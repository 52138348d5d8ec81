/**
 * Arithmetic, logic, comparison and `if`. States facts only; how tightly operators bind stands in
 * ../operatorLevels.ts
 * (docs/grammar.md#operators).
 */
import { EVERY_DIALECT, type FunctionGroup } from "./functionFacts";

const FALSE_ON_NULL = "A missing value on either side makes it false.";
const ORDER_NOTE = "Documented for numbers. Compare times with `occurs`.";

/** `+ - * / %` and the sign. */
export const ARITHMETIC_OPERATORS: readonly FunctionGroup[] = [
  {
    category: "arithmetic",
    style: "infix",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["+(left: Number, right: Number): Number"],
        summary: "Adds two numbers.",
        example: "_acme.loyaltyPoints + _acme.visits > 1200",
        note: "A missing side makes the sum missing. Text is not joined by it.",
        aliases: ["addition"],
      },
      {
        signatures: ["*(left: Number, right: Number): Number"],
        summary: "Multiplies two numbers.",
        example: "_acme.visits * 0.5 >= 10",
        aliases: ["multiplication"],
      },
      {
        signatures: ["-(left: Number, right: Number): Number"],
        summary: "Takes the right number from the left one.",
        example: "_acme.loyaltyPoints - _acme.balance > 0",
        note: "Not for dates: a distance in time is tested with `occurs`.",
        aliases: ["subtraction"],
      },
      {
        signatures: ["/(left: Number, right: Number): Number"],
        summary: "Divides the left number by the right one.",
        example: "_acme.balance / _acme.visits < 8.75",
        note: "A divisor of 0 gives null instead of an error.",
        aliases: ["division"],
      },
      {
        signatures: ["%(left: Number, right: Number): Number"],
        summary: "What is left over when the left number is divided by the right one.",
        example: "_acme.visits % 10 = 0",
        aliases: ["modulo"],
      },
    ],
  },
  {
    category: "arithmetic",
    style: "operator",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        id: "-x",
        signatures: ["-(operand: Number): Number"],
        summary: "The number with its sign turned around.",
        example: "_acme.balance >= -25.5",
        form: "-NUMBER",
        note: "References show it only as the sign of a number that is written out.",
        aliases: ["unary minus"],
      },
    ],
  },
];

/** `and`, `or`, `not` and `if`. */
export const BOOLEAN_OPERATORS: readonly FunctionGroup[] = [
  {
    category: "boolean",
    style: "infix",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["and(left: Boolean, right: Boolean): Boolean"],
        summary: "Holds when the conditions on both sides hold.",
        example: '_acme.isMember = true and homeAddress.city = "Aarhus"',
        aliases: ["AND"],
      },
      {
        signatures: ["or(left: Boolean, right: Boolean): Boolean"],
        summary: "Holds when the condition on one side holds, or both.",
        example: 'homeAddress.city = "Aarhus" or workAddress.city = "Aarhus"',
        aliases: ["OR"],
      },
    ],
  },
  {
    category: "boolean",
    style: "operator",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["not(operand: Boolean): Boolean"],
        summary: "Holds when the condition that follows does not.",
        example: 'not (homeAddress.city = "Aarhus")',
        form: "not (CONDITION)\n!(CONDITION)",
        note: "A missing value counts as false first, so `not` is true for it. Put a comparison after it in parentheses.",
        aliases: ["!", "NOT"],
      },
    ],
  },
  {
    category: "boolean",
    style: "function",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["if(condition: Boolean, whenTrue: T, whenFalse: T): T"],
        summary: "One of two values, depending on a condition.",
        example: 'if(_acme.visits >= 12, "regular", "guest")',
        note: "Both values are of one type. The main tool of ranking formulas.",
      },
    ],
  },
];

/** `=` and its relatives. */
export const COMPARISON_OPERATORS: readonly FunctionGroup[] = [
  {
    category: "comparison",
    style: "infix",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["=(left: Any, right: Any): Boolean"],
        summary: "Holds when both values are present and the same; strings are compared case-sensitively.",
        example: 'person.gender = "female"',
        note: "One sign, not two. `equals` with `false` ignores case. A list is never equal to one of its items: use `in`.",
      },
      {
        signatures: ["!=(left: Any, right: Any): Boolean"],
        summary: "Holds when both values are there and not the same.",
        example: 'homeAddress.city != "Aarhus"',
        note: "Profiles without the field do not match. Write `not (… = …)` or add `or ….isNull()` to include them.",
      },
      {
        signatures: [">(left: Number, right: Number): Boolean"],
        summary: "Holds when the left number is the larger one.",
        example: "_acme.visits > 24",
        note: `${FALSE_ON_NULL} ${ORDER_NOTE}`,
      },
      {
        signatures: [">=(left: Number, right: Number): Boolean"],
        summary: "Holds when the left number is not the smaller one.",
        example: "_acme.visits >= 24",
        note: `${FALSE_ON_NULL} ${ORDER_NOTE}`,
      },
      {
        signatures: ["<(left: Number, right: Number): Boolean"],
        summary: "Holds when the left number is the smaller one.",
        example: "_acme.visits < 3",
        note: `${FALSE_ON_NULL} ${ORDER_NOTE}`,
      },
      {
        signatures: ["<=(left: Number, right: Number): Boolean"],
        summary: "Holds when the left number is not the larger one.",
        example: "_acme.visits <= 3",
        note: `${FALSE_ON_NULL} ${ORDER_NOTE}`,
      },
    ],
  },
];
