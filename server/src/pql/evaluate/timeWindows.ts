/**
 * Time tests as maps of the time line: a window is a few segments, each true, false or unknown with its reason. Built once
 * per clock, then asked once per event. What the forms mean, and what is left open, is told in docs/decisions.md.
 */
import { type Calendar, step, type UnitName } from "./calendar";
import { Special } from "./pqlValue";
import { type ReasonCode, Truth } from "./verdict";

/** A point or a stretch of time. Two starts or ends only where the documentation leaves both open. */
export class TimeSpan extends Special {
  constructor(
    /** `today` is documented as an instant and used as a day. */
    readonly kind: "instant" | "now" | "today" | "interval",
    readonly start: number,
    /** Not part of the stretch; of an instant its start. Of `today` the end of the day. */
    readonly end: number,
    /** Set where nobody knows in which year the stretch begins: how much later it may. */
    readonly latest?: { readonly start: number; readonly end: number },
  ) {
    super();
  }
}

/** A truth, and why where it is unknown. */
interface Part {
  readonly truth: Truth;
  readonly code: ReasonCode | undefined;
}

const FALSE: Part = { truth: Truth.False, code: undefined };
const TRUE: Part = { truth: Truth.True, code: undefined };
const unknown = (code: ReasonCode): Part => ({ truth: Truth.Unknown, code });

/** The time line cut into parts. Boundaries ascend; a boundary itself belongs to the part behind it, or else before it. */
export class TimeLine {
  readonly #boundaries: number[] = [];
  readonly #belongsBehind: boolean[] = [];
  readonly #parts: Part[];

  constructor(first: Part) {
    this.#parts = [first];
  }

  /** From `boundary` on, itself included. */
  from(boundary: number, part: Part): this {
    return this.#add(boundary, part, true);
  }

  /** Behind `boundary`, itself not included. */
  behind(boundary: number, part: Part): this {
    return this.#add(boundary, part, false);
  }

  #add(boundary: number, part: Part, belongsBehind: boolean): this {
    this.#boundaries.push(boundary);
    this.#belongsBehind.push(belongsBehind);
    this.#parts.push(part);
    return this;
  }

  /** The part that holds a time. */
  at(time: number): Part {
    const boundaries = this.#boundaries;
    const belongsBehind = this.#belongsBehind;
    let part = 0;
    while (
      part < boundaries.length &&
      (time > boundaries[part] || (time === boundaries[part] && belongsBehind[part]))
    ) {
      part++;
    }
    return this.#parts[part];
  }
}

/** `<= 3 days before x`. */
export interface Distance {
  readonly comparison: string;
  readonly count: number;
  readonly unit: UnitName;
  readonly direction: "before" | "after";
}

/** The test of a distance from `reference`. */
export function distanceLine(distance: Distance, reference: TimeSpan, calendar: Calendar): TimeLine {
  const { comparison, count, unit, direction } = distance;
  if (comparison === "!=") return new TimeLine(unknown("unequalDistance"));
  const isBefore = direction === "before";
  const from = isBefore || reference.kind === "today" ? reference.start : reference.end;
  const { earliest, latest } = step(calendar, from, isBefore ? -count : count, unit);
  const reached: Reach = { from, earliest, latest, isPoint: reference.kind === "now" };
  if (comparison === "=") return exactLine(distance, reference, { reached, calendar });
  return isBefore ? beforeLine(comparison, reached) : afterLine(comparison, reached);
}

interface Reach {
  readonly from: number;
  readonly earliest: number;
  readonly latest: number;
  /** True where the window ends at the time of the evaluation, which the builder's "in last" includes. */
  readonly isPoint: boolean;
}

function beforeLine(comparison: string, { from, earliest, latest, isPoint }: Reach): TimeLine {
  const isOpen = earliest < latest;
  switch (comparison) {
    case "<=":
    case "<": {
      const isIncluded = comparison === "<=";
      const line = new TimeLine(FALSE);
      if (isOpen) line.from(earliest, unknown("monthEnd"));
      if (isIncluded) line.from(latest, TRUE);
      else line.behind(latest, TRUE);
      if (isPoint) line.from(from, unknown("windowEnd")).behind(from, FALSE);
      else line.from(from, FALSE);
      return line;
    }
    default: {
      const line = new TimeLine(TRUE);
      const isIncluded = comparison === ">=";
      const part = isOpen ? unknown("monthEnd") : FALSE;
      if (isIncluded) line.behind(earliest, part);
      else line.from(earliest, part);
      if (isOpen) line.behind(latest, FALSE);
      return line.behind(from, unknown("beyondReference"));
    }
  }
}

function afterLine(comparison: string, { from, earliest, latest }: Reach): TimeLine {
  const isOpen = earliest < latest;
  switch (comparison) {
    case "<=":
    case "<": {
      const isIncluded = comparison === "<=";
      const line = new TimeLine(FALSE).from(from, unknown("windowEnd")).behind(from, TRUE);
      const part = isOpen ? unknown("monthEnd") : FALSE;
      if (isIncluded) line.behind(earliest, part);
      else line.from(earliest, part);
      return isOpen ? line.behind(latest, FALSE) : line;
    }
    default: {
      const line = new TimeLine(unknown("beyondReference")).from(from, FALSE);
      if (isOpen) line.from(earliest, unknown("monthEnd"));
      return comparison === ">=" ? line.from(latest, TRUE) : line.behind(latest, TRUE);
    }
  }
}

/** `= 3 days before today` is that day; any other granularity is open. */
function exactLine(
  { unit }: Distance,
  reference: TimeSpan,
  { reached, calendar }: { readonly reached: Reach; readonly calendar: Calendar },
): TimeLine {
  const { earliest, latest } = reached;
  const isDay = reference.kind === "today" || reference.kind === "interval";
  const day = step(calendar, earliest, 1, "day").earliest;
  const isWholeDays = unit === "day" || unit === "week" || unit === "month" || unit === "year";
  if (isDay && unit === "day") return new TimeLine(FALSE).from(earliest, TRUE).from(day, FALSE);
  const open = unknown("exactDistance");
  const line = new TimeLine(FALSE).behind(step(calendar, earliest, -1, unit).earliest, open);
  if (earliest === latest) {
    line.from(earliest, TRUE);
    if (isDay && isWholeDays) line.from(day, open);
    else line.behind(earliest, open);
  }
  return line.from(step(calendar, latest, 1, unit).latest, FALSE);
}

/** `before x`, `after x`. */
export function directionLine(
  direction: "before" | "after",
  { kind, start, end, latest }: TimeSpan,
): TimeLine {
  if (direction === "before") {
    const line = new TimeLine(TRUE).from(start, latest === undefined ? FALSE : unknown("centuryStart"));
    return latest === undefined ? line : line.from(latest.start, FALSE);
  }
  if (kind === "interval") {
    const line = new TimeLine(FALSE).from(end, latest === undefined ? TRUE : unknown("centuryStart"));
    return latest === undefined ? line : line.from(latest.end, TRUE);
  }
  if (kind === "today") return new TimeLine(FALSE).behind(start, unknown("todayAsPoint")).from(end, TRUE);
  return new TimeLine(FALSE).behind(start, TRUE);
}

/** `x`, `on x`: inside the stretch. Another timestamp may mean its instant or its day. */
export function pointLine({ kind, start, end, latest }: TimeSpan, day: () => TimeSpan): TimeLine {
  if (kind === "instant" || kind === "now") {
    const open = unknown("sameTimestamp");
    const around = day();
    return new TimeLine(FALSE)
      .from(around.start, open)
      .from(start, TRUE)
      .behind(start, open)
      .from(around.end, FALSE);
  }
  if (latest === undefined) return new TimeLine(FALSE).from(start, TRUE).from(end, FALSE);
  const open = unknown("centuryStart");
  return new TimeLine(FALSE)
    .from(start, open)
    .from(latest.start, TRUE)
    .from(end, open)
    .from(latest.end, FALSE);
}

/** `between x and y`: both ends belong to it. */
export function rangeLine(first: TimeSpan, last: TimeSpan): TimeLine {
  if (first.start > last.start) return new TimeLine(FALSE);
  const line = new TimeLine(FALSE);
  if (first.latest !== undefined) line.from(first.start, unknown("centuryStart"));
  line.from(first.latest?.start ?? first.start, TRUE);
  if (last.kind === "today") return line.behind(last.start, unknown("todayAsPoint")).from(last.end, FALSE);
  if (last.kind !== "interval") return line.behind(last.start, FALSE);
  if (last.latest !== undefined) {
    return line.from(last.end, unknown("centuryStart")).from(last.latest.end, FALSE);
  }
  return line.from(last.end, FALSE);
}

/** Both readings of a time line: decided where they agree. */
export function eitherLine(first: TimeLine, second: TimeLine, code: ReasonCode): Pick<TimeLine, "at"> {
  return {
    at: (time) => {
      const part = first.at(time);
      return part.truth === second.at(time).truth && part.truth !== Truth.Unknown ? part : unknown(code);
    },
  };
}
