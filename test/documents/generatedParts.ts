/**
 * What of the documents is made from the code: whole files, and parts between two marks. `npm run docs` writes them, a unit
 * test holds that they are fresh.
 */
import { readFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { toToolManifest } from "../support/toolManifest.js";
import { readRepositoryTree } from "../unit/architecture/sourceTree.js";
import { writeCodeTable, writeFunctionTables } from "./languageTables.js";
import { drawLayers } from "./layerPicture.js";
import { findLayers } from "./layers.js";

interface GeneratedPart {
  /** Path in the repository. */
  readonly file: string;
  /** Names the two marks around the part; undefined for a file that is made as a whole. */
  readonly mark?: string;
  readonly write: () => string;
}

const PARTS: readonly GeneratedPart[] = [
  {
    file: "docs/layers.svg",
    write: () => drawLayers(findLayers(readRepositoryTree(["client/src", "server/src"]))),
  },
  { file: "docs/grammar.md", mark: "functions", write: writeFunctionTables },
  { file: "docs/grammar.md", mark: "problem codes", write: writeCodeTable },
  { file: "package.json", write: writeManifest },
];

/** The manifest with the tools as the registry has them. */
function writeManifest(): string {
  const manifest = JSON.parse(readFileSync(inRepository("package.json"), "utf8"));
  const contributes = { ...manifest.contributes, languageModelTools: toToolManifest() };
  return `${JSON.stringify({ ...manifest, contributes }, undefined, 2)}\n`;
}

function replaceBetweenMarks(text: string, mark: string, part: string): string {
  const [begin, end] = [`<!-- made by npm run docs: ${mark} -->`, `<!-- end: ${mark} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The marks around ${mark} are missing.`);
  return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
}

/** The files as they should be, by path. */
export function makeDocuments(): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  for (const { file, mark, write } of PARTS) {
    const text = documents.get(file) ?? (mark === undefined ? "" : readFileSync(inRepository(file), "utf8"));
    documents.set(file, mark === undefined ? write() : replaceBetweenMarks(text, mark, write()));
  }
  return documents;
}
