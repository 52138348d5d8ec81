/**
 * Where an axis of time in UTC has its marks. uPlot counts them on the clock of whoever looks, whose nights of changed clocks
 * move them (findings/utc-axis-in-uplot.sh). Knows no plot and no zone; how far marks lie apart is uPlot's choice.
 */

const DAY = 86_400;
/** What uPlot calls a month and a year. */
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** The marks between two moments, all in seconds; steps of days begin with a day, longer ones with a month or a year. */
export function toUtcMarks(first: number, last: number, step: number): number[] {
  if (step >= MONTH) return toMonthMarks(first, last, step);
  const unit = Math.min(step, DAY);
  const marks: number[] = [];
  for (let mark = Math.ceil(first / unit) * unit; mark <= last; mark += step) marks.push(mark);
  return marks;
}

function toMonthMarks(first: number, last: number, step: number): number[] {
  const isYears = step >= YEAR;
  const months = isYears ? 12 * Math.round(step / YEAR) : Math.round(step / MONTH);
  const start = new Date(first * 1_000);
  const marks: number[] = [];
  for (let month = isYears ? 0 : start.getUTCMonth(); ; month += months) {
    const mark = Date.UTC(start.getUTCFullYear(), month) / 1_000;
    if (mark > last) return marks;
    if (mark >= first) marks.push(mark);
  }
}
