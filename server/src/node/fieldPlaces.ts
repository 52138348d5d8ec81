/**
 * Where a schema file defines a field: for clients that cannot show documents of the server, a definition leads into the very
 * file they handed over. Reads the text once more instead of keeping places of ten thousand fields; does not follow references.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { toFieldName } from "../pql/schema/xdmChildren";
import type { FieldPlaces } from "../session/schemaLoader";
import { nextTurn } from "../session/slices";

/** Words of JSON between two looks at other messages; some milliseconds. */
const PORTION = 50_000;
const WORD = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;
/** Words of a schema by what the members behind them are; behind any other the field does not go on. */
const MEMBERS: ReadonlyMap<string, Level["members"]> = new Map([
  ["properties", "fields"],
  ["patternProperties", "schemas"],
  ...["items", "additionalProperties", "allOf", "anyOf", "oneOf"].map((word) => [word, "words"] as const),
]);

/** Finds fields in schema files on this computer. */
export const findFieldPlace: FieldPlaces = async (source, names) => {
  const path = source.startsWith("file:") ? fileURLToPath(source) : source;
  const text = await readFile(path, "utf8");
  const search = new PropertySearch(text, names);
  while (search.advance(PORTION)) await nextTurn();
  return { uri: pathToFileURL(path).href, range: toLineRange(text, search.best) };
};

/** An object or list the search is in. */
interface Level {
  /** How many of the names lead here; undefined where none of them can. */
  readonly known: number | undefined;
  /** What its members are: words of a schema, fields by name, or schemas of one and the same field. */
  readonly members: "words" | "fields" | "schemas";
}

const ELSEWHERE: Level = { known: undefined, members: "words" };

/** Walks through the text of a schema until it meets the key of a field, or the nearest key above it. */
class PropertySearch {
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #word = new RegExp(WORD);
  readonly #levels: Level[] = [];
  /** What the value that comes next is. */
  #next: Level = { known: 0, members: "words" };
  #key = { start: 0, end: 0 };
  #bestKnown = 0;
  /** Where the key found stands, without its quotes. */
  best = { start: 0, end: 0 };

  constructor(text: string, names: readonly string[]) {
    this.#text = text;
    this.#names = names;
  }

  /** Reads some words; true where there is more to read. */
  advance(words: number): boolean {
    for (let left = words; left > 0; left--) {
      const match = this.#word.exec(this.#text);
      if (match === null || this.#bestKnown === this.#names.length) return false;
      this.#read(match[0], match.index);
    }
    return true;
  }

  #read(word: string, start: number): void {
    if (word === "{" || word === "[") this.#levels.push(this.#next);
    else if (word === "}" || word === "]") this.#levels.pop();
    else if (word === ":") this.#enter();
    else this.#key = { start: start + 1, end: start + word.length - 1 };
    // The elements of a list are what the list is; nothing else may come without a key.
    if (word !== ":") this.#next = this.#levels.at(-1) ?? ELSEWHERE;
  }

  /** Decides what stands behind the key that was read last. */
  #enter(): void {
    const { known, members } = this.#levels.at(-1) ?? ELSEWHERE;
    const key = readKey(this.#text.slice(this.#key.start, this.#key.end));
    this.#next = ELSEWHERE;
    if (known === undefined || key === undefined) return;
    if (members === "schemas") this.#next = { known, members: "words" };
    else if (members === "fields") this.#enterField(key, known);
    else {
      const inner = MEMBERS.get(key);
      if (inner !== undefined) this.#next = { known, members: inner };
    }
  }

  #enterField(key: string, known: number): void {
    if (toFieldName(key) !== this.#names[known]) return;
    this.#next = { known: known + 1, members: "words" };
    if (known < this.#bestKnown) return;
    this.#bestKnown = known + 1;
    this.best = this.#key;
  }
}

/** The text a key stands for; an invalid one stands for nothing. */
function readKey(key: string): string | undefined {
  if (!key.includes("\\")) return key;
  try {
    return JSON.parse(`"${key}"`) as string;
  } catch {
    return undefined;
  }
}

function toLineRange(
  text: string,
  { start, end }: { start: number; end: number },
): Awaited<ReturnType<FieldPlaces>>["range"] {
  const before = text.slice(0, start).split(/\r\n|\r|\n/);
  const line = before.length - 1;
  const character = before.at(-1)?.length ?? 0;
  return { start: { line, character }, end: { line, character: character + end - start } };
}
