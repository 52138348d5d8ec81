/**
 * A program that the build divided into parts, as one script again: a worker that starts from a text has nothing to load parts with.
 * Knows nothing of what the program does, and does not run it.
 */

/** How a part names another, whether it needs it at once or later. */
const OTHER_PART = /\brequire\)?\("(\.[^"]+)"\)/g;

/** What evaluates a part when it is first asked for. File names of parts are unique. */
const RUN_PARTS = `const made={};const load=(path)=>{const name=path.slice(path.lastIndexOf("/")+1);if(!made[name]){
const module=made[name]={exports:{}};parts[name](module,module.exports,load)}return made[name].exports};`;

/** Joins a program with all its parts; `readPart` is given paths relative to the folder of the program. */
export async function joinProgram(
  entry: string,
  readPart: (path: string) => Promise<string>,
): Promise<string> {
  const texts = new Map<string, string>();
  const read = async (path: string): Promise<void> => {
    if (texts.has(path)) return;
    texts.set(path, "");
    const text = await readPart(path);
    texts.set(path, text);
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    await Promise.all([...text.matchAll(OTHER_PART)].map(([, name = ""]) => read(folder + name.slice(2))));
  };
  await read(entry);
  const parts = Array.from(texts, ([path, text]) => `"${toName(path)}"(module,exports,require){${text}\n}`);
  return `{const parts={${parts.join(",\n")}};\n${RUN_PARTS}load("${entry}")}`;
}

function toName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
