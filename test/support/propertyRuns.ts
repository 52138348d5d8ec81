/**
 * How often properties are tried. Every usual run tries the same values, so that more of them find nothing new from one run to the next;
 * a run that asks for other values tries them all, and the quick run few. Decides about numbers only.
 */

const AMOUNT = "AEP_PROPERTY_RUNS";

/** The environment of a run that somebody waits for. */
export const FEW_RUNS: Readonly<Record<string, string>> = { [AMOUNT]: "few" };

/** The parts of the runs: one in so many. */
const USUAL_PART = 3;
const FEW_PART = 12;

/** From now on every property is tried as often as it says. */
export function tryAllRuns(): void {
  process.env[AMOUNT] = "all";
}

/** How often to try what is worth `all` runs. */
export function runsOf(all: number): number {
  const amount = process.env[AMOUNT];
  if (amount === "all") return all;
  return Math.ceil(all / (amount === "few" ? FEW_PART : USUAL_PART));
}
