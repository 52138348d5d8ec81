/**
 * Content as one text people read, compare and resolve conflicts in: each part under its file's name in a fence; and back.
 * Reads strictly, because what is read is what will be previewed next. Pure.
 */
import { hasMarkers, mergeTexts, restoreBreaks, setMarkersApart, toPlainMarkers } from "../model/mergeLines";
import { openConflicts } from "../model/refusals";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { type ContentPart, isSameText } from "./contentParts";

/** The three versions of content. */
export interface ContentVersions {
  readonly started: readonly ContentPart[];
  readonly now: readonly ContentPart[];
  readonly mine: readonly ContentPart[];
}

/** The text: a title, facts about it, and the parts. */
export function toContentText(
  parts: readonly ContentPart[],
  [name = "", ...facts]: readonly string[],
): string {
  const fence = "`".repeat(findLongestFence(parts) + 1);
  const blocks = parts.flatMap(({ file, text }) => {
    const language = file.endsWith(".html") ? "html" : "text";
    return ["", `## ${file}`, "", `${fence}${language}`, text, fence];
  });
  return [`# ${name}`, "", ...facts.map((fact) => `> ${fact}`), ...blocks, ""].join("\n");
}

/** A fence longer than any in the content, so that nothing in it can end it. */
function findLongestFence(parts: readonly ContentPart[]): number {
  const found = parts.flatMap(({ text }) => text.match(/`+/g) ?? []);
  return found.reduce((longest, { length }) => Math.max(longest, length), 2);
}

/**
 * The parts of a text made by `toContentText`, in the form (line breaks, end) the versions have. Throws `badFile` while
 * markers are left or a part cannot be read.
 */
export function readContentText(
  text: string,
  versions: readonly (readonly ContentPart[])[] = [],
): readonly ContentPart[] {
  const plain = text.replace(/\r\n?/g, "\n");
  if (
    hasMarkers(
      plain,
      versions.flat().map((part) => part.text),
    )
  ) {
    throw openConflicts();
  }
  const parts: ContentPart[] = [];
  const block = /^## (\S+)\n+(`{3,})\w*\n([\s\S]*?)^\2$/gm;
  for (const [, file = "", , content = ""] of plain.matchAll(block)) {
    const read = toPlainMarkers(content.replace(/\n$/, ""));
    parts.push({
      file,
      text: restoreBreaks(
        read,
        versions.flatMap((one) => findText(one, file) ?? []),
      ),
    });
  }
  if (parts.length > 0) return parts;
  throw new UserError(
    "badFile",
    say("The text must keep its parts, each under the name of its file and in a fence."),
  );
}

/**
 * The parts as both sides want them; where both changed the same lines, with markers a person chooses by. What looks like a
 * marker is set apart until `readContentText`.
 */
export function mergeParts({ started, now, mine }: ContentVersions): readonly ContentPart[] {
  const files = [...new Set([...now, ...mine].map(({ file }) => file))];
  return files.map((file) => {
    const [base, theirs, ours] = [started, now, mine].map((parts) => findText(parts, file));
    return { file, text: mergeOne(base, theirs ?? "", ours ?? theirs ?? "") };
  });
}

/** Files that changed on both sides, and differently. */
export function listClashes({ started, now, mine }: ContentVersions): readonly string[] {
  return mine.flatMap(({ file, text }) => {
    const [base, theirs] = [findText(started, file), findText(now, file)];
    if (base === undefined || theirs === undefined) return [];
    const isClash = !isSameText(text, base) && !isSameText(theirs, base) && !isSameText(theirs, text);
    return isClash ? [file] : [];
  });
}

function mergeOne(base: string | undefined, theirs: string, ours: string): string {
  const end = mergeEnds([base ?? theirs, theirs, ours].map(endOf));
  if (isSameText(theirs, ours)) return setMarkersApart(withEnd(theirs, end));
  if (base !== undefined && isSameText(ours, base)) return setMarkersApart(withEnd(theirs, end));
  if (base !== undefined && isSameText(theirs, base)) return setMarkersApart(withEnd(ours, end));
  return mergeTexts({ started: base, now: theirs, mine: ours });
}

/** The line breaks at the end, which a side may have changed alone. */
function endOf(text: string): string {
  return /[\r\n]*$/.exec(text)?.[0].replace(/\r\n?/g, "\n") ?? "";
}

/** The end that a side changed; that of the person where both did. */
function mergeEnds([base = "", theirs = "", ours = ""]: readonly string[]): string {
  return ours === base ? theirs : ours;
}

function withEnd(text: string, end: string): string {
  if (endOf(text) === end) return text;
  const body = text.replace(/[\r\n]+$/, "");
  return body + (/\r\n/.test(text) ? end.replaceAll("\n", "\r\n") : end);
}

function findText(parts: readonly ContentPart[], file: string): string | undefined {
  return parts.find((part) => part.file === file)?.text;
}
