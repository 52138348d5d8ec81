/**
 * Goals and profiles in words: the names of tests, and what could not be shown.
 */
import type { Span } from "../text/span";
import type { Goal } from "./goals";
import type { ClauseFacts } from "./outcome";
import { isEventTime, type Slot, stepsFromProfile } from "./places";

const LONGEST = 60;

/** What a goal is about, for the name of a test; empty for what the values say already. */
export function toLabel(goal: Goal, slots: readonly Slot[]): string {
  switch (goal.kind) {
    case "holds": {
      const { label } = goal.candidate;
      const step = goal.slot.place.label;
      const told = isEventTime(goal.slot) ? `event ${label}` : `${shortName(goal.slot, slots)} ${cut(label)}`;
      return step === "" ? told : `${step} ${told}`;
    }
    case "counts":
      if (goal.label !== undefined && goal.label !== "") return `${goal.label} ${times(goal.count)}`;
      return goal.count === 1 ? "one of the items" : `${goal.count} ${listName(goal.place)}`;
    case "empty":
      return `empty ${listName(goal.place)}`;
    case "order":
      return "steps in another order";
    default:
      return "";
  }
}

function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}

/** As many of the last names of a field as tell it from the other fields of the rule. */
function shortName(slot: Slot, slots: readonly Slot[]): string {
  const full = stepsFromProfile(slot);
  const others = slots.map(stepsFromProfile).filter((other) => other.join(".") !== full.join("."));
  let length = 1;
  const isShared = (size: number) =>
    others.some((other) => other.slice(-size).join(".") === full.slice(-size).join("."));
  while (length < full.length && isShared(length)) length++;
  return full.slice(-length).join(".");
}

/** What could not be shown, as a sentence without its full stop. */
export function toUnreachedText(
  goal: Goal,
  {
    facts,
    slots,
    text,
  }: { readonly facts: readonly ClauseFacts[]; readonly slots: readonly Slot[]; readonly text: string },
): string {
  const clause = cut(toWritten(facts[goal.clause]?.span ?? { start: 0, end: 0 }, text));
  switch (goal.kind) {
    case "decides":
      return `\`${clause}\` never changes the answer by being ${goal.value}`;
    case "gives":
      return `\`${clause}\` is never ${goal.value}`;
    default:
      return `\`${clause}\` never changes the answer with ${toLabel(goal, slots)}`;
  }
}

/** A clause on one line. */
function toWritten({ start, end }: Span, text: string): string {
  return text.slice(start, end).replace(/\s+/g, " ");
}

function listName(place: Parameters<typeof stepsFromProfile>[0]["place"]): string {
  const name = place.steps[place.steps.length - 1] ?? "items";
  return name === "xEvent" ? "events" : name;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
