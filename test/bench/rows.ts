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
  "Code that has hardly run: V8 interprets it, and the same text takes about a tenth of the time once it has optimised. Compiled code that was kept spares the compiling, not the interpreting.";
const RESENT =
  "LSP has no way to send what changed in a list of problems: the list of this text, planted errors and some notes, goes out whole with each key. Cut to twenty problems the same key took 0.4 times echo.";
const ANSWERS =
  "Analysing the clause, ranking and describing fields is the whole difference to an answer that is always the same; a profile shows about 0.25 ms of it, a third of that in writing the answer.";

const ITEMS_200 = { of: "echo-items-200", measure: "completion 20000 p95" } as const;

const TARGETS: readonly Target[] = [
  {
    what: "1 MB opened → diagnostics",
    reason:
      "Lexing, parsing and checking by themselves (see the rows in process) are most of it; echo looks at no character.",
    measure: "open 1 MB",
    limits: [
      { atMost: 6, of: "echo" },
      { atMost: 0.333, of: "json" },
    ],
  },
  {
    what: "1 MB opened, processor time",
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
      "Twenty features, the checker and what is known of 214 functions; the entry that answers the greeting is a tenth of it.",
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
