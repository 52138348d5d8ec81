/**
 * What comments and documents point at: only places inside the repository that exist, and public addresses.
 */
import { posix } from "node:path";
import type { SourceTree } from "./sourceTree.js";

/** Documents by their path in the repository, as text. */
export type Documents = ReadonlyMap<string, string>;

/** A number of a section without a document it could stand in. */
const LOOSE_SECTION = /\b(?:contract|reference|semantics|specification),? (?:§|sections? )?\d+(?:\.\d+)*\b/gi;
const CITED_DOCUMENT = /\bdocs\/([\w-]+\.md)(?:#([\w-]+))?/g;
/** A link of Markdown that is no web address. */
const LOCAL_LINK = /\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g;

/** The anchors of a document's headings, as web pages of repositories make them. */
function collectAnchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ +(.+)$/gm)].map(([, title = ""]) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

interface Citation {
  readonly document: string;
  readonly anchor: string | undefined;
}

function isBroken({ document, anchor }: Citation, documents: Documents): boolean {
  const text = documents.get(document);
  return text === undefined || (anchor !== undefined && !collectAnchors(text).has(anchor));
}

/** Citations in code of sections that stand nowhere, or of documents and headings that do not exist. */
export function findBrokenCitations(tree: SourceTree, documents: Documents): string[] {
  return [...tree.values()].flatMap(({ path, text }) => {
    const loose = [...text.matchAll(LOOSE_SECTION)].map(([words]) => words);
    const broken = [...text.matchAll(CITED_DOCUMENT)]
      .filter(([, name, anchor]) => isBroken({ document: `docs/${name}`, anchor }, documents))
      .map(([words]) => words);
    return [...loose, ...broken].map((words) => `${path}: ${words}`);
  });
}

/** Links between documents that lead nowhere; `files` are all paths of the repository, folders included. */
export function findBrokenLinks(documents: Documents, files: ReadonlySet<string>): string[] {
  return [...documents].flatMap(([path, text]) =>
    [...text.matchAll(LOCAL_LINK)]
      .filter(([, target = "", anchor]) => {
        const file = target === "" ? path : posix.join(posix.dirname(path), target).replace(/\/$/, "");
        if (!files.has(file)) return true;
        return documents.has(file) && isBroken({ document: file, anchor }, documents);
      })
      .map(([words]) => `${path}: ${words}`),
  );
}

/** A file or folder of the repository as documents name it: in backticks, from the top. */
const NAMED_PATH = /`((?:\.ci|\.vscode|client|docs|findings|server|syntaxes|test)\/[\w./-]*)`/g;

/** Paths that documents name and that do not exist; `files` are all paths of the repository, folders included. */
export function findMissingPaths(documents: Documents, files: ReadonlySet<string>): string[] {
  return [...documents].flatMap(([document, text]) =>
    [...text.matchAll(NAMED_PATH)]
      .map(([, path = ""]) => path)
      .filter((path) => !files.has(path.replace(/\/$/, "")))
      .map((path) => `${document}: ${path}`),
  );
}
