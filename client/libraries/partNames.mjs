/**
 * Short names for the parts of a package. esbuild calls each after its content, which keeps the parts of several builds apart; in a
 * package there is one build, and the long names, each in the text of every part that needs it and twice in the archive, were a
 * hundredth of it. The same outputs get the same names.
 */
import path from "node:path";

/** How esbuild calls a part of a package (esbuild.mjs). */
const HASH = /\b[A-Z0-9]{8}\.js\b/g;

/**
 * @param {readonly string[]} files paths of all outputs
 * @returns {(text: string) => string} puts the short names in the place of the long ones
 */
export function shortenPartNames(files) {
  const parts = files.map((file) => path.basename(file)).filter((name) => name.match(HASH)?.[0] === name);
  const names = new Map(parts.sort().map((name, place) => [name, `${place.toString(36)}.js`]));
  return (text) => text.replace(HASH, (name) => names.get(name) ?? name);
}
