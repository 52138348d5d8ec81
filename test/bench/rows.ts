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

const COLD =
  "Code that has hardly run: V8 interprets it. The same 50 KB took 19 ms of the server's main thread when opened first, 12 the second time, 9 the fifth and 6 the thirteenth; echo took 0.5 each time. Compiled code that was kept spares the compiling, not the interpreting. Measured without effect: baseline code at once, feedback at once, V8's own patience before it optimises, half and a quarter of it. Warming up in idle time would not help: the first text comes with the greeting.";
const RESENT =
  "In processor time of the main thread a key is at half of echo (0.47 ms against 0.92). A profile of it: a third is writing the list of problems, which LSP wants whole with each key, more than a quarter checking the clause, over a third of that looking for the field that a wrong name meant, more than a quarter reading it, all in code that has run some hundred times.";
const ANSWERS =
  "Processor time of the main thread is 0.26 ms for a completion in 20,000 fields, of echo's fixed empty answer 0.16, the way of a message included. In process the median is 0.11 ms after 60 requests; it halves once V8 has optimised, which takes thousands. What is left is spread over reading the clause, ranking and writing, no function above a tenth.";
const EDITS =
  "Parsing has become three times as fast since this limit was met. The answer takes 55 ms of the main thread: the places of 12,000 edits and their JSON take more than printing, the rest is garbage collection. Writing that JSON by hand gained nothing.";
const OTHER_THREADS =
  "Counts all threads: of about 100 ms the main thread has 55 to 65, the rest is V8's compiler and garbage collector on the other processor.";

const ITEMS_200 = { of: "echo-items-200", measure: "completion 20000 p95" } as const;

const TARGETS: readonly Target[] = [
  {
    what: "1 MB opened → diagnostics",
    reason:
      "Lexing, parsing and checking take 24 ms once V8 has optimised them (see the rows in process); in a server that opens its third text the same code takes 50 to 60 ms of the main thread. Echo looks at no character.",
    measure: "open 1 MB",
    limits: [
      { atMost: 6, of: "echo" },
      { atMost: 0.333, of: "json" },
    ],
  },
  {
    what: "1 MB opened, processor time",
    reason: OTHER_THREADS,
    measure: "open 1 MB CPU",
    limits: [{ atMost: 2.5, of: "ours", measure: "core all", called: "lex, parse and check in process" }],
  },
  {
    what: "1 MB opened as the first act",
    reason: COLD,
    measure: "fresh 1 MB",
    limits: [
      { atMost: 11, of: "echo" },
      { atMost: 0.333, of: "json" },
    ],
  },
  {
    what: "50 KB opened → diagnostics",
    reason: COLD,
    measure: "open 50 KB",
    limits: [
      { atMost: 10, of: "echo" },
      { atMost: 0.5, of: "json" },
    ],
  },
  {
    what: "1 KB opened → diagnostics",
    reason: COLD,
    measure: "open 1 KB p50",
    limits: [{ atMost: 1.5, of: "echo" }],
  },
  {
    what: "one key in 1 MB, p50",
    reason: RESENT,
    measure: "key p50",
    limits: [
      { atMost: 0.5, of: "echo" },
      { atMost: 0.5, of: "json" },
    ],
  },
  { what: "one key in 1 MB, p95", measure: "key p95", limits: [{ atMost: 0.75, of: "echo" }] },
  { what: "one key in 1 MB, processor time", measure: "key CPU", limits: [{ atMost: 0.5, of: "echo" }] },
  {
    what: "one key + completion in 1 MB",
    reason: RESENT,
    measure: "key and completion p50",
    limits: [{ atMost: 0.65, of: "echo" }],
  },
  {
    what: "completion, 20,000 fields, p50",
    reason: ANSWERS,
    measure: "completion 20000 p50",
    limits: [{ atMost: 1.25, of: "echo" }],
  },
  {
    what: "completion, 20,000 fields, p95",
    reason: ANSWERS,
    measure: "completion 20000 p95",
    limits: [{ atMost: 1, ...ITEMS_200 }],
  },
  {
    what: "completion, 50,000 fields, p95",
    reason: ANSWERS,
    measure: "completion 50000 p95",
    limits: [
      { atMost: 1.2, of: "ours", measure: "completion 20000 p95", called: "20,000 fields" },
      { atMost: 1.2, ...ITEMS_200 },
    ],
  },
  {
    what: "completion, 19,000 fields on one level, p95",
    reason: ANSWERS,
    measure: "completion flat p95",
    limits: [{ atMost: 1.5, ...ITEMS_200 }],
  },
  { what: "hover, p95", measure: "hover 20000 p95", limits: [{ atMost: 1.25, of: "echo" }] },
  {
    what: "cold start → initialize",
    reason:
      "Node's own start is all of it but a few milliseconds: raw-echo, 60 lines in the protocol, needs as long. Where the limit falls depends on how long echo takes to load from the disk's cache; runs gave 0.70 to 0.80.",
    measure: "start",
    limits: [
      { atMost: 0.75, of: "echo" },
      { atMost: 1.15, of: "raw-echo" },
    ],
  },
  {
    what: "cold start → first completion, index kept",
    measure: "first completion, cached",
    limits: [{ atMost: 1.6, of: "raw-echo", measure: "start", called: "raw-echo's start" }],
  },
  {
    what: "the very first start → first completion (no target)",
    measure: "first completion, not cached",
    limits: [
      { atMost: Number.POSITIVE_INFINITY, of: "raw-echo", measure: "start", called: "raw-echo's start" },
    ],
  },
  {
    what: "memory, 20,000 fields",
    measure: "memory 20000 MB",
    unit: "MB",
    limits: [{ atMost: 1.15, of: "echo" }],
  },
  {
    what: "memory, 50,000 fields",
    measure: "memory 50000 MB",
    unit: "MB",
    limits: [{ atMost: 1.15, of: "ours", measure: "memory 20000 MB", called: "20,000 fields" }],
  },
  {
    what: "peak memory after the 1 MB phase",
    measure: "peak memory MB",
    unit: "MB",
    limits: [{ atMost: 1.6, of: "echo" }],
  },
  {
    what: "formatting 1 MB in which every indent is wrong",
    reason: EDITS,
    measure: "formatting p50",
    limits: [{ atMost: 8, of: "ours", measure: "core parse", called: "parsing it" }],
  },
  {
    what: "semantic tokens of 1 MB, full",
    measure: "semantic tokens p50",
    limits: [{ atMost: 14, of: "ours", measure: "core lex", called: "lexing it" }],
  },
  {
    what: "server bundle, minified",
    reason:
      "By esbuild's own account: what is known of the functions is 51 KB of it, lexer and parser 43, schemas 35, checking 75, completion 24, JSON 21, other features 40. Hardly anything is in it twice, and what is rarely used, such as refactorings (11 KB), is too small to matter. Packing the text would reach the limit, with a file that nobody can read.",
    measure: "bundle KB",
    unit: "KB",
    limits: [{ atMost: 1.25, of: "echo", called: "echo's bundle" }],
  },
];

/** All rows about servers. */
export function toRows(figures: Figures): Row[] {
  return TARGETS.map(({ what, measure, unit = "ms", limits, reason }) => ({
    what,
    reason,
    unit,
    comparisons: limits.map(({ atMost, of, measure: base = measure, called = of }) => ({
      label: Number.isFinite(atMost) ? `${atMost} × ${called}` : `of ${called}`,
      atMost,
      ours: figures.find("ours", measure),
      base: figures.find(of, base),
    })),
  }));
}
