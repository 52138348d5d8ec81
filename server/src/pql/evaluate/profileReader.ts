/**
 * Reads profiles from JSON without losing digits, and finds what is wrong with one before any rule reads it: parts of the
 * wrong type, events without a time. Repairs nothing; a rule that does not touch the part at fault is still answered.
 */

import { isMissing, isObject, kindOf, type Value } from "./pqlValue";
import { readDecimal } from "./quantity";
import { readTime } from "./timestamp";
import { toValueText } from "./valueText";

/** One fault of a profile. */
export interface ProfileProblem {
  /** JSON Pointer to the part at fault; empty for the whole. */
  readonly pointer: string;
  /** One sentence. */
  readonly message: string;
}

/** Problems beyond this number add nothing for a reader. */
const MOST_PROBLEMS = 20;

/** What is wrong with a profile, as parsed from JSON; mostly nothing. */
export function findProfileProblems(profile: unknown): readonly ProfileProblem[] {
  const value = profile as Value;
  if (!isObject(value))
    return [{ pointer: "", message: `A profile must be an object, not ${kindOf(value)}.` }];
  const problems: ProfileProblem[] = [];
  for (const map of ["identityMap", "segmentMembership"]) {
    const found = value[map];
    if (isMissing(found) || isObject(found)) continue;
    problems.push({ pointer: `/${map}`, message: `\`${map}\` must be a map, not ${kindOf(found)}.` });
  }
  addEventProblems(value["xEvent"], problems);
  return problems;
}

function addEventProblems(events: Value, problems: ProfileProblem[]): void {
  if (isMissing(events)) return;
  if (!Array.isArray(events)) {
    problems.push({
      pointer: "/xEvent",
      message: `\`xEvent\` must be a list of events, not ${kindOf(events)}.`,
    });
    return;
  }
  const time = new Float64Array(1);
  for (let i = 0; i < events.length && problems.length < MOST_PROBLEMS; i++) {
    const event = events[i] as Value;
    if (!isObject(event) || !readTime(event["timestamp"], time)) problems.push(findEventProblem(event, i));
  }
}

/** What is wrong with an event that is none, or has no time. */
function findEventProblem(event: Value, index: number): ProfileProblem {
  const pointer = `/xEvent/${index}`;
  if (!isObject(event)) return { pointer, message: `An event must be an object, not ${kindOf(event)}.` };
  const { timestamp } = event;
  if (isMissing(timestamp)) return { pointer, message: "The event has no `timestamp`." };
  const shown = toValueText(timestamp).slice(0, 40);
  return {
    pointer: `${pointer}/timestamp`,
    message: `${shown} is not a time; write it as 2031-05-09T12:00:00Z or in milliseconds.`,
  };
}

/** A profile read from JSON text, or why there is none. */
export type ReadProfile =
  | { readonly profile: unknown; readonly problem: undefined }
  | { readonly profile: undefined; readonly problem: ProfileProblem };

/** Digits that a double may not hold, and numbers so small that it holds nothing of them. */
const LONG_NUMBER = /\d[\d.]{15}|\d[eE]-\d{3}/;
const TINY_NUMBER = /[eE]-\d{3}/;
/** Texts and numbers of JSON, so that digits in texts are left alone. */
const TEXTS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Marks a number that is to keep its digits; no text of a profile begins so. */
const MARK = "\u0000number:";

/** Whether a text may hold numbers whose digits a plain reading would lose. */
export function mayLoseDigits(text: string): boolean {
  return LONG_NUMBER.test(text);
}

/** Reads a profile from JSON. Numbers that a double cannot hold keep their digits; `isPlain` says that there are none. */
export function readProfile(text: string, isPlain = !mayLoseDigits(text)): ReadProfile {
  try {
    const profile: unknown = isPlain
      ? JSON.parse(text)
      : JSON.parse(text.replace(TEXTS_AND_NUMBERS, markLongNumber), unmarkNumber);
    return { profile, problem: undefined };
  } catch {
    // The engine's own words would show a part of the text.
    return { profile: undefined, problem: { pointer: "", message: "The profile is not JSON." } };
  }
}

function markLongNumber(token: string): string {
  if (token.startsWith('"') || (token.length < 16 && !TINY_NUMBER.test(token))) return token;
  const read = readDecimal(token);
  return read === undefined || typeof read === "number" ? token : JSON.stringify(MARK + token);
}

function unmarkNumber(_: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith(MARK) ? readDecimal(value.slice(MARK.length)) : value;
}
