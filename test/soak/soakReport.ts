/**
 * What a soak says as Markdown: what both processes held, and everything the window complained of.
 */
import { isKnownNoise } from "../support/knownNoise.js";
import type { HostRun } from "./hostWindow.js";
import type { Sample, SoakResult } from "./soakResult.js";

/** More than this share of what was held after the warm-up is growth. */
const MOST_GROWTH = 0.05;

/** The editor's words, and Node's, for listeners that pile up. */
const LEAK = /potential listener LEAK|MaxListenersExceededWarning/i;
const REJECTION = /rejected promise not handled|UnhandledPromiseRejection/i;

/** A verdict on one promise. */
interface Verdict {
  readonly what: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** Growth from the first sample to the last, as a share. */
function growthOf(samples: readonly Sample[], held: (sample: Sample) => number): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  return held(last) / held(first) - 1;
}

function toPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** All verdicts of a run. */
export function judgeSoak({ result, lines, incidents }: HostRun<SoakResult>): readonly Verdict[] {
  const { samples, rejections } = result;
  const growth = (what: string, held: (sample: Sample) => number): Verdict => {
    const share = growthOf(samples, held);
    return {
      what: `heap of the ${what} grows under 5 %`,
      found: toPercent(share),
      isMet: share < MOST_GROWTH,
    };
  };
  const none = (what: string, found: readonly string[]): Verdict => ({
    what,
    isMet: found.length === 0,
    found: found.length === 0 ? "none" : [...new Set(found)].map((one) => one.split("\n")[0]).join("; "),
  });
  const told = incidents
    .filter(({ reason }) => !isKnownNoise(reason))
    .map(({ kind, reason }) => `${kind}: ${reason}`);
  return [
    growth("extension host", ({ host }) => host.heapUsed),
    growth("language server", ({ server }) => server.heapUsed),
    none("rejections that nobody handles", [
      ...rejections,
      ...lines.filter((line) => REJECTION.test(line)),
      ...told.filter((line) => /^(unhandledRejection|uncaughtException)/.test(line)),
    ]),
    none(
      "warnings of listeners that pile up",
      [...lines, ...told].filter((line) => LEAK.test(line)),
    ),
  ];
}

/** The whole document. */
export function toSoakReport(run: HostRun<SoakResult>, editor: string): string {
  const { counts, samples, warmUp, seconds } = run.result;
  const { edit, switch: switches, refresh, page } = counts;
  const deeds = samples.at(-1)?.deeds ?? 0;
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  const rows = samples.map(
    ({ deeds: done, host, server }) =>
      `| ${done} | ${[host.heapUsed, host.rss, server.heapUsed, server.rss].map(megabytes).join(" | ")} |`,
  );
  return [
    "# A window that is never closed",
    "",
    `Written by \`npm run soak\`: ${deeds} deeds in one window of VS Code (${editor}) with the sample organisation, after ${warmUp} to warm up.`,
    `Altogether ${edit} edits, each with a hover and a completion, ${switches} switches of the sandbox, ${refresh} refreshes of a list and ${page}`,
    `pages opened, in ${Math.round(seconds / 6) / 10} minutes. Heaps are measured after their garbage was collected.`,
    "",
    "| Promise | Found | |",
    "|---|---|---|",
    ...judgeSoak(run).map(
      ({ what, found, isMet }) => `| ${what} | ${found} | ${isMet ? "met" : "**missed**"} |`,
    ),
    "",
    "| Deeds | Extension host: heap, MB | in memory, MB | Language server: heap, MB | in memory, MB |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
