/**
 * The tables of docs/grammar.md that follow from the code: functions with their signatures, problem codes with a text that
 * draws each and the text that does not. Checks nothing itself; test/unit/architecture/documents.test.ts does.
 */

import { DIALECTS, type Dialect } from "../../server/src/pql/language/dialect.js";
import { allFunctions, type PqlFunction } from "../../server/src/pql/language/functionCatalogue.js";
import type { FunctionStatus } from "../../server/src/pql/language/functions/functionFacts.js";
import { CODES } from "../../server/src/pql/problems/problemCodes.js";
import { listCodeExamples } from "../unit/pql/features/codeExamples.js";

/** A vertical bar would end the cell, and long texts are shortened in the middle. */
function toCode(text: string): string {
  const short = text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL / 2)}…`;
  const fence = short.includes("`") ? "``" : "`";
  const inner = fence === "``" ? ` ${short} ` : short;
  return `${fence}${inner.replaceAll("|", "\\|").replaceAll("\n", " ")}${fence}`;
}

const LONGEST_CELL = 160;

function toRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [toRow(head), toRow(head.map(() => "---")), ...rows.map(toRow)].join("\n");
}

const STATUS_WORDS: Readonly<Record<FunctionStatus, string>> = {
  documented: "documented",
  "documented-elsewhere": "documented for another product",
  observed: "seen at work",
  historical: "no longer in use",
};

function toFunctionRow(entry: PqlFunction): readonly string[] {
  const signatures = entry.signatures.map(({ text }) => toCode(text)).join("<br>");
  const summary = entry.summary.replaceAll("|", "\\|");
  return [toCode(entry.name), signatures, summary, toCode(entry.example), STATUS_WORDS[entry.status]];
}

function toFunctionTable(dialect: Dialect, title: string): readonly string[] {
  const entries = allFunctions().filter(({ dialects }) => dialects[0] === dialect);
  if (entries.length === 0) return [];
  const sorted = [...entries].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const head = ["Name", "Signature", "What it does", "Example", "How sure"];
  return [`### Functions of ${title}`, toTable(head, sorted.map(toFunctionRow))];
}

/** A table per place in which PQL is written; a function stands where it is documented first. */
export function writeFunctionTables(): string {
  return DIALECTS.flatMap(({ dialect, title }) => toFunctionTable(dialect, title)).join("\n\n");
}

/** One row per code, in the order of the code's own table. */
export function writeCodeTable(): string {
  const examples = listCodeExamples();
  const rows = CODES.map(({ code, severity, summary }) => {
    const { failing = "", mended = "" } = examples.get(code) ?? {};
    return [toCode(code), severity, summary.replaceAll("|", "\\|"), toCode(failing), toCode(mended)];
  });
  return toTable(["Code", "Weight", "What it says", "A text that draws it", "A text that does not"], rows);
}
