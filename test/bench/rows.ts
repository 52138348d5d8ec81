/**
 * The rows of the report: what is promised, and which figures answer for it.
 */
import { statSync } from "node:fs";
import type { ServerName } from "./benchServers";
import { type CoreFigures, toCoreRows } from "./coreRows";
import type { Figures } from "./figures";
import type { Comparison, Row } from "./row";

/** Sizes and in-process figures that no session measures. */
export interface FixedFigures {
  readonly ourBundle: string;
  readonly echoBundle: string;
  readonly inProcess: CoreFigures;
}

/** All rows. */
export function toRows(figures: Figures, fixed: FixedFigures): Row[] {
  const against = (base: ServerName, measure: string, atMost: number, baseMeasure = measure): Comparison => ({
    label: `${atMost} × ${base}`,
    atMost,
    ours: figures.find("ours", measure),
    base: figures.find(base, baseMeasure),
  });
  const own = (measure: string, base: string, atMost: number, label: string): Comparison => ({
    label: `${atMost} × ${label}`,
    atMost,
    ours: figures.find("ours", measure),
    base: figures.find("ours", base),
  });
  const row = (what: string, unit: string, ...comparisons: Comparison[]): Row => ({
    what,
    unit,
    comparisons,
  });
  const cpu: Comparison = {
    label: "CPU 2.5 × in process",
    atMost: 2.5,
    ours: figures.find("ours", "open 1 MB CPU"),
    base: fixed.inProcess.all,
  };
  const size: Comparison = {
    label: "1.25 × echo's bundle",
    atMost: 1.25,
    ours: statSync(fixed.ourBundle).size / 1024,
    base: statSync(fixed.echoBundle).size / 1024,
  };
  return [
    row(
      "1 MB opened → diagnostics",
      "ms",
      against("echo", "open 1 MB", 6),
      against("json", "open 1 MB", 0.333),
      cpu,
    ),
    row(
      "1 MB opened as the first act",
      "ms",
      against("echo", "fresh 1 MB", 11),
      against("json", "fresh 1 MB", 0.333),
    ),
    row(
      "50 KB opened → diagnostics",
      "ms",
      against("echo", "open 50 KB", 10),
      against("json", "open 50 KB", 0.5),
    ),
    row("1 KB opened → diagnostics", "ms", against("echo", "open 1 KB p50", 1.5)),
    row("one key in 1 MB, p50", "ms", against("echo", "key p50", 0.5), against("json", "key p50", 0.5)),
    row("one key in 1 MB, p95", "ms", against("echo", "key p95", 0.75)),
    row("one key in 1 MB, CPU", "ms", against("echo", "key CPU", 0.5)),
    row("one key + completion in 1 MB", "ms", against("echo", "key and completion p50", 0.65)),
    row(
      "completion, 20,000 fields",
      "ms",
      { ...against("echo", "completion 20000 p50", 1.25), label: "p50 1.25 × echo" },
      { ...against("echo-items-200", "completion 20000 p95", 1), label: "p95 1 × echo-items-200" },
    ),
    row(
      "completion, 50,000 fields, p95",
      "ms",
      own("completion 50000 p95", "completion 20000 p95", 1.2, "20,000 fields"),
      against("echo-items-200", "completion 50000 p95", 1.2, "completion 20000 p95"),
    ),
    row(
      "completion, 19,000 fields on one level, p95",
      "ms",
      against("echo-items-200", "completion flat p95", 1.5, "completion 20000 p95"),
    ),
    row("hover, p95", "ms", against("echo", "hover 20000 p95", 1.25)),
    row("cold start → initialize", "ms", against("echo", "start", 0.75), against("raw-echo", "start", 1.15)),
    row(
      "cold start → first completion, cached index",
      "ms",
      against("raw-echo", "first completion, cached", 1.6, "start"),
    ),
    row("the same without the cache (no target)", "ms", {
      ...against("raw-echo", "first completion, not cached", Number.POSITIVE_INFINITY, "start"),
      label: "of raw-echo's start",
    }),
    row("memory, 20,000 fields", "MB", against("echo", "memory 20000 MB", 1.15)),
    row("memory, 50,000 fields", "MB", own("memory 50000 MB", "memory 20000 MB", 1.15, "20,000 fields")),
    row("peak memory after the 1 MB phase", "MB", against("echo", "peak memory MB", 1.6)),
    row("formatting 1 MB in which every indent is wrong", "ms", {
      label: "8 × parsing it",
      atMost: 8,
      ours: figures.find("ours", "formatting p50"),
      base: fixed.inProcess.parse,
    }),
    row("semantic tokens of 1 MB, full", "ms", {
      label: "14 × lexing it",
      atMost: 14,
      ours: figures.find("ours", "semantic tokens p50"),
      base: fixed.inProcess.lex,
    }),
    row("server bundle, minified", "KB", size),
    ...toCoreRows(fixed.inProcess),
  ];
}
