/**
 * Union schemas on this computer, one folder per sandbox, with their age. Structure only: no profile data comes near it.
 * Fetching is somebody else's business; this keeps, dates and hands out what was fetched.
 */

import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { say } from "../words/say";
import type { KeptFolder } from "./keptFolder";
import { toSha256 } from "./sha256";
import { isRecord, readText } from "./values";

/** The classes PQL reads. */
const SCHEMA_CLASSES = ["profile", "experienceEvent"] as const;
export type SchemaClass = (typeof SCHEMA_CLASSES)[number];

/** What is kept of one sandbox. */
export interface CachedSchemas {
  /** Paths or addresses of JSON files; a class the sandbox does not have is missing. */
  readonly files: Readonly<Partial<Record<SchemaClass, string>>>;
  /** When they were fetched, milliseconds since 1970. */
  readonly fetchedAt: number;
}

/** Schemas as fetched; a class may be missing. */
export type FetchedSchemas = Readonly<Partial<Record<SchemaClass, unknown>>>;

/** The cache of one editor. Damaged or half-written entries read as missing. */
export class SchemaCache {
  constructor(private readonly folder: KeptFolder) {}

  /** What is kept for a sandbox key; undefined when nothing usable is. */
  async find(key: string): Promise<CachedSchemas | undefined> {
    const meta = await this.readMeta(key);
    if (!isRecord(meta) || meta["key"] !== key || !isRecord(meta["files"])) return undefined;
    const names = meta["files"];
    const fetchedAt = Date.parse(readText(meta["fetchedAt"]) ?? "");
    const files: Partial<Record<SchemaClass, string>> = {};
    for (const schemaClass of SCHEMA_CLASSES) {
      const name = readText(names[schemaClass]);
      if (name !== undefined) files[schemaClass] = this.folder.addressOf(`${toFolder(key)}/${name}`);
    }
    return Number.isNaN(fetchedAt) ? undefined : { files, fetchedAt };
  }

  /** The text of a kept schema, by what `find` and `keep` call its file. Rejects where it is gone. */
  async read(key: string, address: string): Promise<string> {
    const name = address.slice(address.lastIndexOf(address.includes("\\") ? "\\" : "/") + 1);
    const text = await this.folder.read(`${toFolder(key)}/${name}`);
    if (text === undefined) throw new Error("The schema is no longer kept.");
    return text;
  }

  /** Keeps fetched schemas. Files get new names, so that a reader of the old ones is not cut off half-way. */
  async keep(key: string, schemas: FetchedSchemas, fetchedAt: number): Promise<CachedSchemas> {
    const folder = toFolder(key);
    const names: Partial<Record<SchemaClass, string>> = {};
    for (const schemaClass of SCHEMA_CLASSES) {
      if (schemas[schemaClass] === undefined) continue;
      const name = `${schemaClass}-${fetchedAt}.json`;
      await this.folder.write(`${folder}/${name}`, printExactJson(schemas[schemaClass]));
      names[schemaClass] = name;
    }
    const meta = { key, fetchedAt: new Date(fetchedAt).toISOString(), files: names };
    await this.folder.write(`${folder}/${META}`, JSON.stringify(meta));
    const kept = await this.find(key);
    if (kept === undefined) throw new Error("The schema cache could not be read back.");
    await this.removeOthers(folder, [META, ...Object.values(names)]);
    return kept;
  }

  private async readMeta(key: string): Promise<unknown> {
    try {
      return JSON.parse((await this.folder.read(`${toFolder(key)}/${META}`)) ?? "");
    } catch {
      return undefined;
    }
  }

  private async removeOthers(folder: string, inUse: readonly string[]): Promise<void> {
    const old = (await this.folder.list(folder)).filter((name) => !inUse.includes(name));
    await Promise.all(old.map((name) => this.folder.remove(`${folder}/${name}`)));
  }
}

const META = "meta.json";

function toFolder(key: string): string {
  return toSha256(key).slice(0, 16);
}

/** "just now", "5 min old", "3 h old", "2 days old". */
export function toAgeText(ageMs: number): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return say("just now");
  if (minutes < 60) return say("{0} min old", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say("{0} h old", hours);
  return say("{0} days old", Math.floor(hours / 24));
}
