/**
 * The pairs of a folder, found by what stands inside them: renamed and moved files stay the audience they were.
 * Expressions are read when they are needed, not before, so that a folder of thousands fits in memory.
 */
import { EVALUATION_KINDS } from "../model/audienceDefinition";
import { AUDIENCE_FILE_ENDING, type AudienceFile, readAudienceFile } from "../model/audienceFile";
import { type AudienceFolder, EXPRESSION_FILE_ENDING, UnreadableFile } from "../model/audienceFolder";
import { isRecord } from "../model/values";
import { say } from "../words/say";

/** A pair of files, by the path both share without their endings. */
export interface AudiencePair {
  readonly stem: string;
  /** The audience's name: what the file says, else what the file is called. */
  readonly name: string;
  readonly file: AudienceFile;
}

/** Files that cannot be worked with, and why. */
export interface BrokenFile {
  readonly path: string;
  readonly reason: string;
  /** What is known of it where only the expression is missing, as a run that was killed leaves it. */
  readonly half?: AudiencePair | undefined;
}

/** What a folder holds. */
export interface FolderIndex {
  readonly pairs: readonly AudiencePair[];
  readonly broken: readonly BrokenFile[];
  /** Expressions without a file of fields: not audiences as code, and left alone. */
  readonly loose: readonly string[];
}

/** What reading a folder may spare itself. */
interface ReadIndexOptions {
  readonly signal?: AbortSignal | undefined;
  /** Pairs by stem that are known to stand as they stood; they are not read again. */
  readonly unchanged?: ReadonlyMap<string, AudiencePair>;
}

/** Files under way at once: an editor's files are a round trip each, and a folder holds thousands. */
const READS_AT_ONCE = 16;

/** Reads the `.audience.json` files of a folder. A broken file is reported and hides no other. */
export async function readFolderIndex(
  folder: AudienceFolder,
  { signal, unchanged }: ReadIndexOptions = {},
): Promise<FolderIndex> {
  const paths = await folder.list(signal);
  const expressions = new Set(paths.flatMap((path) => toStem(path, EXPRESSION_FILE_ENDING)));
  const described = paths.flatMap((path) => toStem(path, AUDIENCE_FILE_ENDING));
  const pairs: AudiencePair[] = [];
  const broken: BrokenFile[] = [];
  for (let start = 0; start < described.length; start += READS_AT_ONCE) {
    signal?.throwIfAborted();
    const stems = described.slice(start, start + READS_AT_ONCE);
    const bunch = await Promise.all(stems.map((stem) => unchanged?.get(stem) ?? readPair(folder, stem)));
    for (const read of bunch) {
      if ("reason" in read) broken.push(read);
      else if (expressions.has(read.stem)) pairs.push(read);
      else broken.push({ path: read.stem + AUDIENCE_FILE_ENDING, reason: MISSING_EXPRESSION, half: read });
    }
  }
  const known = new Set(described);
  return { pairs, broken, loose: [...expressions].filter((stem) => !known.has(stem)) };
}

const MISSING_EXPRESSION = say("The .pql file with the expression is missing beside it; pulling brings it.");

/** The expression of a pair, without byte-order mark, with plain line breaks, and without space around it. */
export async function readExpression(
  folder: AudienceFolder,
  pair: Pick<AudiencePair, "stem">,
): Promise<string> {
  const text = (await folder.read(pair.stem + EXPRESSION_FILE_ENDING)) ?? "";
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .trim();
}

/** Pairs that say they are the same audience of a sandbox: copies, of which nobody knows which one counts. */
export function findTwins(
  pairs: readonly AudiencePair[],
  key: string,
): ReadonlyMap<string, readonly AudiencePair[]> {
  const byId = new Map<string, AudiencePair[]>();
  for (const pair of pairs) {
    const id = pair.file.remotes[key]?.id;
    if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), pair]);
  }
  return new Map([...byId].filter(([, same]) => same.length > 1));
}

async function readPair(folder: AudienceFolder, stem: string): Promise<AudiencePair | BrokenFile> {
  const path = stem + AUDIENCE_FILE_ENDING;
  try {
    const file = readAudienceFile((await folder.read(path)) ?? "");
    const [problem] = findFileProblems(file.raw);
    if (problem !== undefined) return { path, reason: problem };
    return { stem, name: file.definition.name ?? stem.slice(stem.lastIndexOf("/") + 1), file };
  } catch (error) {
    if (error instanceof UnreadableFile) return { path, reason: error.reason };
    return { path, reason: error instanceof Error ? error.message : String(error) };
  }
}

function toStem(path: string, ending: string): readonly string[] {
  return path.endsWith(ending) && path.length > ending.length ? [path.slice(0, -ending.length)] : [];
}

/**
 * One sentence per field that cannot mean anything. The reader is tolerant and would leave it to the platform; somebody who wrote it
 * means something by it, so nothing is sent before it is put right.
 */
export function findFileProblems(raw: Readonly<Record<string, unknown>>): readonly string[] {
  const problems = CHECKS.flatMap(([field, isRight, wanted]) =>
    raw[field] === undefined || isRight(raw[field]) ? [] : [say("“{0}” must be {1}.", field, wanted)],
  );
  return isRecord(raw["remote"]) ? [...problems, ...findRemoteProblems(raw["remote"])] : problems;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isFilledText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/** Field, what is right, and what is right in words. */
const CHECKS: readonly (readonly [string, (value: unknown) => boolean, string])[] = [
  ["name", isFilledText, say("a text that is not empty")],
  ["description", isText, say("a text")],
  ["mergePolicy", isFilledText, say("the name of a merge policy")],
  [
    "evaluation",
    (value) => EVALUATION_KINDS.some((kind) => kind === value),
    say("one of {0}", EVALUATION_KINDS.join(", ")),
  ],
  ["labels", isTexts, say("a list of texts")],
  ["lifecycle", isFilledText, say("a state such as draft or published")],
  ["remote", isRecord, say("an object with one entry per sandbox")],
];

function findRemoteProblems(remotes: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(remotes).flatMap(([key, link]) =>
    isRecord(link) && isFilledText(link["id"]) ? [] : [say("“remote” names no id for {0}.", key)],
  );
}
