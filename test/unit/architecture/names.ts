/**
 * How files and members of the product are named and how files are imported: one way of each.
 */
import type { SourceTree } from "./sourceTree.js";

/** Programs each have a main file, and the extension begins in desktops and browsers. */
const REPEATED: ReadonlySet<string> = new Set(["main.ts", "extension.ts"]);

/** Names of files that stand in several folders: what a file holds has to be told by its name alone. */
export function findRepeatedNames(tree: SourceTree): string[] {
  const places = new Map<string, string[]>();
  for (const path of tree.keys()) {
    const name = path.split("/").at(-1) ?? path;
    if (!/^(client|server)\/src\//.test(path) || REPEATED.has(name)) continue;
    places.set(name, [...(places.get(name) ?? []), path]);
  }
  return [...places.values()].filter(({ length }) => length > 1).map((paths) => paths.join(" "));
}

/** A confirmation must not be forged, which `private` does not prevent. */
const HARD_PRIVATE: ReadonlySet<string> = new Set(["client/src/api/confirmation.ts"]);

/** Files of the client that write private members or import paths in another way than the rest: `private`, and without an ending. */
export function findOddStyles(tree: SourceTree): string[] {
  return [...tree.values()].flatMap(({ path, text }) => {
    if (!path.startsWith("client/src/")) return [];
    const hasEnding = /(?:from|import)\s*\(?\s*"\.[^"]*\.[jt]s"/.test(text);
    const isHard = !HARD_PRIVATE.has(path) && /\bthis\.#\w/.test(text);
    return [
      ...(hasEnding ? [`${path} imports with an ending`] : []),
      ...(isHard ? [`${path} has #members`] : []),
    ];
  });
}
