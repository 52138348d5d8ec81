/**
 * Definitions as they were last seen on the platform, kept on this computer so that a conflict can show where the author
 * started from. Losing them costs that picture, never the conflict itself: fingerprints beside the file decide that.
 */
import { type AudienceDefinition, type Fingerprints, toFingerprints } from "./audienceDefinition";
import type { KeptFolder } from "./keptFolder";
import { toSha256 } from "./sha256";
import { isRecord } from "./values";

/** A folder of definitions, named by what they are of and what they say. */
export class Baselines {
  constructor(private readonly folder: KeptFolder) {}

  /** Keeps a definition under the audience's key (`orgId/sandbox/id`). */
  async keep(key: string, definition: AudienceDefinition): Promise<void> {
    await this.folder.write(toPath(key, toFingerprints(definition)), JSON.stringify(definition));
  }

  /** The definition with these fingerprints; undefined when this computer never saw it. */
  async find(key: string, seen: Fingerprints): Promise<AudienceDefinition | undefined> {
    try {
      const value: unknown = JSON.parse((await this.folder.read(toPath(key, seen))) ?? "");
      return isDefinition(value) && isSame(toFingerprints(value), seen) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

function toPath(key: string, seen: Fingerprints): string {
  return `${toSha256(`${key}\n${JSON.stringify(Object.entries(seen).sort())}`).slice(0, 32)}.json`;
}

function isDefinition(value: unknown): value is AudienceDefinition {
  return isRecord(value) && typeof value["name"] === "string";
}

function isSame(one: Fingerprints, other: Fingerprints): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}
