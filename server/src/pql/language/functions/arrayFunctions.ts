/**
 * Lists and maps: membership, set methods, filters, grouping and map access. States facts only (docs/grammar.md#functions).
 */
import { EVERY_DIALECT, type FunctionGroup, METHOD_DIALECTS } from "./functionFacts";

/** Membership tests and the methods of arrays. */
export const ARRAY_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "array",
    style: "infix",
    dialects: EVERY_DIALECT,
    status: "documented",
    entries: [
      {
        signatures: ["in(value: T, array: Array<T>): Boolean"],
        summary: "Tests whether a list has the value among its items.",
        example: 'homeAddress.countryCode in ["DK", "SE", "NO"]',
        note: 'Text is compared with case and there is no switch for it. The list may be a field: `"golf" in _acme.hobbies`.',
      },
      {
        signatures: ["notIn(value: T, array: Array<T>): Boolean"],
        summary: "Tests that a value is there and that the list does not have it.",
        example: 'homeAddress.countryCode notIn ["DK", "SE"]',
        note: "One word. Profiles without the value do not match; to include them write `not (… in …)`.",
      },
    ],
  },
  {
    category: "array",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Array<T>.intersects(other: Array<T>): Boolean"],
        summary: "Tests whether two lists have an item in common.",
        example: '_acme.hobbies.intersects(["chess", "rowing"])',
      },
      {
        signatures: ["Array<T>.intersection(other: Array<T>): Array<T>"],
        summary: "The items that are in both lists.",
        example: "_acme.hobbies.intersection(_acme.newsletterTopics).count() >= 2",
        note: "Lists with nothing in common give null, so a following `count()` is compared with null as well.",
      },
      {
        signatures: ["Array<T>.subsetOf(other: Array<T>): Boolean"],
        summary: "Tests whether the other list has all items of this one.",
        example: '_acme.newsletterTopics.subsetOf(["sports", "travel", "food"])',
      },
      {
        signatures: ["Array<T>.supersetOf(other: Array<T>): Boolean"],
        summary: "Tests whether this list has all items of the other one.",
        example: '_acme.newsletterTopics.supersetOf(["sports", "travel"])',
      },
      {
        signatures: ["Array<T>.includes(item: T): Boolean"],
        summary: "Tests whether an item is in the list; the method form of `in`.",
        example: '_acme.hobbies.includes("rowing")',
      },
      {
        signatures: ["Array<T>.distinct(): Array<T>"],
        summary: "The list without repetitions, in no particular order.",
        example: "_acme.hobbies.distinct().count() > 4",
      },
      {
        signatures: ["Array<T>.groupBy(key: Expression<K>): Map<K, Array<T>>"],
        summary: "Sorts the items into groups by the value of an expression.",
        example: "_acme.orders.groupBy(status)",
        note: "The result is a map from each value to the items that have it; `map` turns it into totals.",
      },
      {
        signatures: ["Array<T>.filter(predicate: Expression<Boolean>): Array<T>"],
        summary: "The items for which a condition holds; the same as square brackets.",
        example: "_acme.orders.filter(total > 100).count() = 1",
        aliases: ["[]"],
      },
      {
        signatures: [
          "Array<T>.map(fn: Expression<U>): Array<U>",
          "Map<K, Array<T>>.map(fn: Lambda<K, Array<T>, MapEntry<K, V>>): Map<K, V>",
        ],
        summary: "Computes a value from each item, or from each group that `groupBy` made.",
        example: "_acme.orders.map(total * 1.25)",
      },
      {
        signatures: ["Array<T>.topN(by: Expression<Number>, n: Integer): Array<T>"],
        summary: "The items with the largest values of an expression, largest first.",
        example: "_acme.orders.topN(total, 3)",
        note: "One page speaks of ascending order while its example wants the highest; we read it as largest first.",
      },
      {
        signatures: ["Array<T>.bottomN(by: Expression<Number>, n: Integer): Array<T>"],
        summary: "The items with the smallest values of an expression, smallest first.",
        example: "_acme.orders.bottomN(total, 3)",
        note: "The pages contradict each other on the direction, as they do for `topN`.",
      },
      {
        signatures: ["Array<T>.head(): T"],
        summary: "The item at the front of the list.",
        example: '_acme.orders.topN(total, 1).head().status = "paid"',
        note: "What an empty list gives is not documented; expect null.",
      },
    ],
  },
  {
    category: "filter",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Array<T>.[](predicate: Expression<Boolean>): Array<T>"],
        summary: "The items of an array that meet the condition in the brackets.",
        example: '_acme.orders[status = "open" and total > 20].count() > 0',
        form: "ARRAY[CONDITION]",
        note: "Names inside are fields of the item. There is no access by number and no `[*]`.",
        aliases: ["filter"],
      },
      {
        signatures: ["^(path: Path): Any"],
        summary:
          "Reads a field of the element that surrounds the current filter, one level out for each caret.",
        example: "xEvent[productListItems[priceTotal = ^.commerce.order.priceTotal]]",
        form: "^NAME\n^.NAME\n^^.NAME",
        note: "The dot after the carets may be left out.",
      },
    ],
  },
];

/** Access to maps and the building of them. */
export const MAP_FUNCTIONS: readonly FunctionGroup[] = [
  {
    category: "map",
    style: "method",
    dialects: METHOD_DIALECTS,
    status: "documented",
    entries: [
      {
        signatures: ["Map<K, V>.get(key: K): V"],
        summary: "What a map holds under a key.",
        example: '_acme.preferences.get("channel") = "sms"',
        note: "A map cannot be read with a dot and the key. The keys of `identityMap` are namespaces, not addresses.",
        aliases: ["[key]"],
      },
      {
        signatures: ["Map<K, V>.keys(): Array<K>"],
        summary: "The keys of a map as a list.",
        example: '"channel" in _acme.preferences.keys()',
      },
      {
        signatures: ["Map<K, V>.values(): Array<V>"],
        summary: "The values of a map as a list, without their keys.",
        example: "_acme.ratings.values().min() >= 3",
      },
    ],
  },
  {
    category: "map",
    style: "function",
    dialects: METHOD_DIALECTS,
    status: "documented-elsewhere",
    entries: [
      {
        signatures: ["mapEntry(key: K, value: V): MapEntry<K, V>"],
        summary: "The key and value that one group contributes to the map under construction.",
        example: "_acme.orders.groupBy(status).map((K, G) => mapEntry(K, G.count()))",
        note: "Only useful as the result of the lambda given to `map`.",
      },
    ],
  },
  {
    category: "map",
    style: "operator",
    dialects: METHOD_DIALECTS,
    status: "observed",
    entries: [
      {
        signatures: ["Map<K, V>.[key](key: K): V"],
        summary: "What a map holds under the key in the brackets.",
        example: '_acme.ratings["service"] >= 4',
        form: 'MAP["KEY"]',
        note: "In no reference, but seen to work. Brackets after an array are a filter instead.",
        aliases: ["get"],
      },
    ],
  },
];
