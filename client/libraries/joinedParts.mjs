/**
 * Puts the many small parts of a package into one file. Each file of an archive costs a hundred bytes beside what it holds and is
 * packed without knowing the others, which was a fiftieth of the package. A part is evaluated when it is first asked for, as in a file
 * of its own. Takes only parts that need no part outside the file, so that whoever reads it early reads nothing else for it, and none
 * that asks for others later.
 */
import path from "node:path";

/** How a part names another that it needs at once. */
const NEEDED = /\brequire\("(\.[^"]+)"\)/g;
const ASKED_FOR = /(\brequire|\(0,require\))\("(\.[^"]+)"\)/g;
const READ_LATER = /\brequire\.later\?\.\("(\.[^"]+)"\)/g;
/** What a part can do in a file of its own only. */
const OWN_FILE = /\(0,require\)|\bmodule\b|\b__(?:dir|file)name\b/;
/** How long a small part is at most. All of them are read with the first. */
const MOST_BYTES = 3_000;
const JOINED = "small.js";

/** Finds a part among those in the file, makes it once, and hands on what stands outside. */
const LOAD = `var made={},load=name=>{if(!Object.hasOwn(parts,name))return require(name);
var exports=made[name];if(!exports)parts[name](made[name]=exports={},load);return exports};module.exports=load;`;

/**
 * @param {ReadonlyMap<string, string>} files paths and texts of a build, as CommonJS
 * @param {string} folder where the parts are
 * @returns {ReadonlyMap<string, string>} the same with the small ones in one file
 */
export function joinSmallParts(files, folder) {
  const small = chooseSmall(files, folder);
  if (small.size < 2) return files;
  const others = [...files].filter(([file]) => !small.has(toName(file)));
  const joined = new Map(others.map(([file, text]) => [file, redirect(text, small)]));
  const texts = [...files].filter(([file]) => small.has(toName(file)));
  return joined.set(path.join(folder, JOINED), write(texts));
}

function chooseSmall(files, folder) {
  const small = new Set();
  const canJoin = ([file, text]) =>
    path.dirname(file) === folder &&
    text.length <= MOST_BYTES &&
    !OWN_FILE.test(text) &&
    [...text.matchAll(NEEDED)].every(([, needed]) => small.has(toName(needed)));
  let known = -1;
  while (known < small.size) {
    known = small.size;
    for (const entry of files) if (canJoin(entry)) small.add(toName(entry[0]));
  }
  return small;
}

function toName(file) {
  return path.basename(file);
}

/** Asks the file for what is in it. */
function redirect(text, small) {
  const joinedFor = (name) => `${name.slice(0, name.lastIndexOf("/") + 1)}${JOINED}`;
  return text
    .replace(READ_LATER, (asked, name) =>
      small.has(toName(name)) ? `require.later?.("${joinedFor(name)}")` : asked,
    )
    .replace(ASKED_FOR, (asked, how, name) =>
      small.has(toName(name)) ? `${how}("${joinedFor(name)}")("${toName(name)}")` : asked,
    );
}

/** In the order of their names, so that two builds are the same. */
function write(texts) {
  const parts = texts
    .map(([file, text]) => [toName(file), text.replace(NEEDED, (_, name) => `require("${toName(name)}")`)])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `"${name}"(exports,require){${text}\n}`);
  return `var parts={${parts.join(",")}};\n${LOAD}\n`;
}
