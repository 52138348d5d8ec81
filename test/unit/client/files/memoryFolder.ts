/**
 * A folder of audience files in memory, which counts what is written.
 */
import type { AudienceFolder } from "../../../../client/src/model/audienceFolder.js";

/** A folder with its files by path, and the paths written so far. */
export interface MemoryFolder extends AudienceFolder {
  readonly files: Map<string, string>;
  readonly written: string[];
}

/** Opens a folder that holds these files. */
export function openMemoryFolder(files: Readonly<Record<string, string>> = {}): MemoryFolder {
  const held = new Map(Object.entries(files));
  const written: string[] = [];
  return {
    files: held,
    written,
    list: async () => [...held.keys()].sort(),
    read: async (path) => held.get(path),
    write: async (path, text) => {
      written.push(path);
      held.set(path, text);
    },
    removeLeftovers: async () => undefined,
  };
}
