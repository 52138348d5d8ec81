/**
 * What is needed to take back changes of destinations and content, kept on this computer by the change's id. Losing one
 * costs its undo, nothing else. Holds what people wrote there, so it never leaves the computer and is never logged.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import type { KeptFolder } from "../model/keptFolder";
import { isRecord, readText } from "../model/values";

/** An audience of a destination with its settings there. */
export interface KeptAudience {
  readonly id: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>> | undefined;
}

/** One editable part of content. */
export interface KeptPart {
  readonly file: string;
  readonly text: string;
}

/** What a change did. */
export type KeptState =
  | {
      readonly of: "destination";
      readonly added: readonly KeptAudience[];
      readonly removed: readonly KeptAudience[];
    }
  | { readonly of: "content"; readonly before: readonly KeptPart[]; readonly after: readonly KeptPart[] };

/** Kept changes; as many as the trail remembers. */
const MOST_KEPT = 1_000;

/** A folder with a file for each change. */
export class KeptStates {
  constructor(private readonly folder: KeptFolder) {}

  /** Keeps what a change did. The oldest ones make room. */
  async keep(change: string, state: KeptState): Promise<void> {
    await this.folder.write(toPath(change), printExactJson({ at: Date.now(), ...state }));
    await this.makeRoom();
  }

  /** What the change did; undefined when it is not kept any more, or cannot be read. */
  async find(change: string): Promise<KeptState | undefined> {
    try {
      return readState(parseExactJson((await this.folder.read(toPath(change))) ?? ""));
    } catch {
      return undefined;
    }
  }

  private async makeRoom(): Promise<void> {
    const names = await this.folder.list("");
    if (names.length <= 2 * MOST_KEPT) return;
    const read = names.map(async (name) => ({ name, at: await this.findAge(name) }));
    const newestFirst = (await Promise.all(read)).sort((one, other) => other.at - one.at);
    await Promise.all(newestFirst.slice(MOST_KEPT).map(({ name }) => this.folder.remove(name)));
  }

  private async findAge(name: string): Promise<number> {
    try {
      const value: unknown = parseExactJson((await this.folder.read(name)) ?? "");
      return isRecord(value) && typeof value["at"] === "number" ? value["at"] : 0;
    } catch {
      return 0;
    }
  }
}

function toPath(change: string): string {
  return `${encodeURIComponent(change)}.json`;
}

function readState(value: unknown): KeptState | undefined {
  if (!isRecord(value)) return undefined;
  if (value["of"] === "destination") {
    const [added, removed] = [readAll(value["added"], readAudience), readAll(value["removed"], readAudience)];
    return added && removed && { of: "destination", added, removed };
  }
  if (value["of"] !== "content") return undefined;
  const [before, after] = [readAll(value["before"], readPart), readAll(value["after"], readPart)];
  return before && after && { of: "content", before, after };
}

/** All or nothing: half a state would undo half a change. */
function readAll<Item>(
  value: unknown,
  read: (entry: unknown) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function readAudience(value: unknown): KeptAudience | undefined {
  if (!isRecord(value)) return undefined;
  const [id, name, settings] = [readText(value["id"]), readText(value["name"]), value["settings"]];
  if (id === undefined) return undefined;
  return { id, name: name ?? id, settings: isRecord(settings) ? settings : undefined };
}

function readPart(value: unknown): KeptPart | undefined {
  if (!isRecord(value)) return undefined;
  const { file, text } = value;
  return typeof file === "string" && typeof text === "string" ? { file, text } : undefined;
}
