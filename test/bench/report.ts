/**
 * The table of a run as Markdown.
 */
import { cpus } from "node:os";
import type { Comparison, Row } from "./row";

/** What was run. */
export interface RunFacts {
  readonly rounds: number;
  /** What may have made this run less exact than others. */
  readonly remarks: readonly string[];
}

const INTRODUCTION = `# Speed and memory

Written by \`npm run bench\`. Every figure is the median of the rounds of one run, measured from outside over stdio; only the
ratios mean anything, because absolute times drift with the machine. \`echo\` is a server made with vscode-languageserver and its
TextDocuments that does nothing, bundled like ours; \`echo-items-200\` is echo that answers a completion with 200 items; \`json\` is
vscode-json-languageserver with a JSON schema of as many fields, in a host that takes out the pause it makes before it checks. Our
server keeps indexes of schemas in the folder its client names, as it does in the editor; "never seen" has none.
`;

/** The whole file. */
export function toMarkdown(rows: readonly Row[], { rounds, remarks }: RunFacts): string {
  const lines = rows.flatMap(({ what, unit, comparisons }) =>
    comparisons.map((comparison, at) => toLine(at === 0 ? what : "", unit, comparison)),
  );
  const machine = `Node ${process.version}, ${cpus().length} processors, ${rounds} rounds.`;
  return [
    INTRODUCTION,
    machine,
    "",
    "| What | At most | Ratio | | Ours | Theirs |",
    "|---|---|---|---|---|---|",
    ...lines,
    "",
    ...toReasons(rows),
    ...remarks.map((remark) => `${remark}\n`),
  ].join("\n");
}

function isMissed({ atMost, ours, base }: Comparison): boolean {
  return ours !== undefined && base !== undefined && ours > base * atMost;
}

/** The reasons of what is missed, each with the rows it holds for. */
function toReasons(rows: readonly Row[]): string[] {
  const missed = rows.filter(({ comparisons }) => comparisons.some(isMissed));
  const reasons = new Map<string, string[]>();
  for (const { what, reason } of missed) {
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), what]);
  }
  if (reasons.size === 0) return [];
  const lines = Array.from(reasons, ([reason, whats]) => `- ${whats.join("; ")}: ${reason}`);
  return ["## What is missed, and why", "", ...lines, ""];
}

function toLine(what: string, unit: string, comparison: Comparison): string {
  const { label, atMost, ours, base } = comparison;
  if (ours === undefined || base === undefined) return `| ${what} | ${label} | not measured | | | |`;
  const ratio = ours / base;
  const verdict = !Number.isFinite(atMost) ? "" : isMissed(comparison) ? "**missed**" : "met";
  return `| ${what} | ${label} | ${ratio.toFixed(2)} | ${verdict} | ${show(ours)} ${unit} | ${show(base)} ${unit} |`;
}

function show(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3);
}
