/**
 * Merges versions of a text line by line, with the conflict markers every editor understands where both sides changed the
 * same place, so that neither side is lost; and gives a merged text the line breaks its versions had. Lines of the versions
 * that look like markers get a backslash before them until the text is read again. Pure.
 */
import { diff3Merge, diffComm } from "node-diff3";

export interface TextVersions {
  /** What both started from; undefined when nobody knows, then every difference is a conflict. */
  readonly started: string | undefined;
  readonly now: string;
  readonly mine: string;
}

const NOW = "<<<<<<< The platform now";
const STARTED = "||||||| Started from";
const SPLIT = "=======";
const MINE = ">>>>>>> Mine";

/** The markers a text can hold; editors find the first seven signs of a line. */
const MARKERS: ReadonlySet<string> = new Set([NOW, STARTED, SPLIT, MINE]);
const LIKE_MARKER = /^(?=\\*(?:<{7}|\|{7}|={7}|>{7}))/gm;
const SET_APART = /^\\(?=\\*(?:<{7}|\|{7}|={7}|>{7}))/gm;

/** The merged text with plain line breaks, and with markers where a person must choose. */
export function mergeTexts({ started, now, mine }: TextVersions): string {
  return started === undefined
    ? mergeTwo(toLines(now), toLines(mine))
    : mergeThree(toLines(now), toLines(started), toLines(mine));
}

/** Whether something is left to choose. A line that a version holds is no marker, however much it looks like one. */
export function hasMarkers(text: string, versions: readonly string[]): boolean {
  const held = new Set(versions.flatMap((version) => version.split(BREAK)));
  return text.split(BREAK).some((line) => MARKERS.has(line) && !held.has(line));
}

/** The text as it may stand between markers: no line of it can be taken for one. */
export function setMarkersApart(text: string): string {
  return text.replace(LIKE_MARKER, "\\");
}

/** What was set apart, as it was. */
export function toPlainMarkers(text: string): string {
  return text.replace(SET_APART, "");
}

/**
 * The text with the line breaks of the versions it came from, the earlier ones first: a line keeps its own, a new one gets
 * the usual one. Where it says the same as a version, it is that version, white space at its end included.
 */
export function restoreBreaks(text: string, versions: readonly string[]): string {
  const plain = toPlainBreaks(text);
  const same = versions.find((version) => toPlainBreaks(version).trimEnd() === plain.trimEnd());
  if (same !== undefined) return same;
  const [first = "", ...others] = versions;
  if (!versions.some((version) => version.includes("\r"))) return plain;
  const own = toOwnBreaks([first, ...others]);
  const usual = findUsualBreak(first);
  const lines = plain.split("\n");
  return lines.map((line, at) => (at === lines.length - 1 ? line : line + (own.get(line) ?? usual))).join("");
}

const BREAK = /\r\n|\r|\n/;

function toPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function toLines(text: string): string[] {
  return toPlainBreaks(text).split("\n").map(setMarkersApart);
}

/** The break behind each line; a line that has several has none of its own. */
function toOwnBreaks(versions: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const version of versions) {
    for (const [, line = "", end = ""] of version.matchAll(/([^\r\n]*)(\r\n|\r|\n)/g)) {
      if (found.has(line) && found.get(line) !== end) several.add(line);
      else found.set(line, end);
    }
  }
  for (const line of several) found.delete(line);
  return found;
}

function findUsualBreak(text: string): string {
  const counts = new Map<string, number>();
  for (const [end] of text.matchAll(/\r\n|\r|\n/g)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "\n";
}

function mergeThree(now: string[], started: string[], mine: string[]): string {
  const regions = diff3Merge(now, started, mine, { excludeFalseConflicts: true });
  return regions
    .flatMap(({ ok, conflict }) =>
      conflict === undefined
        ? (ok ?? [])
        : [NOW, ...conflict.a, STARTED, ...conflict.o, SPLIT, ...conflict.b, MINE],
    )
    .join("\n");
}

function mergeTwo(now: string[], mine: string[]): string {
  return diffComm(now, mine)
    .flatMap((part) =>
      "common" in part && part.common !== undefined
        ? part.common
        : [NOW, ...(part.buffer1 ?? []), SPLIT, ...(part.buffer2 ?? []), MINE],
    )
    .join("\n");
}
