/** Which signature a call means, and what is said when none fits. */
import assert from "node:assert/strict";
import { chooseOverload } from "../../../../server/src/pql/types/overloadResolution";
import {
  arrayOf,
  BOOLEAN,
  DOUBLE,
  INTEGER,
  LONG,
  lambdaOf,
  mapEntryOf,
  mapOf,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  STRING_LITERAL,
  spreadOf,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "../../../../server/src/pql/types/pqlTypes";
import { readSignature, readTypeNotation } from "../../../../server/src/pql/types/signature";
import { displayType } from "../../../../server/src/pql/types/typeNames";

function choose(notations: readonly string[], receiver: Type | undefined, args: readonly Type[]) {
  return chooseOverload(notations.map(readSignature), receiver, args);
}

/** The result type of a call that fits, else what is wrong with it. */
function outcomeOf(notations: readonly string[], receiver: Type | undefined, args: readonly Type[]): string {
  const choice = choose(notations, receiver, args);
  switch (choice.outcome) {
    case "chosen":
      return displayType(choice.result) + (choice.coerced.length > 0 ? ` coerced ${choice.coerced}` : "");
    case "arity":
      return `arity ${choice.least}..${choice.most}`;
    case "argument":
      return `argument ${choice.index} wants ${displayType(choice.expected)}`;
    case "receiver":
      return `receiver wants ${choice.expected.map(displayType).join(" or ")}`;
  }
}

const SUM = ["Array<Number>.sum(): Number", "Array<T>.sum(selector: Expression<Number>): Number"];
const GET = ["Map<K, V>.get(key: K): V"];
const STARTS_WITH = ["String.startsWith(text: String, caseSensitive?: Boolean): Boolean"];
const CONCAT = ["concat(first: String, ...rest: String): String"];
const IF = ["if(condition: Boolean, whenTrue: T, whenFalse: T): T"];
const INCLUDES = ["Array<T>.includes(item: T): Boolean"];
const HEAD = ["Array<T>.head(): T"];
const FILTER = ["Array<T>.filter(predicate: Expression<Boolean>): Array<T>"];
const GROUP_BY = ["Array<T>.groupBy(key: Expression<K>): Map<K, Array<T>>"];
const MAP = [
  "Array<T>.map(fn: Expression<U>): Array<U>",
  "Map<K, Array<T>>.map(fn: Lambda<K, Array<T>, MapEntry<K, V>>): Map<K, V>",
];
const REGEX_GROUP = ["String.regexGroup(pattern: String, group: Integer): String"];
const GET_MONTH = ["Timestamp.getMonth(): Integer"];

describe("overload choice", () => {
  type Row = readonly [
    does: string,
    notations: readonly string[],
    receiver: Type | undefined,
    args: readonly Type[],
    outcome: string,
  ];
  const rows: readonly Row[] = [
    ["takes a list of numbers without selector", SUM, arrayOf(DOUBLE), [], "NUMBER"],
    ["takes a selector on objects", SUM, arrayOf(OBJECT), [DOUBLE], "NUMBER"],
    ["asks for the selector on objects", SUM, arrayOf(OBJECT), [], "arity 1..1"],
    ["refuses a selector that is text", SUM, arrayOf(OBJECT), [STRING], "argument 0 wants NUMBER"],
    ["refuses to sum what is no list", SUM, STRING, [], "receiver wants NUMBER[] or T[]"],
    ["sums the list of a path through an array", SUM, spreadOf(INTEGER), [], "NUMBER"],
    ["binds key and value of a map", GET, mapOf(STRING, INTEGER), [STRING_LITERAL], "INTEGER"],
    ["refuses a key of another type", GET, mapOf(STRING, INTEGER), [INTEGER], "argument 0 wants STRING"],
    ["leaves out optional arguments", STARTS_WITH, STRING, [STRING_LITERAL], "BOOLEAN"],
    ["takes optional arguments", STARTS_WITH, STRING, [STRING_LITERAL, BOOLEAN], "BOOLEAN"],
    ["counts arguments", STARTS_WITH, STRING, [], "arity 1..2"],
    [
      "names the argument that does not fit",
      STARTS_WITH,
      STRING,
      [STRING, STRING_LITERAL],
      "argument 1 wants BOOLEAN",
    ],
    ["refuses text methods on lists", STARTS_WITH, arrayOf(STRING), [STRING], "receiver wants STRING"],
    ["applies text methods to each item of a path", STARTS_WITH, spreadOf(STRING), [STRING], "BOOLEAN"],
    ["gives one value per item of a path", REGEX_GROUP, spreadOf(STRING), [STRING, INTEGER], "STRING[]"],
    [
      "refuses a fraction where a whole number is wanted",
      REGEX_GROUP,
      STRING,
      [STRING, DOUBLE],
      "argument 1 wants INTEGER",
    ],
    ["reads a day as a time", GET_MONTH, readTypeNotation("Date"), [], "INTEGER"],
    ["takes one argument of a variadic function", CONCAT, undefined, [STRING], "STRING"],
    [
      "takes many arguments of a variadic function",
      CONCAT,
      undefined,
      [STRING, STRING, STRING_LITERAL, STRING],
      "STRING",
    ],
    [
      "checks each variadic argument",
      CONCAT,
      undefined,
      [STRING, STRING, INTEGER],
      "argument 2 wants STRING",
    ],
    ["wants the fixed arguments of a variadic function", CONCAT, undefined, [], "arity 1..Infinity"],
    ["widens a variable over numbers", IF, undefined, [BOOLEAN, INTEGER, DOUBLE], "DOUBLE"],
    [
      "does not coerce between branches",
      IF,
      undefined,
      [BOOLEAN, INTEGER, STRING_LITERAL],
      "argument 2 wants INTEGER",
    ],
    ["lets null take the other type", IF, undefined, [BOOLEAN, NULL, STRING_LITERAL], "STRING"],
    ["gives unknown when one branch is", IF, undefined, [BOOLEAN, UNKNOWN, STRING], "ANY"],
    [
      "coerces text to the items of a list",
      INCLUDES,
      arrayOf(INTEGER),
      [STRING_LITERAL],
      "BOOLEAN coerced 0",
    ],
    [
      "does not coerce fields to the items of a list",
      INCLUDES,
      arrayOf(INTEGER),
      [STRING],
      "argument 0 wants INTEGER",
    ],
    ["takes any number among numbers", INCLUDES, arrayOf(LONG), [DOUBLE], "BOOLEAN"],
    ["gives the item type", HEAD, arrayOf(mapOf(STRING, STRING)), [], "Map[STRING => STRING]"],
    ["gives unknown for the item of an unknown list", HEAD, UNKNOWN, [], "ANY"],
    ["takes anything as condition", FILTER, arrayOf(OBJECT), [STRING], "OBJECT[]"],
    ["groups by the type of the key", GROUP_BY, arrayOf(OBJECT), [STRING], "Map[STRING => OBJECT[]]"],
    ["maps an expression over items", MAP, arrayOf(OBJECT), [DOUBLE], "DOUBLE[]"],
    ["maps a lambda over items", MAP, arrayOf(OBJECT), [lambdaOf([OBJECT], DOUBLE)], "DOUBLE[]"],
    [
      "maps a lambda over groups",
      MAP,
      mapOf(STRING, arrayOf(OBJECT)),
      [lambdaOf([STRING, arrayOf(OBJECT)], mapEntryOf(STRING, INTEGER))],
      "Map[STRING => INTEGER]",
    ],
    ["objects to nothing about unknown arguments", STARTS_WITH, UNKNOWN, [UNKNOWN, UNKNOWN], "BOOLEAN"],
    [
      "still counts arguments of unknown type",
      STARTS_WITH,
      UNKNOWN,
      [UNKNOWN, UNKNOWN, UNKNOWN],
      "arity 1..2",
    ],
  ];
  for (const [does, notations, receiver, args, outcome] of rows) {
    it(does, () => {
      assert.equal(outcomeOf(notations, receiver, args), outcome);
    });
  }

  it("hands back the signature it chose", () => {
    const choice = choose(SUM, arrayOf(OBJECT), [INTEGER]);
    assert.equal(choice.outcome === "chosen" && choice.signature.text, SUM[1]);
  });
});

describe("signature notation", () => {
  it("reads receivers, optional and variadic parameters and nested types", () => {
    const signature = readSignature(
      "Map<K, Array<T>>.f(a: Lambda<K, V>, b?: Expression<Number>, ...c: Time): Map<K, V>",
    );
    assert.deepEqual(
      signature.parameters.map(({ name, isOptional, isVariadic }) => [name, isOptional, isVariadic]),
      [
        ["a", false, false],
        ["b", true, false],
        ["c", false, true],
      ],
    );
    assert.equal(displayType(signature.result), "Map[K => V]");
    assert.equal(signature.receiver && displayType(signature.receiver), "Map[K => T[]]");
  });

  it("reads operators and functions without parameters", () => {
    assert.equal(readSignature("currentMonth(): Integer").parameters.length, 0);
    assert.equal(readSignature("<=(left: Number, right: Number): Boolean").parameters.length, 2);
    assert.equal(readSignature("now(): Timestamp").result, TIMESTAMP);
    assert.equal(readTypeNotation("Number"), NUMBER);
  });
});
