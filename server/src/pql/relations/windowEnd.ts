/**
 * The fixed day at which the time of events ends that a rule needs: behind it nothing that happens can be what the rule asks for. Only what
 * is certain: every way through the rule has to need such an event. A window that moves with the clock never ends.
 */
import { UTC } from "../evaluate/calendar";
import type { Query } from "../syntax/query";
import type { ListKnowledge } from "./listKnowledge";
import type { Bound } from "./momentWindows";
import { Vocabulary } from "./normalForm";
import type { Atom, Condition } from "./predicateAtoms";
import { EVENTS } from "./subjectScope";

/** What every profile or item of which it is asked has to be before. */
type EndOfAtom = (atom: Atom, isNegated: boolean) => number;

/** The end in milliseconds since 1970, with days in UTC; undefined where there is none. */
export function findWindowEnd(query: Query, knowledge: ListKnowledge): number | undefined {
  const rule = new Vocabulary(knowledge).read(query);
  const end = rule === undefined ? Infinity : endOf(rule, endOfNeed);
  return Number.isFinite(end) ? end : undefined;
}

/** `and` needs all of its parts, so that the first end counts; `or` one of them. */
function endOf(condition: Condition, endOfAtom: EndOfAtom): number {
  switch (condition.kind) {
    case "constant":
      return Infinity;
    case "atom":
      return endOfAtom(condition.atom, false);
    case "not":
      return endOfAtom(condition.of.atom, true);
    case "and":
      return condition.of.reduce((end, part) => Math.min(end, endOf(part, endOfAtom)), Infinity);
    case "or":
      return condition.of.reduce((end, part) => Math.max(end, endOf(part, endOfAtom)), -Infinity);
  }
}

/** Of a condition on the profile: it needs an event where it counts some, or wants some one after another. */
function endOfNeed({ subject, test }: Atom, isNegated: boolean): number {
  if (isNegated || subject.key !== EVENTS) return Infinity;
  if (test.kind === "count") return test.least < 1 ? Infinity : endOf(test.condition, endOfEvent);
  if (test.kind !== "sequence") return Infinity;
  const ends = test.steps
    .filter(({ count }) => count > 0)
    .map(({ condition }) => endOf(condition, endOfEvent));
  return Math.min(Infinity, ...ends);
}

/** Of a condition on an event: its time lies in a window, or not behind a day. */
function endOfEvent({ subject, test, reach }: Atom, isNegated: boolean): number {
  const isEventTime = subject.place?.names.join(".") === "timestamp" && subject.place.depth === 0;
  if (test.kind !== "time" || !isEventTime || reach !== "some") return Infinity;
  const { from, to } = test.window;
  if (!isNegated) return dayOf(to);
  return to === undefined ? dayOf(from) : Infinity;
}

function dayOf(bound: Bound | undefined): number {
  if (bound === undefined || bound.moment.anchor !== "calendar") return Infinity;
  return bound.moment.at({ now: 0, calendar: UTC, weekStart: undefined });
}
