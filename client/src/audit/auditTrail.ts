/**
 * The changes made from this computer, newest first: what, where, when, and fingerprints of before and after. Holds no
 * content, secret or person; what is needed to undo lies with the baselines. Never leaves the computer.
 */
import type { Fingerprints } from "../model/audienceDefinition";
import type { KeptFolder } from "../model/keptFolder";
import { isRecord, readText } from "../model/values";

/** One change that the platform took. */
export interface AuditEntry {
  readonly change: string;
  /** ISO time. */
  readonly at: string;
  readonly connection: string;
  readonly sandbox: string;
  /** "audience", "destination", "template", "fragment". */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** What it was called before, where the change gave it another name. */
  readonly formerName?: string | undefined;
  /** "Create", "Update", "Publish", "Delete", "Activate", … */
  readonly verb: string;
  readonly fields: readonly string[];
  /** Undefined where there was nothing, or where no fingerprints are kept for this kind. */
  readonly before?: Fingerprints | undefined;
  readonly after?: Fingerprints | undefined;
  /** Ids the change was about, e.g. the audiences added to a destination. */
  readonly items?: readonly string[] | undefined;
  /** What they were called then, for people. */
  readonly itemNames?: readonly string[] | undefined;
}

/** Kept entries; older ones are dropped when the file has grown to twice as many. */
const MOST_ENTRIES = 1_000;

const FILE = "changes.jsonl";

/** The trail in one file, a JSON line for each change. */
export class AuditTrail {
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly folder: KeptFolder) {}

  /** Adds a change. */
  async add(entry: AuditEntry): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.append(entry));
    await this.writing;
  }

  /** All changes, newest first. Lines that cannot be read are left out. */
  async list(): Promise<readonly AuditEntry[]> {
    await this.writing.catch(() => undefined);
    return (await this.readLines()).flatMap(readEntry).reverse();
  }

  /** One change; undefined when it is not kept any more. */
  async find(change: string): Promise<AuditEntry | undefined> {
    return (await this.list()).find((entry) => entry.change === change);
  }

  private async append(entry: AuditEntry): Promise<void> {
    await this.folder.append(FILE, `${JSON.stringify(entry)}\n`);
    const lines = await this.readLines();
    if (lines.length < 2 * MOST_ENTRIES) return;
    await this.folder.write(FILE, `${lines.slice(-MOST_ENTRIES).join("\n")}\n`);
  }

  private async readLines(): Promise<readonly string[]> {
    return ((await this.folder.read(FILE)) ?? "").split("\n").filter((line) => line !== "");
  }
}

function readEntry(line: string): readonly AuditEntry[] {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is AuditEntry {
  const texts = ["change", "at", "connection", "sandbox", "kind", "id", "name", "verb"];
  return (
    isRecord(value) &&
    texts.every((key) => readText(value[key]) !== undefined) &&
    Array.isArray(value["fields"])
  );
}
