/**
 * What a large organisation costs, as Markdown: each promise with what was found, and the figures behind it.
 */
import { LARGE, MEDIUM_AUDIENCES, type PullRuns, type ScaleRuns, SMALL_AUDIENCES } from "./scaleRun.js";

const MEGABYTE = 2 ** 20;
const MOST_HOST_MEGABYTES = 150;
/** As the tests in the editor ask for (test/editor). */
const MOST_ACTIVATION_MS = 50;

/** A promise and what was found of it. */
export interface ScaleRow {
  readonly what: string;
  readonly found: string;
  readonly isMet: boolean;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function medianOf<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return median(items.map(read));
}

function atMost(
  what: string,
  limit: number,
  [ours, base, unit]: readonly [number, number, string],
): ScaleRow {
  const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const ratio = ours / base;
  return {
    what,
    isMet: ratio <= limit,
    found: `${ratio.toFixed(2)} (${show(ours)} : ${show(base)} ${unit})`,
  };
}

function judgePulls({ small, medium, large }: PullRuns): ScaleRow[] {
  const megabytes = (runs: PullRuns["small"]): number => medianOf(runs, (run) => run.megabytes);
  const perThousand = (runs: PullRuns["small"], audiences: number): number =>
    medianOf(runs, ({ processorMs }) => processorMs / audiences) * 1_000;
  const failed = [...small, ...medium, ...large].filter(({ exitCode }) => exitCode !== 0).length;
  const count = LARGE.audiences.toLocaleString("en");
  return [
    atMost(`memory of \`aep pull\` of ${count} audiences, at most 1.3 × that of ${SMALL_AUDIENCES}`, 1.3, [
      ...([megabytes(large), megabytes(small)] as const),
      "MB at most",
    ]),
    atMost(
      `processor time of that pull for each thousand, at most 1.2 × that of ${MEDIUM_AUDIENCES.toLocaleString("en")}`,
      1.2,
      [...([perThousand(large, LARGE.audiences), perThousand(medium, MEDIUM_AUDIENCES)] as const), "ms"],
    ),
    {
      what: "every pull is complete",
      found: failed === 0 ? "yes" : `${failed} are not`,
      isMet: failed === 0,
    },
  ];
}

/** An empty extension is active within less than the editor's clock tells, so there is no ratio. */
function toOwnActivation([ours, empty]: [number, number, string]): ScaleRow {
  return {
    what: `the activation alone, at most ${MOST_ACTIVATION_MS} ms more than an empty one`,
    found: `${ours.toFixed(0)} : ${empty.toFixed(0)} ms`,
    isMet: ours - empty <= MOST_ACTIVATION_MS,
  };
}

function judgeActivation({ ours, empty }: ScaleRuns["activation"]): ScaleRow[] {
  const both = (read: (one: (typeof ours)[number]) => number): [number, number, string] => [
    medianOf(ours, read),
    medianOf(empty, read),
    "ms",
  ];
  return [
    atMost(
      "from the start of the extension host until the extension is active, at most 1.2 × an empty one",
      1.2,
      both((one) => one.sinceStartMs),
    ),
    toOwnActivation(both((one) => one.activateMs)),
  ];
}

function judgeWindow({ result }: ScaleRuns["window"]): ScaleRow[] {
  const rows = result.firstRows.map(({ list, rowsMs, bareMs }) =>
    atMost(`first rows of the list “${list}”, at most 2 × the platform’s answer`, 2, [
      median(rowsMs),
      median(bareMs),
      "ms",
    ]),
  );
  const most = Math.max(...result.held.map(({ host }) => host.heapUsed)) / MEGABYTE;
  return [
    ...rows,
    {
      what: `heap of the extension host stays under ${MOST_HOST_MEGABYTES} MB`,
      found: `${most.toFixed(0)} MB`,
      isMet: most < MOST_HOST_MEGABYTES,
    },
  ];
}

/** All promises of which something was measured. */
export function judgeScale({ pulls, activation, window }: Partial<ScaleRuns>): ScaleRow[] {
  return [
    ...(window === undefined ? [] : judgeWindow(window)),
    ...(pulls === undefined ? [] : judgePulls(pulls)),
    ...(activation === undefined ? [] : judgeActivation(activation)),
  ];
}

function toHeldTable({ window, activation }: Partial<ScaleRuns>): string[] {
  if (window === undefined) return [];
  const show = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);
  const empty = activation?.empty.map(({ held }) => held) ?? [];
  const bare =
    empty.length === 0
      ? []
      : [
          {
            what: "with an empty extension",
            host: {
              heapUsed: medianOf(empty, (one) => one.heapUsed),
              rss: medianOf(empty, (one) => one.rss),
            },
          },
        ];
  return [
    "The extension host after each step, its garbage collected:",
    "",
    "| After | Heap, MB | In memory, MB |",
    "|---|---|---|",
    ...[...bare, ...window.result.held].map(
      ({ what, host }) => `| ${what} | ${show(host.heapUsed)} | ${show(host.rss)} |`,
    ),
    `| the most it ever had | | ${show(window.result.peak)} |`,
    "",
  ];
}

/** Behind the promises, because a ratio to so quick a platform says little of one that is far away. */
const ON_FIRST_ROWS =
  "The sample organisation answers from memory, within ten milliseconds; the longer a platform takes, the less weighs what the sidebar adds to its answer.";

/** The whole document. */
export function toScaleReport(runs: Partial<ScaleRuns>): string {
  const [audiences, journeys, fields] = [LARGE.audiences, LARGE.journeys, LARGE.fields].map((count) =>
    count.toLocaleString("en"),
  );
  return [
    "# A large organisation",
    "",
    `Written by \`npm run soak -- scale\`: the sample organisation with ${audiences} audiences, ${journeys} journeys and a schema of`,
    `${fields} fields, in another process over HTTP. What stands side by side was measured by turns in one run; medians.`,
    "",
    "| Promise | Found | |",
    "|---|---|---|",
    ...judgeScale(runs).map(
      ({ what, found, isMet }) => `| ${what} | ${found} | ${isMet ? "met" : "**missed**"} |`,
    ),
    "",
    ...(runs.window === undefined ? [] : [ON_FIRST_ROWS, ""]),
    ...toHeldTable(runs),
  ].join("\n");
}
