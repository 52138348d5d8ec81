/**
 * The rows of the report: what is promised, and which figures answer for it. Only data and its lookup.
 */
import type { ServerName } from "./benchServers";
import type { Figures } from "./figures";
import type { Row } from "./row";

/** A promise: our figure is at most so many times another one. */
interface Limit {
  readonly atMost: number;
  readonly of: ServerName;
  /** The other figure's measure; missing where it is the same as ours. */
  readonly measure?: string;
  /** What the other figure is called where the server's name does not say it. */
  readonly called?: string;
}

interface Target {
  readonly what: string;
  readonly measure: string;
  readonly unit?: string;
  readonly limits: readonly Limit[];
  /** Why a limit may be missed, as far as it was measured. */
  readonly reason?: string;
}

const PARTS_OF_BUNDLE =
  "Two thirds of it are the core, a fifth the libraries of the protocol and their parts for browsers; the rest are handlers, the session and what joins the parts. What only the extension asks for is not in it.";
const LOADING =
  "The greeting is answered before the language is loaded; until then ours reads what echo reads, the library of the protocol, and ten kilobytes more.";
const NEVER_SEEN =
  "Node's start, reading the file and JSON.parse alone take more processor time than the limit; building the index takes a quarter of all, in code that runs for the first time, no function of which is above a tenth of that. The JSON server reads its schema only as far as the question goes, ours reads all fields, because a wrong name is told with the nearest right one of the whole schema.";
const COMPLETING =
  "A completion keeps the thread of the server busy for a quarter longer than one of echo-items-200 does, the slowest of twenty for half as long again: those are lists of sixty fields and more, which are made when they are first asked for, where echo has made its items before, and the three of 200 requests in which garbage is collected. The rest of the difference is that V8 goes on compiling in threads of its own, which takes as much processor time as all requests; without it the slowest took the thread as long. Flags of V8 are not set here.";
const COMPLETING_BEHIND_KEY =
  "What is offered behind a key differs by place: at six of ten nothing, at one of ten fifty items and more, which take ten times as long; and the first forty take half as long again as later ones, because their code is not compiled yet. As a median of those forty, at other places for each server, runs gave 1.09 to 1.49.";
const FIRST_TEXT =
  "It is the first text of a fresh process, read and checked by code that has not been compiled yet: of 50 KB opened under eight names one after another, the last took an eighth of the first.";
const CHECKING_FOLDERS =
  "What two conditions of a rule say of each other is looked for only where both are about the same value; of the rest, reading the schema, collecting garbage and the parsing, checking and reading of files take about equal parts.";

const ITEMS_200 = { of: "echo-items-200", measure: "completion 20000 p95" } as const;

const TARGETS: readonly Target[] = [
  { what: "start → initialize", measure: "start", reason: LOADING, limits: [{ atMost: 1.25, of: "echo" }] },
  {
    what: "first start, schema of 20,000 fields never seen → first completion",
    measure: "first completion",
    reason: NEVER_SEEN,
    limits: [{ atMost: 0.5, of: "json" }],
  },
  {
    what: "first start, schema of 20,000 fields never seen → first problems",
    measure: "first problems",
    reason: NEVER_SEEN,
    limits: [{ atMost: 0.5, of: "json" }],
  },
  {
    what: "start with the index kept → first completion",
    measure: "first completion, index kept",
    limits: [{ atMost: 2, of: "echo", measure: "start", called: "echo's start" }],
  },
  { what: "one key in 1 MB, p50", measure: "key p50", limits: [{ atMost: 1, of: "echo" }] },
  {
    what: "one key + completion in 1 MB, p50",
    measure: "key and completion p50",
    reason: COMPLETING_BEHIND_KEY,
    limits: [{ atMost: 1.3, of: "echo" }],
  },
  {
    what: "completion, 20,000 fields, p95",
    measure: "completion 20000 p95",
    reason: COMPLETING,
    limits: [{ atMost: 1.5, ...ITEMS_200 }],
  },
  {
    what: "completion, 50,000 fields, p95",
    measure: "completion 50000 p95",
    limits: [{ atMost: 1.2, of: "ours", measure: "completion 20000 p95", called: "20,000 fields" }],
  },
  {
    what: "completion, 19,000 fields on one level, p95",
    measure: "completion flat p95",
    reason: COMPLETING,
    limits: [{ atMost: 2, ...ITEMS_200 }],
  },
  { what: "hover, p95", measure: "hover 20000 p95", limits: [{ atMost: 1.5, of: "echo" }] },
  {
    what: "memory, 20,000 fields",
    measure: "memory 20000 MB",
    unit: "MB",
    limits: [{ atMost: 1.3, of: "echo" }],
  },
  {
    what: "peak memory after the 1 MB phase",
    measure: "peak memory MB",
    unit: "MB",
    limits: [{ atMost: 1.8, of: "echo" }],
  },
  { what: "1 MB opened → diagnostics", measure: "open 1 MB", limits: [{ atMost: 0.5, of: "json" }] },
  {
    what: "1 MB opened as the first act → diagnostics",
    measure: "fresh 1 MB",
    reason: FIRST_TEXT,
    limits: [{ atMost: 0.5, of: "json" }],
  },
  {
    what: "50 KB opened → diagnostics",
    measure: "open 50 KB",
    reason: FIRST_TEXT,
    limits: [{ atMost: 0.5, of: "json" }],
  },
  {
    what: "formatting 1 MB in which every indent is wrong",
    measure: "formatting p50",
    limits: [{ atMost: 1, of: "json" }],
  },
  {
    what: "pql check, 1,000 files of 1 KB with that schema",
    measure: "folder check",
    reason: CHECKING_FOLDERS,
    limits: [{ atMost: 0.2, of: "json", called: "prettier --check on 1,000 JSON files of 1 KB" }],
  },
  {
    what: "server bundle, minified",
    measure: "bundle KB",
    unit: "KB",
    reason: PARTS_OF_BUNDLE,
    limits: [{ atMost: 1.15, of: "echo", measure: "bundle with core KB", called: "(echo bundled + core)" }],
  },
];

/** All rows about servers. */
export function toRows(figures: Figures): Row[] {
  return TARGETS.map(({ what, measure, unit = "ms", limits, reason }) => ({
    what,
    reason,
    unit,
    comparisons: limits.map(({ atMost, of, measure: base = measure, called = of }) => ({
      label: `${atMost} × ${called}`,
      atMost,
      ours: figures.find("ours", measure),
      base: figures.find(of, base),
    })),
  }));
}
