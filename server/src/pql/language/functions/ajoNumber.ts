/**
 * Numbers, lists and totals in Journey Optimizer personalization. States facts only; they exist in no audience.
 */
import { AJO_DIALECT, type FunctionGroup } from "./functionFacts";

/** Functions on single numbers. */
export const AJO_MATH_FUNCTIONS: FunctionGroup = {
  category: "ajo-math",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["absolute(value: Integer): Integer"],
      summary: "The number without its sign.",
      example: "absolute(-12)",
    },
    {
      signatures: ["random(): Double"],
      summary: "A different number between 0 and 1 on every call.",
      example: "random() >= 0.25",
    },
    {
      signatures: ["roundDown(value: Double): Double"],
      summary: "The next whole number below.",
      example: "roundDown(profile._acme.balance)",
    },
    {
      signatures: ["roundUp(value: Double): Double"],
      summary: "The next whole number above.",
      example: "roundUp(profile._acme.balance)",
    },
    {
      signatures: ["toInt(value: Any): Integer"],
      summary: "The value as a whole number.",
      example: 'toInt("19")',
    },
    {
      signatures: ["toString(value: Any): String"],
      summary: "A number as a string.",
      example: "toString(profile._acme.visits)",
    },
    {
      signatures: ["toHexString(value: Number): String"],
      summary: "A number in hexadecimal digits.",
      example: "toHexString(240)",
    },
    {
      signatures: ["toPercentage(value: Double): String"],
      summary: "A share as a string with a percent sign.",
      example: "toPercentage(0.6)",
      note: "1 stands for 100 %.",
    },
    {
      signatures: ["toPrecision(value: Double, digits: Integer): String"],
      summary: "A number as a string with a given precision.",
      example: "toPrecision(profile._acme.balance, 2)",
    },
    {
      signatures: ["formatNumber(value: Number, locale: String): String"],
      summary: "A number as people of a locale write it.",
      example: 'formatNumber(profile._acme.visits, "da_DK")',
    },
  ],
};

/** Functions on lists. */
export const AJO_ARRAY_FUNCTIONS: FunctionGroup = {
  category: "ajo-array",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["in(value: T, items: Array<T>): Boolean"],
      summary: "Tests whether a list has the value among its items.",
      example: 'in(profile.homeAddress.countryCode, ["DK", "SE"])',
    },
    {
      signatures: ["notIn(value: T, items: Array<T>): Boolean"],
      summary: "Tests that a list does not have the value among its items.",
      example: 'notIn(profile.homeAddress.countryCode, ["DK", "SE"])',
    },
    {
      signatures: ["includes(items: Array<T>, value: T): Boolean"],
      summary: "Tests whether an item is in the list.",
      example: 'includes(profile._acme.hobbies, "rowing")',
      note: "List first, unlike `in`.",
    },
    {
      signatures: ["intersects(left: Array<T>, right: Array<T>): Boolean"],
      summary: "Tests whether two lists have an item in common.",
      example: 'intersects(profile._acme.hobbies, ["chess", "rowing"])',
    },
    {
      signatures: ["subsetOf(left: Array<T>, right: Array<T>): Boolean"],
      summary: "Tests whether the second list has all items of the first.",
      example: 'subsetOf(profile._acme.hobbies, ["chess", "rowing"])',
    },
    {
      signatures: ["supersetOf(left: Array<T>, right: Array<T>): Boolean"],
      summary: "Tests whether the first list has all items of the second.",
      example: 'supersetOf(profile._acme.hobbies, ["chess", "rowing"])',
    },
    {
      signatures: ["distinct(items: Array<T>): Array<T>"],
      summary: "The list without repetitions.",
      example: "distinct(profile._acme.hobbies)",
    },
    {
      signatures: ["head(items: Array<T>): T"],
      summary: "The item at the front of the list.",
      example: "head(profile._acme.orders).status",
    },
    {
      signatures: ["topN(items: Array<T>, by: Expression<Number>, n: Integer): Array<T>"],
      summary: "The items with the largest values of an expression, largest first.",
      example: "topN(profile._acme.orders, total, 3)",
    },
    {
      signatures: ["bottomN(items: Array<T>, by: Expression<Number>, n: Integer): Array<T>"],
      summary: "The items with the smallest values of an expression, smallest first.",
      example: "bottomN(profile._acme.orders, total, 3)",
    },
    {
      signatures: ["countWithNull(items: Array<T>): Integer"],
      summary: "How many items a list has, those that are null included.",
      example: "countWithNull([4, null, 9]) = 3",
    },
    {
      signatures: ["countOnlyNull(items: Array<T>): Integer"],
      summary: "How many items of the list are null.",
      example: "countOnlyNull([4, null, 9]) = 1",
    },
    {
      signatures: ["distinctCountWithNull(items: Array<T>): Integer"],
      summary: "How many different items a list has, null counted as one.",
      example: "distinctCountWithNull([4, 4, null]) = 2",
    },
  ],
};

/** Totals of lists of numbers. */
export const AJO_AGGREGATION_FUNCTIONS: FunctionGroup = {
  category: "ajo-aggregation",
  style: "function",
  dialects: AJO_DIALECT,
  status: "documented",
  entries: [
    {
      signatures: ["count(items: Array<Number>): Integer"],
      summary: "How many items a list of numbers has.",
      example: "count(profile._acme.orders.total) > 2",
      note: "Documented for numbers only; null items are not counted.",
    },
    {
      signatures: ["sum(items: Array<Number>): Number"],
      summary: "The total of a list of numbers.",
      example: "sum(profile._acme.orders.total) > 300",
    },
    {
      signatures: ["average(items: Array<Number>): Number"],
      summary: "The mean of a list of numbers.",
      example: "average(profile._acme.orders.total) > 50",
    },
    {
      signatures: ["min(items: Array<Number>): Number"],
      summary: "The lowest of a list of numbers.",
      example: "min(profile._acme.orders.total) > 5",
    },
    {
      signatures: ["max(items: Array<Number>): Number"],
      summary: "The highest of a list of numbers.",
      example: "max(profile._acme.orders.total) < 800",
    },
  ],
};
