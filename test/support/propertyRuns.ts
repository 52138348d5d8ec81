/**
 * How often properties are tried. Every usual run tries the same values, so that more of them find nothing new from one run to the next;
 * a run that asks for other values tries them all. Decides about numbers only.
 */

/** Set for a run that tries other values than usual. */
const ALL = "AEP_ALL_PROPERTY_RUNS";

/** The part of the runs that usual values get. */
const USUAL_PART = 3;

/** From now on every property is tried as often as it says. */
export function tryAllRuns(): void {
  process.env[ALL] = "1";
}

/** How often to try what is worth `all` runs. */
export function runsOf(all: number): number {
  return process.env[ALL] === undefined ? Math.ceil(all / USUAL_PART) : all;
}
