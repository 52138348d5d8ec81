/**
 * A rule as something that can be asked about profiles, with the reasons of every answer.
 */
import { describeJsonFault } from "../audienceTests/jsonFault";
import {
  type Clock,
  compileQuery,
  type Explanation,
  isClock,
  type RuleCompilation,
  type RuleOptions,
} from "../evaluate/compiledRule";
import { toExplanationText } from "../evaluate/explanationText";
import {
  findProfileProblems,
  mayLoseDigits as hasLongNumbers,
  type ProfileProblem,
  type ReadProfile,
  readProfile,
} from "../evaluate/profileReader";
import { findTypeProblems } from "../evaluate/profileTypes";
import { jsonToText } from "../json/jsonToText";
import type { Environment } from "../semantics/checkEnvironment";
import { parseQuery } from "../syntax/parser";
import type { SayPhrase } from "../text/phrases";

/** A rule as a text, or as a tree that stands for one. */
export type RuleSource = { readonly text: string } | { readonly json: string };

/** The rule as a function of a profile and a clock, or the errors that leave it without a meaning. Parses and compiles once. */
export function compileRule(source: RuleSource, options?: RuleOptions): RuleCompilation {
  if ("text" in source) return compileQuery(parseQuery(source.text), options);
  const { text, problems } = jsonToText(source.json);
  if (text !== undefined) return compileQuery(parseQuery(text), options);
  const span = { start: 0, end: 0 };
  return {
    rule: undefined,
    problems: problems
      .filter(({ severity }) => severity === "error")
      .map(({ pointer, message }) => {
        const place = pointer === "" ? message : `${pointer}: ${message}`;
        return { code: "pql.json", severity: "error", message: place, span, fixes: [] };
      }),
  };
}

/**
 * A profile from its JSON; or why there is none, and where it stops being JSON. Numbers keep all their digits, unless it has to be
 * quick: then a number keeps what a double holds, and `mayLoseDigits` tells whether that was all.
 */
export function parseProfile(json: string, isQuick = false): ReadProfile {
  const read = isQuick ? readProfile(json, true) : readProfile(json);
  if (read.problem === undefined) return read;
  const { pointer, message } = read.problem;
  const fault = describeJsonFault(json);
  const told = fault === "" ? message : `${message.slice(0, -1)}: ${fault}.`;
  return { profile: undefined, problem: { pointer, message: told } };
}

/** Whether a profile read quickly may have lost digits of a number. */
export function mayLoseDigits(json: string): boolean {
  return hasLongNumbers(json);
}

/** What is wrong with a profile: parts of the wrong type, events without a time; with schemas, values of other types than theirs. */
export function checkProfile(profile: unknown, environment?: Environment): readonly ProfileProblem[] {
  const problems = findProfileProblems(profile);
  if (environment === undefined) return problems;
  const known = new Set(problems.map(({ pointer }) => pointer));
  const typed = findTypeProblems(profile, environment).filter(({ pointer }) => !known.has(pointer));
  return [...problems, ...typed];
}

/** Whether a clock tells a time, in a zone that exists. */
export function isUsableClock(clock: Clock): boolean {
  return isClock(clock);
}

/** The why of an answer as indented lines for people: each clause with its sides, its items and what was missing. */
export function printExplanation({ clauses }: Explanation, text: string, say?: SayPhrase): string {
  return clauses.map((clause) => toExplanationText(clause, { text, depth: 1, say })).join("");
}
