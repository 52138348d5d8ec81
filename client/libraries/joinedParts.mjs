/**
 * Puts the many small parts of a package into two files: those of the language server, which the extension shares, and the others,
 * which the server would only read in vain at each start. Each file of an archive costs a hundred bytes beside what it holds and is
 * packed without knowing the others, which was a fiftieth of the package. A part is evaluated when it is first asked for, as in a file
 * of its own. Takes only parts that need no part outside the two files, so that whoever reads one early reads nothing else for it, and
 * none that asks for others later.
 */
import path from "node:path";

/** How a part names another that it needs at once. */
const NEEDED = /\brequire\("(\.[^"]+)"\)/g;
const ASKED_FOR = /(\brequire|\(0,require\))\("(\.[^"]+)"\)/g;
const READ_LATER = /\brequire\.later\?\.\("(\.[^"]+)"\)/g;
/** What a part can do in a file of its own only. */
const OWN_FILE = /\(0,require\)|\bmodule\b|\b__(?:dir|file)name\b/;
/** How long a small part is at most. All of a file are read with the first. */
const MOST_BYTES = 5_000;
const JOINED = "small.js";
const SERVER = "server.js";
const JOINED_FOR_SERVER = "smallServer.js";

/** Finds a part among those in the file, makes it once, and hands on what stands outside. */
const LOAD = `var made={},load=name=>{if(!Object.hasOwn(parts,name))return require(name);
var exports=made[name];if(!exports)parts[name](made[name]=exports={},load);return exports};module.exports=load;`;

/**
 * @param {ReadonlyMap<string, string>} files paths and texts of a build, as CommonJS
 * @param {string} folder where the parts are
 * @returns {ReadonlyMap<string, string>} the same with the small ones in two files
 */
export function joinSmallParts(files, folder) {
  const small = chooseSmall(files, folder);
  if (small.size < 2) return files;
  const ofServer = listReached(files, SERVER);
  const homes = new Map([...small].map((name) => [name, ofServer.has(name) ? JOINED_FOR_SERVER : JOINED]));
  const isSmall = ([file]) => homes.has(toName(file));
  const joined = new Map(
    [...files].filter((entry) => !isSmall(entry)).map(([file, text]) => [file, redirect(text, homes)]),
  );
  for (const home of new Set(homes.values())) {
    const texts = [...files].filter(([file]) => homes.get(toName(file)) === home);
    joined.set(path.join(folder, home), write(texts, homes));
  }
  return joined;
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

/** Names of the parts that a program can ever ask for. File names are unique. */
function listReached(files, program) {
  const texts = new Map([...files].map(([file, text]) => [toName(file), text]));
  const reached = new Set([program]);
  for (const name of reached) {
    for (const [, , asked] of (texts.get(name) ?? "").matchAll(ASKED_FOR)) reached.add(toName(asked));
  }
  return reached;
}

function toName(file) {
  return path.basename(file);
}

/** Asks the file of a part for it. */
function redirect(text, homes) {
  const homeOf = (name) => `${name.slice(0, name.lastIndexOf("/") + 1)}${homes.get(toName(name))}`;
  return text
    .replace(READ_LATER, (asked, name) =>
      homes.has(toName(name)) ? `require.later?.("${homeOf(name)}")` : asked,
    )
    .replace(ASKED_FOR, (asked, how, name) =>
      homes.has(toName(name)) ? `${how}("${homeOf(name)}")("${toName(name)}")` : asked,
    );
}

/** In the order of their names, so that two builds are the same. */
function write(texts, homes) {
  const here = new Set(texts.map(([file]) => toName(file)));
  const elsewhere = new Map([...homes].filter(([name]) => !here.has(name)));
  const ask = (text) =>
    redirect(text, elsewhere).replace(NEEDED, (asked, name) =>
      here.has(toName(name)) ? `require("${toName(name)}")` : asked,
    );
  const parts = texts
    .map(([file, text]) => [toName(file), ask(text)])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `"${name}"(exports,require){${text}\n}`);
  return `var parts={${parts.join(",")}};\n${LOAD}\n`;
}
