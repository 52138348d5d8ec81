/**
 * Aggregates: the methods on arrays and the prefix form with declared variables. States facts only (docs/grammar.md#functions).
 */
import { AUDIENCE_DIALECT, type FunctionGroup, METHOD_DIALECTS } from "./functionFacts";

const NULL_WHEN_EMPTY =
  "Over nothing it gives null, which no comparison matches. Items without the value are left out.";

/** `x.count()`, `x.sum(price)` and `sum V.price over V from x`. */
export const AGGREGATION_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "aggregation",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Array<T>.count(): Integer"],
        summary: "How many items an array has, or how many rows a select in parentheses gives.",
        example: '_acme.orders[status = "returned"].count() > 1',
        note: "Counts 0 for an array without items, so `count() = 0` finds profiles that have none.",
      },
      {
        signatures: ["Array<Number>.sum(): Number", "Array<T>.sum(selector: Expression<Number>): Number"],
        summary: "The total of a numeric expression over all items of an array.",
        example: "_acme.orders.sum(total) > 500",
        note: "The selector is read on each item, without the name of the array. Over nothing the total is 0.",
      },
      {
        signatures: [
          "Array<Number>.average(): Double",
          "Array<T>.average(selector: Expression<Number>): Double",
        ],
        summary: "The mean of a numeric expression over all items of an array.",
        example: "_acme.orders.average(total) >= 80.5",
        note: NULL_WHEN_EMPTY,
      },
      {
        signatures: ["Array<Number>.min(): Number", "Array<T>.min(selector: Expression<Number>): Number"],
        summary: "The lowest value a numeric expression takes among the items of an array.",
        example: "_acme.orders.min(total) < 10",
        note: NULL_WHEN_EMPTY,
      },
      {
        signatures: ["Array<Number>.max(): Number", "Array<T>.max(selector: Expression<Number>): Number"],
        summary: "The highest value a numeric expression takes among the items of an array.",
        example: "_acme.orders.max(total) > 1000",
        note: NULL_WHEN_EMPTY,
      },
    ],
  },
  {
    category: "aggregation",
    style: "operator",
    dialects: AUDIENCE_DIALECT,
    status: "documented",
    entries: [
      {
        id: "sum over",
        signatures: ["sum(expression: Expression<Number>, ...declarations: VariableDeclaration): Number"],
        summary: "Adds up a numeric expression over every combination of the declared variables.",
        example: '(sum O.total over O from _acme.orders where O.status = "paid") > 250',
        form: "sum EXPRESSION over V from ARRAY [where CONDITION] {, W from ARRAY [where CONDITION]}\nsum V from ARRAY_OF_NUMBERS [where CONDITION]",
        note: "Over nothing the total is 0. Rows without the value are left out.",
      },
    ],
  },
  {
    category: "aggregation",
    style: "operator",
    dialects: AUDIENCE_DIALECT,
    status: "documented-elsewhere",
    entries: [
      {
        id: "average over",
        signatures: ["average(expression: Expression<Number>, ...declarations: VariableDeclaration): Number"],
        summary: "The mean of a numeric expression over every combination of the declared variables.",
        example: '(average O.total over O from _acme.orders where O.status = "paid") > 75',
        form: "average EXPRESSION over V from ARRAY [where CONDITION] {, …}\naverage V from ARRAY_OF_NUMBERS [where CONDITION]",
        note: NULL_WHEN_EMPTY,
      },
      {
        id: "min over",
        signatures: ["min(expression: Expression<Number>, ...declarations: VariableDeclaration): Number"],
        summary: "The lowest value of a numeric expression over every combination of the declared variables.",
        example: '(min O.total over O from _acme.orders where O.status = "paid") < 5',
        form: "min EXPRESSION over V from ARRAY [where CONDITION] {, …}\nmin V from ARRAY_OF_NUMBERS [where CONDITION]",
        note: NULL_WHEN_EMPTY,
      },
      {
        id: "max over",
        signatures: ["max(expression: Expression<Number>, ...declarations: VariableDeclaration): Number"],
        summary:
          "The highest value of a numeric expression over every combination of the declared variables.",
        example: '(max O.total over O from _acme.orders where O.status = "paid") >= 900',
        form: "max EXPRESSION over V from ARRAY [where CONDITION] {, …}\nmax V from ARRAY_OF_NUMBERS [where CONDITION]",
        note: NULL_WHEN_EMPTY,
      },
    ],
  },
];
