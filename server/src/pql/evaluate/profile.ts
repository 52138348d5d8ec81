/**
 * What is wrong with a profile before any rule reads it: parts of the wrong type, events without a time. Finds, and repairs
 * nothing; a rule that does not touch the part at fault is still answered.
 */
import { readTime } from "./timestamp";
import { isMissing, isObject, kindOf, type Value } from "./value";

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
  if (!isObject(value)) return [{ pointer: "", message: `A profile is an object, not ${kindOf(value)}.` }];
  const problems: ProfileProblem[] = [];
  for (const map of ["identityMap", "segmentMembership"]) {
    const found = value[map];
    if (isMissing(found) || isObject(found)) continue;
    problems.push({ pointer: `/${map}`, message: `\`${map}\` is a map, not ${kindOf(found)}.` });
  }
  addEventProblems(value["xEvent"], problems);
  return problems;
}

function addEventProblems(events: Value, problems: ProfileProblem[]): void {
  if (isMissing(events)) return;
  if (!Array.isArray(events)) {
    problems.push({ pointer: "/xEvent", message: `\`xEvent\` is a list of events, not ${kindOf(events)}.` });
    return;
  }
  const time = new Float64Array(1);
  for (let i = 0; i < events.length && problems.length < MOST_PROBLEMS; i++) {
    const event = events[i] as Value;
    const pointer = `/xEvent/${i}`;
    if (!isObject(event)) problems.push({ pointer, message: `An event is an object, not ${kindOf(event)}.` });
    else if (isMissing(event["timestamp"]))
      problems.push({ pointer, message: "The event has no `timestamp`." });
    else if (!readTime(event["timestamp"], time)) {
      const shown = JSON.stringify(event["timestamp"]).slice(0, 40);
      problems.push({
        pointer: `${pointer}/timestamp`,
        message: `${shown} is no time; it is written as 2031-05-09T12:00:00Z or in milliseconds.`,
      });
    }
  }
}
