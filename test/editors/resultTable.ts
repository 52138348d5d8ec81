/**
 * The table of the run, `results.md`. A run of some clients leaves the rows of the others as they were.
 */
import { existsSync, readFileSync } from "node:fs";
import { type Outcomes, STEPS } from "./scenario.js";

/** What came of one client. */
export type ClientRow =
  | { readonly name: string; readonly missing: string }
  | {
      readonly name: string;
      readonly version: string;
      readonly outcomes: Outcomes;
      readonly remarks: Readonly<Record<string, string>>;
    };

/** A line of the table. */
interface Line {
  readonly name: string;
  readonly text: string;
}

const HEAD = `# The server in other people's editors

Written by \`npm run test:editors\`; do not edit. Each client opens a document with a wrong name, shows the problem, completes a value in
quotes, applies the fix and shows no problem any more, renames a variable, formats and saves; after each step the text that it holds is
compared. "none": the client has no such step. The configurations are those of [docs/editors.md](../../docs/editors.md).
Kate answers no questions: its text and its problems are read from what it and the server say to each other, and the saved text from the
file. It also completes a function, where its parentheses must stand once: \`orders.coun\` becomes \`orders.count()\`.

`;

const escapeCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function toLine(row: ClientRow): Line {
  const cells =
    "missing" in row
      ? [row.name, `not run: ${row.missing}`, ...STEPS.map(() => "")]
      : [row.name, row.version, ...STEPS.map((step) => row.remarks[step] ?? row.outcomes[step])];
  return { name: row.name, text: `| ${cells.map(escapeCell).join(" | ")} |` };
}

/** Whether nothing failed: each step worked, or the client has none. */
export function isExplained(row: ClientRow): boolean {
  if ("missing" in row) return true;
  return STEPS.every(
    (step) => ["yes", "none"].includes(row.outcomes[step]) || row.remarks[step] !== undefined,
  );
}

/** The lines of the file with those of the new rows in their place. */
export function mergeRows(file: string, rows: readonly ClientRow[]): readonly Line[] {
  const fresh = rows.map(toLine);
  const old = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const kept = old
    .filter((text) => /^\| (?!Client |---)/.test(text))
    .map((text) => ({ name: text.split(" | ")[0]?.slice(2) ?? "", text }))
    .map((line) => fresh.find(({ name }) => name === line.name) ?? line);
  return [...kept, ...fresh.filter(({ name }) => !kept.some((line) => line.name === name))];
}

/** The whole file. */
export function toTable(lines: readonly Line[]): string {
  const titles = ["Client", "Version", ...STEPS.map((step) => `${step[0]?.toUpperCase()}${step.slice(1)}`)];
  const rule = titles.map(() => "---");
  return `${HEAD}| ${titles.join(" | ")} |\n| ${rule.join(" | ")} |\n${lines.map(({ text }) => `${text}\n`).join("")}`;
}
