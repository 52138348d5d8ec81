/**
 * Short names for the parts of a package. esbuild calls each after its content, which keeps the parts of several builds apart; in a
 * package there is one build, and the long names, each in the text of every part that needs it and twice in the archive, were a
 * hundredth of it. The same outputs get the same names.
 */
import path from "node:path";

/** How esbuild calls a part: after its module or `chunk`, and after its content. */
const LONG_NAME = /([\w.]+)-[A-Z0-9]{8}\.js/g;

/**
 * @param {readonly string[]} files paths of all outputs
 * @returns {(text: string) => string} puts the short names in the place of the long ones
 */
export function shortenPartNames(files) {
  const outputs = files.map((file) => path.basename(file)).sort();
  const names = new Map(outputs.map((name) => [name, name]));
  // Small and capital letters are the same on some disks.
  const taken = new Set(outputs.map((name) => name.toLowerCase()));
  for (const long of outputs) {
    const [, module] = new RegExp(`^${LONG_NAME.source}$`).exec(long) ?? [];
    if (module === undefined) continue;
    const stem = module === "chunk" ? "" : module;
    let number = stem === "" ? 0 : 1;
    while (taken.has(toName(stem, number).toLowerCase())) number += 1;
    taken.add(toName(stem, number).toLowerCase());
    names.set(long, toName(stem, number));
  }
  return (text) => text.replace(LONG_NAME, (long) => names.get(long) ?? long);
}

function toName(stem, number) {
  return `${stem}${stem !== "" && number === 1 ? "" : number.toString(36)}.js`;
}
