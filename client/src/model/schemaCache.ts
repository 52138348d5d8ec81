/**
 * Union schemas on disk, one folder per sandbox, with their age. Structure only: no profile data comes near it.
 * Fetching is somebody else's business; this keeps, dates and hands out what was fetched.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord, readText } from "./values";

/** The classes PQL reads. */
const SCHEMA_CLASSES = ["profile", "experienceEvent"] as const;
export type SchemaClass = (typeof SCHEMA_CLASSES)[number];

/** What is kept of one sandbox. */
export interface CachedSchemas {
  /** Paths of JSON files; a class the sandbox does not have is missing. */
  readonly files: Readonly<Partial<Record<SchemaClass, string>>>;
  /** When they were fetched, milliseconds since 1970. */
  readonly fetchedAt: number;
}

/** Schemas as fetched; a class may be missing. */
export type FetchedSchemas = Readonly<Partial<Record<SchemaClass, unknown>>>;

/** The cache of one editor. Damaged or half-written entries read as missing. */
export class SchemaCache {
  /** `folder` is created when first needed. */
  constructor(private readonly folder: string) {}

  /** What is kept for a sandbox key; undefined when nothing usable is. */
  async find(key: string): Promise<CachedSchemas | undefined> {
    const meta = await readJson(join(this.folderOf(key), "meta.json"));
    if (!isRecord(meta) || meta["key"] !== key || !isRecord(meta["files"])) return undefined;
    const names = meta["files"];
    const fetchedAt = Date.parse(readText(meta["fetchedAt"]) ?? "");
    const files: Partial<Record<SchemaClass, string>> = {};
    for (const schemaClass of SCHEMA_CLASSES) {
      const name = readText(names[schemaClass]);
      if (name !== undefined) files[schemaClass] = join(this.folderOf(key), name);
    }
    return Number.isNaN(fetchedAt) ? undefined : { files, fetchedAt };
  }

  /** Keeps fetched schemas. Files get new names, so that a reader of the old ones is not cut off half-way. */
  async keep(key: string, schemas: FetchedSchemas, fetchedAt: number): Promise<CachedSchemas> {
    const folder = this.folderOf(key);
    const former = await this.find(key);
    await mkdir(folder, { recursive: true });
    const names: Partial<Record<SchemaClass, string>> = {};
    for (const schemaClass of SCHEMA_CLASSES) {
      if (schemas[schemaClass] === undefined) continue;
      const name = `${schemaClass}-${fetchedAt}.json`;
      await writeWhole(join(folder, name), JSON.stringify(schemas[schemaClass]));
      names[schemaClass] = name;
    }
    const meta = { key, fetchedAt: new Date(fetchedAt).toISOString(), files: names };
    await writeWhole(join(folder, "meta.json"), JSON.stringify(meta));
    const kept = await this.find(key);
    if (kept === undefined) throw new Error("The schema cache could not be read back.");
    await removeFormer(former, kept);
    return kept;
  }

  private folderOf(key: string): string {
    return join(this.folder, createHash("sha256").update(key).digest("hex").slice(0, 16));
  }
}

/** "just now", "5 min old", "3 h old", "2 days old". */
export function toAgeText(ageMs: number): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min old`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h old`;
  return `${Math.floor(hours / 24)} days old`;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A reader sees the old file or the new one, never half of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  await writeFile(temporary, text, "utf8");
  await rename(temporary, path);
}

async function removeFormer(former: CachedSchemas | undefined, kept: CachedSchemas): Promise<void> {
  const inUse = new Set(Object.values(kept.files));
  const old = Object.values(former?.files ?? {}).filter((path) => !inUse.has(path));
  await Promise.all(old.map((path) => rm(path, { force: true })));
}
