/**
 * The figures of the core without a server, and the rows of the report they answer for.
 */
import { percentile } from "./figures";
import type { Comparison, Row } from "./row";

/** What `inProcess.ts` prints: processor time in milliseconds on the large document, warm, except where said. */
export interface CoreFigures {
  /** `JSON.parse` of as many bytes of records over the same fields. */
  readonly json: number;
  readonly lex: number;
  readonly parse: number;
  /** Parse and check. */
  readonly all: number;
  /** One character typed into a clause: lex, parse and check of that clause. Wall-clock milliseconds. */
  readonly edit: number;
  /** Bytes held for tree and findings for each byte of text. */
  readonly bytesPerByte: number;
}

/** The figures of several processes as one. What is held against JSON.parse is held against that of its own process. */
export function toMedians(runs: readonly CoreFigures[]): CoreFigures {
  const median = (read: (run: CoreFigures) => number): number =>
    percentile(runs.map(read), 0.5) ?? Number.NaN;
  const json = median((run) => run.json);
  return {
    json,
    lex: json * median((run) => run.lex / run.json),
    parse: json * median((run) => run.parse / run.json),
    all: json * median((run) => run.all / run.json),
    edit: median((run) => run.edit),
    bytesPerByte: median((run) => run.bytesPerByte),
  };
}

const LEXING =
  "Processes differ by a third for the same lexer, as V8 compiles it; this is the median of seven.";

const CHECKING =
  "A quarter of the time looks up 58,000 steps of paths in tables over 20,000 fields, which are larger than the fast memory of a processor; another quarter lexes and parses; most of what is made are 2,460 hints on `!=` with their fixes.";

/** Rows about the core alone. */
export function toCoreRows(core: CoreFigures): Row[] {
  const json = (atMost: number, ours: number): Comparison[] => [
    { label: `${atMost} × JSON.parse`, atMost, ours, base: core.json },
  ];
  return [
    {
      what: "in process: lexing 1 MB",
      unit: "ms",
      comparisons: json(0.75, core.lex),
      reason: LEXING,
    },
    { what: "in process: parsing 1 MB", unit: "ms", comparisons: json(1.5, core.parse) },
    {
      what: "in process: parsing and checking 1 MB",
      unit: "ms",
      comparisons: json(3, core.all),
      reason: CHECKING,
    },
    {
      what: "in process: one key in 1 MB",
      unit: "ms",
      comparisons: [{ label: "1 ms", atMost: 1, ours: core.edit, base: 1 }],
    },
    {
      what: "in process: memory for each byte of text",
      unit: "bytes",
      comparisons: [{ label: "60 bytes", atMost: 60, ours: core.bytesPerByte, base: 1 }],
    },
  ];
}
