/**
 * Which places are events. Every event has a time, whether a rule asks for it or not.
 */
import type { Place, Slot } from "./places";

/** True for the items of `xEvent`. */
export function isEventPlace({ parent, steps }: Place): boolean {
  return parent !== undefined && parent.parent === undefined && steps.length === 1 && steps[0] === "xEvent";
}

/** True for the time of an event. */
export function isEventTime({ place, steps }: Pick<Slot, "place" | "steps">): boolean {
  return steps.length === 1 && steps[0] === "timestamp" && isEventPlace(place);
}
