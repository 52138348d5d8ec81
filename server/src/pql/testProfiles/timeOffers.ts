/**
 * Times worth trying for a time test: at its edges, one unit beyond, well inside. What the test makes of them is for the
 * evaluator to say.
 */
import { type Calendar, startOf, step, type UnitName, type WeekStart } from "../evaluate/calendar";
import { findTimeUnit } from "../language/timeUnits";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";

/** The moment tests are asked at, as the evaluator sees it. */
export interface Moment {
  readonly now: number;
  readonly calendar: Calendar;
  readonly weekStart: WeekStart;
}

/** A time, and how it is told. */
export interface TimeOffer {
  readonly instant: number;
  /** Undefined where the time itself says it. */
  readonly label?: string;
  readonly isBoundary: boolean;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const SECOND = 1000;
const DAY = 86_400_000;

/** The times for a time test, those inside first. */
export function findTimeOffers(tree: Tree, test: NodeId, moment: Moment): readonly TimeOffer[] {
  const stretches = tree.children(test).map((child) => readStretch(tree, child, moment));
  const [first = around(moment), last = first] = stretches;
  if (tree.kind(test) === NodeKind.TimeDistance) return ofDistance(tree, test, { moment, from: first });
  const middle = middleOf(first.start, last.end);
  const edges = [first.start, last.end - SECOND, first.start - SECOND, last.end];
  const inside = { instant: middle, isBoundary: false };
  return [inside, ...edges.map((instant) => ({ instant, isBoundary: true }))];
}

function ofDistance(
  tree: Tree,
  test: NodeId,
  { moment, from }: { readonly moment: Moment; readonly from: Stretch },
): readonly TimeOffer[] {
  const count = tree.detail(test);
  const comparison = tree.tokenText(count - 1);
  const distance = Number(tree.tokenText(count));
  const unit = (findTimeUnit(tree.tokenText(count + 1))?.singular ?? "day") as UnitName;
  const isBefore = tree.tokenKind(count + 2) !== TokenKind.After;
  const reference = isBefore ? from.start : from.end;
  const at = (units: number): number =>
    step(moment.calendar, reference, isBefore ? -units : units, unit).latest;
  const nearer = comparison === "<" || comparison === ">=";
  const middle = middleOf(at(distance), reference);
  const tell = (units: number) =>
    `${units} ${unit}${units === 1 ? "" : "s"} ${isBefore ? "before" : "after"} ${from.name}`;
  const offers: TimeOffer[] = [
    { instant: middle, isBoundary: false },
    { instant: at(distance), label: tell(distance), isBoundary: true },
    { instant: at(distance + 1), label: tell(distance + 1), isBoundary: !nearer },
  ];
  if (distance > 0) offers.push({ instant: at(distance - 1), label: tell(distance - 1), isBoundary: nearer });
  offers.push({ instant: at(distance * 2 + 2), isBoundary: false });
  return offers;
}

/** A time well inside, on the hour where the stretch is long. */
function middleOf(start: number, end: number): number {
  const unit = Math.abs(end - start) > 2 * DAY ? DAY / 24 : SECOND;
  return Math.floor((start + end) / 2 / unit) * unit;
}

function around({ now }: Moment): Stretch {
  return { start: now, end: now, name: "now" };
}

/** The stretch a point of a time test means; now where a field tells it. */
function readStretch(tree: Tree, node: NodeId, moment: Moment): Stretch {
  const { now, calendar, weekStart } = moment;
  const name = tree.text(node);
  switch (tree.kind(node)) {
    case NodeKind.Paren:
      return readStretch(tree, tree.firstChild(node), moment);
    case NodeKind.TimeWord: {
      const word = name.toLowerCase();
      if (word === "now") return around(moment);
      const offset = word === "yesterday" ? -1 : word === "tomorrow" ? 1 : 0;
      return { ...unitAround(moment, "day", offset), name };
    }
    case NodeKind.Interval: {
      const [word = "", unit = ""] = name.toLowerCase().split(/\s+/);
      const offset = word === "last" ? -1 : word === "next" ? 1 : 0;
      return { ...unitAround(moment, (findTimeUnit(unit)?.singular ?? "day") as UnitName, offset), name };
    }
    default: {
      const [year, month, day] = tree.children(node).map((child) => Number(tree.text(child)));
      const local = Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, day ?? Number.NaN);
      if (Number.isNaN(local)) return { start: now, end: now, name: "then" };
      const start = startOf(calendar, calendar.toInstant(local), "day", weekStart);
      return { start, end: step(calendar, start, 1, "day").latest, name };
    }
  }
}

function unitAround(
  { now, calendar, weekStart }: Moment,
  unit: UnitName,
  offset: number,
): Omit<Stretch, "name"> {
  const current = startOf(calendar, now, unit, weekStart);
  return {
    start: step(calendar, current, offset, unit).latest,
    end: step(calendar, current, offset + 1, unit).latest,
  };
}

/** A time as profiles hold it, without fractions where it has none. */
export function toTimeText(instant: number, isDay: boolean): string {
  const text = new Date(instant).toISOString();
  return isDay ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
