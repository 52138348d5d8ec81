/**
 * How much of what the company counts belongs to a step of a journey: everybody who comes in goes on along the arrows, a few stay
 * behind at each step, and only messages are sent. Reports and queries count the same. Pure.
 */

import { type JourneyText, listJourneyTexts, type StepText } from "./journeyTexts";
import { listMetrics } from "./sampleAnalytics";

/** Goes on from a step to what follows it. */
const KEPT = 0.93;
/** Of a fork's first way. */
const FIRST_WAY = 0.6;
/** Of those who come to a message, these are sent it; the others are suppressed or without an address. */
const SENT = 0.97;
/** Whatever is no step event and no message. */
const OTHER = 0.02;

const SENDS: ReadonlySet<string> = new Set(["email", "push", "sms", "inApp"]);
const ENTRIES = "metrics/journey_step_entries";
const MAIL = "metrics/ajo_email_sends";

/** Which part of a metric of the whole company belongs to what, step by step. */
export interface JourneyShares {
  /** To the steps of a name, in one journey or (undefined) in all. */
  ofStep(
    metricId: string,
    place: { readonly step: string; readonly journey: string | undefined },
  ): readonly number[];
  /** To a journey with all its steps. */
  ofJourney(metricId: string, journey: string): readonly number[];
  /** To all steps of all journeys, where nothing else is counted; undefined for what others have a part in. */
  ofAll(metricId: string): readonly number[] | undefined;
}

/** A journey with how many come to each step, of all who come to any step of any journey. */
interface ReachedJourney {
  readonly name: string;
  readonly steps: readonly { readonly step: StepText; readonly reach: number }[];
}

/** Works out the shares: all entries are of some step, and of all messages most belong to campaigns. */
export function createJourneyShares(): JourneyShares {
  const journeys = listReached();
  const list = (
    metricId: string,
    isMeant: (journey: ReachedJourney, step: StepText) => boolean,
  ): readonly number[] =>
    journeys
      .flatMap((journey) => journey.steps.filter(({ step }) => isMeant(journey, step)))
      .map(({ step, reach }) => reach * toWeight(metricId, step));
  return {
    ofStep: (metricId, { step: name, journey }) =>
      list(metricId, (one, step) => step.name === name && (journey === undefined || one.name === journey)),
    ofJourney: (metricId, journey) => list(metricId, ({ name }) => name === journey),
    ofAll: (metricId) => (metricId === ENTRIES ? list(metricId, () => true) : undefined),
  };
}

function listReached(): readonly ReachedJourney[] {
  const journeys = listJourneyTexts().map((text) => {
    const toPart = toReach(text);
    return { name: text.name, steps: text.steps.map((step, place) => ({ step, reach: toPart(place) })) };
  });
  const all = journeys.flatMap(({ steps }) => steps).reduce((sum, { reach }) => sum + reach, 0);
  return journeys.map(({ name, steps }) => ({
    name,
    steps: steps.map(({ step, reach }) => ({ step, reach: reach / all })),
  }));
}

function toWeight(metricId: string, { type }: StepText): number {
  if (metricId === ENTRIES) return 1;
  if (metricId === MAIL) return SENDS.has(type) ? toSentPart() : 0;
  if (/ajo_email_(opens|clicks)$/.test(metricId)) return type === "email" ? toSentPart() : 0;
  return OTHER;
}

/** No step sends more messages than people come to it. */
function toSentPart(): number {
  const dailyOf = (id: string): number => listMetrics().find((metric) => metric.id === id)?.daily ?? 1;
  return (SENT * dailyOf(ENTRIES)) / dailyOf(MAIL);
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
