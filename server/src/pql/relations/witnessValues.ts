/**
 * Values that meet claims, chosen from what the claims name: ends of intervals and what lies beside them, texts put together
 * from the parts that are asked for, times at the edges of windows. A choice is only a guess; the evaluator has the last word.
 */
import type { ClockFacts } from "../evaluate/evaluationContext";
import { type AnyNumber, numberText } from "../evaluate/quantity";
import type { Claim } from "./contradiction";
import { isInWindow, type Window } from "./momentWindows";
import { endsOf, holdsNumber } from "./numberIntervals";
import type { AtomTest } from "./predicateAtoms";
import { isPartTest, meetsTest, type TextTest } from "./textPredicates";

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Choices that are tried for one value. */
const MOST_CHOICES = 200;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Tests of a value itself. */
const OF_VALUE: ReadonlySet<AtomTest["kind"]> = new Set([
  "present",
  "truthy",
  "number",
  "text",
  "boolean",
  "time",
  "includes",
]);

/** A value of one subject that meets all claims about it; null where none was found. Missing is `undefined`. */
export function chooseValue(claims: readonly Claim[], clock: ClockFacts): Json | undefined | null {
  const tests = claims
    .filter(({ atom }) => OF_VALUE.has(atom.test.kind))
    .map(({ atom, holds }) => ({ test: atom.test, holds: holds !== atom.isNegative, isNeeded: holds }));
  if (!tests.some(({ isNeeded }) => isNeeded)) return undefined;
  const choices = [
    ...listChoices(tests),
    ...candidates(
      tests.map(({ test }) => test),
      clock,
    ),
  ];
  const meets = (value: Json) => tests.every(({ test, holds }) => meetsClaim(test, value, clock) === holds);
  return choices.slice(0, MOST_CHOICES).find(meets) ?? null;
}

/** A list of what it is to hold. */
function listChoices(tests: readonly { readonly test: AtomTest; readonly holds: boolean }[]): Json[] {
  const isList = tests.some(({ test }) => test.kind === "includes");
  const items = tests.flatMap(({ test, holds }) =>
    test.kind === "includes" && holds ? [plain(test.value)] : [],
  );
  return isList ? [items.length > 0 ? items : ["other"]] : [];
}

function candidates(tests: readonly AtomTest[], clock: ClockFacts): Json[] {
  const kinds = new Set(tests.map(({ kind }) => kind));
  const choices: Json[] = [];
  if (kinds.has("text")) choices.push(...textChoices(tests));
  if (kinds.has("number")) choices.push(...numberChoices(tests));
  if (kinds.has("boolean")) choices.push(true, false);
  if (kinds.has("time")) choices.push(...timeChoices(tests, clock));
  return [...choices, "any", 1, true, false];
}

function textChoices(tests: readonly AtomTest[]): string[] {
  const named: string[] = [];
  const parts = { startsWith: "", contains: "", endsWith: "", equals: "" };
  for (const test of tests) {
    if (test.kind !== "text") continue;
    const inner = test.test;
    if (isPartTest(inner)) {
      named.push(inner.part);
      if (inner.kind === "contains") parts.contains += inner.part;
      else if (inner.part.length > parts[inner.kind].length) parts[inner.kind] = inner.part;
    } else if (inner.kind === "oneOf") named.push(...inner.values);
    else if (inner.kind === "like") named.push(inner.pattern.replace(/%/g, "").replace(/_/g, "x"));
    else named.push(...patternChoices(inner.pattern));
  }
  const whole = `${parts.startsWith}${parts.contains}${parts.endsWith}`;
  return [...named, whole, `${parts.startsWith}x${parts.contains}x${parts.endsWith}`, "other", ""];
}

/** What a pattern most plainly asks for: its text without signs of the pattern language. */
function patternChoices(pattern: string): string[] {
  const plain = pattern.replace(/\(\?[a-z]+\)/g, "").replace(/\\(.)/g, "$1");
  const first = plain.split("|")[0] ?? "";
  const simple = first.replace(/\[([^\]^])[^\]]*\]/g, "$1").replace(/[.][*+]?/g, "x");
  return [plain, first, simple, simple.replace(/[\^$()*+?{}|[\]]/g, "")];
}

function numberChoices(tests: readonly AtomTest[]): number[] {
  const ends = tests.flatMap((test) => (test.kind === "number" ? endsOf(test.set) : []));
  const numbers = ends.map((end) => Number(numberText(end))).sort((a, b) => a - b);
  const between = numbers.slice(1).map((number, index) => (number + numbers[index]) / 2);
  const near = numbers.flatMap((number) => [number, number + 1, number - 1, number + 0.5]);
  return [...near, ...between, 0, 1].filter(Number.isFinite);
}

function timeChoices(tests: readonly AtomTest[], clock: ClockFacts): string[] {
  const { now } = clock;
  const edges = tests.flatMap((test) => (test.kind === "time" ? edgesOf(test.window, clock) : []));
  const near = edges.flatMap((edge) => [edge + HOUR, edge - HOUR, edge, edge + 1000, edge - 1000]);
  const sorted = [...edges].sort((a, b) => a - b);
  const between = sorted.slice(1).map((edge, index) => Math.round((edge + sorted[index]) / 2));
  return [...between, ...near, now - DAY, now - HOUR, now, now + DAY].flatMap(timeText);
}

function edgesOf({ from, to }: Window, clock: ClockFacts): number[] {
  return [from, to].flatMap((bound) => (bound === undefined ? [] : [bound.moment.at(clock)]));
}

/** A time as profiles have it; nothing for years that this form does not have. */
export function timeText(time: number): string[] {
  const isUsual = time >= Date.UTC(1, 0) && time < Date.UTC(9999, 0);
  return isUsual ? [new Date(time).toISOString().replace(".000Z", "Z")] : [];
}

function plain(value: string | AnyNumber | boolean): Json {
  return typeof value === "object" || typeof value === "bigint" ? Number(numberText(value)) : value;
}

function meetsClaim(test: AtomTest, value: Json, clock: ClockFacts): boolean | undefined {
  switch (test.kind) {
    case "present":
      return value !== null;
    case "truthy":
      return value !== false && value !== "" && value !== 0;
    case "number":
      return typeof value === "number" && holdsNumber(test.set, value);
    case "text":
      return typeof value === "string" && meetsText(test.test, value);
    case "boolean":
      return value === test.value;
    case "includes":
      return Array.isArray(value) && (value as readonly Json[]).includes(plain(test.value));
    case "time": {
      const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
      return isInWindow(test.window, time, clock);
    }
    default:
      return undefined;
  }
}

function meetsText(test: TextTest, value: string): boolean {
  return meetsTest(test, value) === true;
}
