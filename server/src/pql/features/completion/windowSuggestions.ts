/**
 * Windows of time where a condition begins, found by the words they are spoken of with: the language has none that a test of time
 * begins with, so that who types `last` would be offered fields alone. Offers nothing before such a word has begun.
 */
import type { ValueSlot } from "./completionPlace";
import type { Situation } from "./completionSituation";
import { NO_OFFER, type Offer, type Suggestion, toSnippet } from "./suggestion";

const SPOKEN: readonly string[] = ["last", "within", "past", "recent", "since"];
/** One letter begins too much. */
const SHORTEST_WORD = 2;

const UNITS = "days,hours,weeks,months,years";

/** Every event has this time, whatever else its schema says. */
const EVENT_TIME = "timestamp";

const OF_EVENT: Suggestion = {
  label: `${EVENT_TIME} occurs <= … days`,
  kind: "snippet",
  text: `${EVENT_TIME} occurs <=`,
  snippet: toSnippet(`${EVENT_TIME} occurs <= {1:30} {2|${UNITS}|} before now`),
  detail: "within the last … days",
  subject: { kind: "word", name: "occurs" },
};

const OF_PROFILE: Suggestion = {
  label: "count in window",
  kind: "snippet",
  text: "xEvent[eventType =",
  snippet: toSnippet(
    `xEvent[eventType = "{1:commerce.purchases}" and ${EVENT_TIME} occurs <= {2:30} {3|${UNITS}|} before now].count() >= {4:1}`,
  ),
  detail: "at least so many events lately",
  subject: { kind: "word", name: "count" },
};

/** The window that fits the place: of the event around the cursor, else of events that are counted. */
export function offerWindows(
  { environment, scope, typed }: Situation,
  { operator, frame }: ValueSlot,
): Offer {
  if (operator !== 0 || frame.kind === "list" || environment.dialect !== "segmentation") return NO_OFFER;
  const [element] = scope.elements;
  if (element !== undefined && !(element.kind === "object" && element.isEvent)) return NO_OFFER;
  if (typed.prefix.length < SHORTEST_WORD) return { items: [], isIncomplete: true };
  const word = SPOKEN.find((each) => each.startsWith(typed.prefix.toLowerCase()));
  if (word === undefined) return NO_OFFER;
  const window = element === undefined ? OF_PROFILE : OF_EVENT;
  return { items: [{ ...window, filter: `${word} ${window.label}` }], isIncomplete: false };
}
