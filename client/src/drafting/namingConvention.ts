/**
 * How audiences are named here: a pattern such as `CRM_{audience_name}`. The words in the braces are written as names are to be
 * written, so that a pattern needs no explanation. Applies a pattern, and finds the one that existing names follow. Pure.
 */

/** Where the name goes, with how it is written. */
const PLACE = /\{(audience([ _.-]?)name)\}/i;

/** As names are written where nothing else is meant: the words as they are, the first with a capital. */
const PLAIN = "Audience name";

/** The name as the pattern writes it; as it is where there is no pattern. A name that has the frame already gets it only once. */
export function applyNaming(pattern: string, name: string): string {
  const found = PLACE.exec(pattern);
  if (found === null) return name;
  const [place, example = "", separator = ""] = found;
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + place.length)];
  const plain = cutFrame(name.trim(), before, after);
  return `${before}${writeAs({ example, separator }, plain)}${after}`;
}

function cutFrame(name: string, before: string, after: string): string {
  const isFramed = (part: string, frame: string) =>
    frame.trim() !== "" && part.toLowerCase() === frame.toLowerCase();
  const begun = isFramed(name.slice(0, before.length), before) ? name.slice(before.length) : name;
  return isFramed(begun.slice(begun.length - after.length), after)
    ? begun.slice(0, begun.length - after.length)
    : begun;
}

interface WrittenStyle {
  /** The two words as they are to be written. */
  readonly example: string;
  readonly separator: string;
}

function writeAs({ example, separator }: WrittenStyle, name: string): string {
  if (example === PLAIN) return capital(name);
  const style = STYLES.find(({ write }) => write(["audience", "name"], separator) === example);
  const words = splitWords(name);
  return style === undefined || words.length === 0 ? name : style.write(words, separator);
}

/** A way to write words; abbreviations stay what they are where the case of the rest is free. */
interface Style {
  readonly write: (words: readonly string[], separator: string) => string;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const STYLES: readonly Style[] = [
  { write: (words, separator) => words.join(separator).toLowerCase() },
  { write: (words, separator) => words.join(separator).toUpperCase() },
  { write: (words, separator) => capital(words.join(separator)) },
  { write: (words, separator) => words.map(capital).join(separator) },
  {
    write: ([first = "", ...others], separator) =>
      [first.toLowerCase(), ...others.map(capital)].join(separator),
  },
];

function splitWords(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[\s_.,;:|/()[\]–-]+/u)
    .filter((word) => word !== "");
}

/** From this share of the names on, something is a convention. */
const MOST = 0.6;
/** Fewer names show no convention. */
const FEWEST = 4;

/** The pattern that most of the names follow; undefined where they follow none. */
export function learnNaming(names: readonly string[]): string | undefined {
  if (names.length < FEWEST) return undefined;
  const before = findFrame(names, (name) => listBeginnings(name));
  const inner = names.filter((name) => name.startsWith(before)).map((name) => name.slice(before.length));
  const after = findFrame(inner, (name) => listBeginnings(reverse(name)).map(reverse));
  const rest = inner
    .filter((name) => name.endsWith(after))
    .map((name) => name.slice(0, name.length - after.length));
  const place = learnPlace(rest);
  const pattern = `${before}{${place ?? PLAIN}}${after}`;
  return place === undefined && pattern === `{${PLAIN}}` ? undefined : pattern;
}

function reverse(text: string): string {
  return Array.from(text).reverse().join("");
}

/** The beginnings of a name that end in a separator, the shortest first. */
function listBeginnings(name: string): readonly string[] {
  return Array.from(name.matchAll(/[\s_.:|/–-]+/gu), ({ index, 0: separator }) =>
    name.slice(0, index + separator.length),
  ).slice(0, 4);
}

/** The longest frame that enough names share; empty where none do. */
function findFrame(names: readonly string[], list: (name: string) => readonly string[]): string {
  const counts = new Map<string, number>();
  for (const frame of names.flatMap(list)) counts.set(frame, (counts.get(frame) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count >= Math.max(FEWEST, names.length * MOST));
  return shared.map(([frame]) => frame).sort((one, other) => other.length - one.length)[0] ?? "";
}

/** How the names between the frames are written; undefined where they are written in no one way, or in the plain one. */
function learnPlace(names: readonly string[]): string | undefined {
  const votes = names.flatMap((name) => findStyle(name) ?? []);
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [best] = [...counts].sort((one, other) => other[1] - one[1]);
  return best === undefined || best[1] < Math.max(2, votes.length * MOST) || best[0] === PLAIN
    ? undefined
    : best[0];
}

/** The example in which a name is written; undefined for single words and names of several styles. */
function findStyle(name: string): string | undefined {
  const words = splitWords(name);
  if (words.length < 2) return undefined;
  const separators = new Set(name.match(/[\s_.-]/gu));
  if (separators.size > 1) return undefined;
  const [separator = ""] = separators;
  const lower = words.map((word) => word.toLowerCase());
  const style = STYLES.find(({ write }) => write(lower, separator) === name);
  return style?.write(["audience", "name"], separator);
}
