/** What tests of the evaluator share: a short way to ask a rule about a profile. */
import assert from "node:assert/strict";
import { type Clock, compileQuery, type RuleOptions } from "../../../../server/src/pql/evaluate/compiledRule";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";

/** The clock of tests that do not care: a Tuesday. */
export const NOW: Clock = { now: "2018-08-28T10:00:00Z" };

/** `true`, `false`, or the code of the first reason why it is unknown. */
export type ShortAnswer = boolean | string;

/** The answer of an expression for a profile. */
export function answerOf(
  text: string,
  profile: unknown,
  { clock = NOW, ...options }: RuleOptions & { readonly clock?: Clock } = {},
): ShortAnswer {
  const { rule, problems } = compileQuery(parseQuery(text), options);
  assert.ok(rule !== undefined, `${text}: ${problems.map(({ message }) => message).join(" ")}`);
  const { value, reasons } = rule.evaluate(profile, clock);
  const explained = rule.explain(profile, clock);
  assert.equal(explained.value, value, `the explained form answers as the fast one: ${text}`);
  return value === "unknown" ? (reasons[0]?.code ?? "unknown without reason") : value;
}

/** A row of a table: an expression, a profile, the answer. */
export type Row = readonly [text: string, profile: unknown, answer: ShortAnswer];

/** Checks rows, naming the one that fails. */
export function checkRows(rows: readonly Row[], clock: Clock = NOW): void {
  for (const [text, profile, expected] of rows) {
    assert.equal(answerOf(text, profile, { clock }), expected, `${text} over ${show(profile)}`);
  }
}

/** Checks a window against times of a field `t`. */
export function checkTimes(
  window: string,
  rows: readonly (readonly [time: string | number | undefined, answer: ShortAnswer])[],
  clock: Clock = NOW,
): void {
  checkRows(
    rows.map(([time, answer]) => [`t occurs ${window}`, time === undefined ? {} : { t: time }, answer]),
    clock,
  );
}

function show(profile: unknown): string {
  return JSON.stringify(profile, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}
