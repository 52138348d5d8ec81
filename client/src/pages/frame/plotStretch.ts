/**
 * The stretch of time a plot shows: its moments, with room for bars beside the outermost. Knows no plot; what uPlot
 * proposes for a lone moment is not taken (findings/one-moment-in-uplot.sh).
 */

/** Beside a moment that stands alone, in seconds. */
const LONE_ROOM = 3_600;

/** How many moments are shown, and whether bars stand around them. */
interface Moments {
  readonly count: number;
  readonly isBars: boolean;
}

/** From where to where, between the first and the last moment as uPlot tells them. All in seconds. */
export function toStretch({ count, isBars }: Moments, first: number, last: number): [number, number] {
  if (count === 1 || first === last) return [first - LONE_ROOM, first + LONE_ROOM];
  const room = isBars ? (last - first) / (2 * Math.max(count - 1, 1)) : 0;
  return [first - room, last + room];
}
