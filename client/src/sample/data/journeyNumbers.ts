/**
 * How much of what the company counts belongs to a step of a journey: everybody who comes in goes on along the arrows, a few stay
 * behind at each step, and only messages are sent. Reports and queries count the same. Pure.
 */
import { type JourneyText, listJourneyTexts, type StepText } from "./journeyTexts";

/** Goes on from a step to what follows it. */
const KEPT = 0.93;
/** Of a fork's first way. */
const FIRST_WAY = 0.6;
/** Whatever is no step event and no message. */
const OTHER = 0.02;

const SENDS: ReadonlySet<string> = new Set(["email", "push", "sms", "inApp"]);

/** The part of a metric that belongs to the steps of this name, in one journey or (undefined) in all. */
export function shareOfStep(
  metricId: string,
  { step: name, journey }: { readonly step: string; readonly journey: string | undefined },
): number {
  const all = listJourneyTexts();
  const share = all
    .filter((text) => journey === undefined || text.name === journey)
    .flatMap((text) =>
      text.steps.flatMap((step, place) => (step.name === name ? [{ text, step, place }] : [])),
    )
    .reduce((sum, { text, step, place }) => sum + toReach(text)(place) * toWeight(metricId, step), 0);
  return share / all.length;
}

function toWeight(metricId: string, { type }: StepText): number {
  if (metricId === "metrics/journey_step_entries") return 1;
  if (metricId === "metrics/ajo_email_sends") return SENDS.has(type) ? 1 : 0;
  if (/ajo_email_(opens|clicks)$/.test(metricId)) return type === "email" ? 1 : 0;
  return OTHER;
}

/** Which part of those who came in reaches each step; arrows back are not followed. */
function toReach({ steps }: JourneyText): (place: number) => number {
  const reach = steps.map((_step, place): number => (place === 0 ? 1 : 0));
  for (const [place, step] of steps.entries()) {
    const goesOn = (reach[place] ?? 0) * KEPT;
    for (const [way, key] of step.next.entries()) {
      const target = steps.findIndex((other) => other.key === key);
      const part =
        step.next.length === 1 ? 1 : way === 0 ? FIRST_WAY : (1 - FIRST_WAY) / (step.next.length - 1);
      if (target > place) reach[target] = (reach[target] ?? 0) + goesOn * part;
    }
  }
  return (place) => reach[place] ?? 0;
}
