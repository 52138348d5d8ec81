/**
 * The text form of `name.audience.json`, the file beside `name.pql`: everything about an audience but its expression,
 * and which audience it is in each sandbox. Reads tolerantly, keeps what it does not know, and writes stable text.
 */
import { isSpelledOtherwise, parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import { say } from "../words/say";
import {
  type AudienceDefinition,
  type AudienceDraft,
  DEFINITION_FIELDS,
  EMPTY_DRAFT,
  EVALUATION_KINDS,
  type Expression,
  type Fingerprints,
  toFingerprint,
  toFingerprints,
} from "./audienceDefinition";
import { UserError } from "./userError";
import { isRecord, readText, readTexts } from "./values";

/** What ends the name of the file beside `name.pql`. */
export const AUDIENCE_FILE_ENDING = ".audience.json";

/** Which audience the files are in one sandbox, and what it was when it was last seen. */
export interface RemoteLink {
  readonly id: string;
  /** Undefined when the file was written by hand: then nothing is known of its past. */
  readonly seen: Fingerprints | undefined;
  /** ISO time of the platform's last change when it was last seen; for people. */
  readonly updated?: string | undefined;
  /** Fingerprint of the expression in the `.pql` file where the platform holds it in another form (a tree). */
  readonly text?: string | undefined;
}

/** A read `*.audience.json`. */
export interface AudienceFile {
  /** Fields that the file does not mention are undefined: leave them to the platform. */
  readonly definition: Omit<AudienceDraft, "expression">;
  /** By `orgId/sandbox`: files are shared between people whose connections have different names. */
  readonly remotes: Readonly<Record<string, RemoteLink>>;
  /** The object as it stands in the file. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A file that says nothing. */
export const EMPTY_AUDIENCE_FILE: AudienceFile = readAudienceObject({});

/** The key of a sandbox in `remotes`. */
export function toRemoteKey(orgId: string, sandbox: string): string {
  return `${orgId}/${sandbox}`;
}

/** Reads the file; throws `badFile` when it is not a JSON object, because overwriting it would lose something. */
export function readAudienceFile(text: string): AudienceFile {
  if (text.trim() === "") return EMPTY_AUDIENCE_FILE;
  const value = parseJson(text);
  if (!isRecord(value))
    throw new UserError("badFile", say("The .audience.json file does not hold a JSON object."));
  return readAudienceObject(value);
}

/** The file's text after the audience was seen on the platform: its fields, and the link with what was seen. */
export function toAudienceFileText(file: AudienceFile, seen: SeenAudience): string {
  const { definition } = seen;
  const mergePolicy = seen.mergePolicyName ?? definition.mergePolicy;
  const remote = isRecord(file.raw["remote"]) ? file.raw["remote"] : {};
  const content = {
    ...file.raw,
    name: definition.name,
    ...(definition.description === undefined && file.raw["description"] === undefined
      ? {}
      : { description: definition.description ?? "" }),
    ...(mergePolicy === undefined ? {} : { mergePolicy }),
    ...(definition.evaluation === undefined ? {} : { evaluation: definition.evaluation }),
    labels: definition.labels ?? [],
    ...(seen.tags === undefined || seen.tags.length === 0 ? {} : { tags: seen.tags }),
    ...(definition.lifecycle === undefined ? {} : { lifecycle: definition.lifecycle }),
    remote: { ...remote, [seen.key]: toRemoteEntry(seen) },
  };
  return `${printExactJson(content, 2)}\n`;
}

/**
 * From where the next comparison starts after a write: what the platform now holds. Where the expression of the file is an
 * older one that somebody else has changed, it still starts there: otherwise the next push would take their change back.
 */
export function toBaseAfterWrite(written: {
  readonly file: AudienceFile;
  readonly seen: SeenAudience;
  /** As it stands in the `.pql` file. */
  readonly expression: Expression;
}): Fingerprints {
  const { file, seen } = written;
  const now = toFingerprints(seen.definition);
  const before = file.remotes[seen.key]?.seen?.expression;
  const here = toFingerprint("expression", { ...EMPTY_DRAFT, expression: written.expression });
  return before === here && before !== now.expression ? { ...now, expression: before } : now;
}

/** An audience as it was read from the platform, for the file. */
export interface SeenAudience {
  /** See `toRemoteKey`. */
  readonly key: string;
  readonly id: string;
  readonly definition: AudienceDefinition;
  /** Milliseconds since 1970 of the platform's last change. */
  readonly changedAt: number | undefined;
  /** What the next comparison starts from, where that is not `definition`; null when nothing is known. */
  readonly base?: Fingerprints | null | undefined;
  /** The merge policy's name, which files say instead of its id. */
  readonly mergePolicyName?: string | undefined;
  /** Names of the tags, for reading. */
  readonly tags?: readonly string[] | undefined;
  /** See `RemoteLink.text`. */
  readonly text?: string | undefined;
}

function toRemoteEntry(seen: SeenAudience): object {
  const base = seen.base === undefined ? toFingerprints(seen.definition) : seen.base;
  return {
    id: seen.id,
    ...(seen.changedAt === undefined ? {} : { updated: new Date(seen.changedAt).toISOString() }),
    ...(seen.text === undefined ? {} : { text: seen.text }),
    ...(base === null ? {} : { seen: base }),
  };
}

function readAudienceObject(raw: Readonly<Record<string, unknown>>): AudienceFile {
  const description = raw["description"];
  return {
    definition: {
      name: readText(raw["name"]),
      description: typeof description === "string" ? description : undefined,
      mergePolicy: readText(raw["mergePolicy"]),
      evaluation: EVALUATION_KINDS.find((kind) => kind === raw["evaluation"]),
      labels: readTexts(raw["labels"]),
      lifecycle: readText(raw["lifecycle"]),
    },
    remotes: readRemotes(raw["remote"]),
    raw,
  };
}

function readRemotes(value: unknown): Record<string, RemoteLink> {
  const remotes: Record<string, RemoteLink> = {};
  if (!isRecord(value)) return remotes;
  for (const [key, entry] of Object.entries(value)) {
    const id = isRecord(entry) ? readText(entry["id"]) : undefined;
    if (!isRecord(entry) || id === undefined) continue;
    const text = readText(entry["text"]);
    remotes[key] = {
      id,
      seen: readFingerprints(entry["seen"]),
      updated: readText(entry["updated"]),
      ...(text === undefined ? {} : { text }),
    };
  }
  return remotes;
}

/** Fingerprints count only when all are there; a partial set would hide a conflict. */
function readFingerprints(value: unknown): Fingerprints | undefined {
  if (!isRecord(value)) return undefined;
  const isComplete = DEFINITION_FIELDS.every((field) => typeof value[field] === "string");
  return isComplete ? (value as Fingerprints) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return parseExactJson(text.replace(/^\uFEFF/, ""), isSpelledOtherwise);
  } catch (cause) {
    throw new UserError("badFile", say("The .audience.json file is not valid JSON."), { cause });
  }
}
