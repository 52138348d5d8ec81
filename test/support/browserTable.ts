/**
 * The table of docs/browser.md that says of everything the manifest offers what becomes of it in a browser, read as people read it.
 * Pure; the tests around compare it with the manifest and with what happens.
 */

/** A row of the table. */
export interface BrowserRow {
  /** What the manifest offers: ids of commands, views, tools and the like. */
  readonly ids: readonly string[];
  /** Whether it works in full, in part, or not at all. */
  readonly isThere: "yes" | "in part" | "no";
  /** What is said beside that; for what is not there the sentence that people read. */
  readonly text: string;
}

/** The heading the table stands below. */
const HEADING = "## Everything the extension offers";
const ROW = /^\| [^|]+ \| ([^|]+) \| (yes|in part|no)(?:: ([^|]+?))? \|$/gm;

/** The rows of the table, in its order. */
export function readBrowserTable(document: string): readonly BrowserRow[] {
  const [, section = ""] = document.split(`${HEADING}\n`);
  const [table = ""] = section.split("\n## ");
  return [...table.matchAll(ROW)].map(([, ids = "", isThere, text = ""]) => ({
    ids: [...ids.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id),
    isThere: isThere as BrowserRow["isThere"],
    text,
  }));
}

/** The commands that are not there, each with the sentence it says. */
export function listUnable(
  rows: readonly BrowserRow[],
): readonly { readonly id: string; readonly sentence: string }[] {
  return rows
    .filter(({ isThere }) => isThere === "no")
    .flatMap(({ ids, text }) =>
      ids.filter((id) => id.startsWith("aep.")).map((id) => ({ id, sentence: text.replace(/^“|”$/g, "") })),
    );
}
