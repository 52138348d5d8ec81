/**
 * A folder of audience files on a plain disk. Follows no symbolic links out of it and writes nothing outside it.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import {
  type AudienceFolder,
  EXPRESSION_FILE_ENDING,
  isForeignFolder,
  isLeftover,
  toLeftoverPath,
  UnreadableFile,
} from "../model/audienceFolder";
import { findDiskReason, ignoreMissing, whileReading, whileWriting } from "../model/diskFailure";
import { outsideFolder } from "../model/refusals";

/** Opens a folder; it need not exist yet. */
export function openNodeFolder(path: string): AudienceFolder {
  const root = resolve(path);
  const toPath = (relative: string): string => {
    const full = resolve(root, relative);
    if (full.startsWith(root + sep)) return full;
    throw outsideFolder(relative);
  };
  return {
    list: async (signal) => (await listFiles(root, { isWanted: isAudienceFile, signal })).sort(),
    read: async (relative) => await readText(relative, toPath(relative)),
    write: async (relative, text) => await replaceFile(toPath(relative), text),
    removeLeftovers: async () => {
      const left = await listFiles(root, { isWanted: isLeftover });
      for (const path of left) await rm(toPath(path), { force: true });
    },
  };
}

function isAudienceFile(path: string): boolean {
  return path.endsWith(EXPRESSION_FILE_ENDING) || path.endsWith(AUDIENCE_FILE_ENDING);
}

async function listFiles(
  root: string,
  search: { readonly isWanted: (path: string) => boolean; readonly signal?: AbortSignal | undefined },
  below = "",
): Promise<string[]> {
  search.signal?.throwIfAborted();
  const folder = join(root, below);
  const entries = await whileReading(folder, () =>
    readdir(folder, { withFileTypes: true }).catch(ignoreMissing),
  );
  const files: string[] = [];
  for (const entry of entries ?? []) {
    const path = below + entry.name;
    if (entry.isDirectory() && !isForeignFolder(entry.name))
      files.push(...(await listFiles(root, search, `${path}/`)));
    if (entry.isFile() && search.isWanted(path)) files.push(path);
  }
  return files;
}

/** The text of a file, `relative` to whoever asks; undefined where there is none. Other text than UTF-8 is refused, not guessed. */
export async function readText(relative: string, path: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path).catch(ignoreMissing);
    return bytes && new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const reason = findDiskReason(cause) ?? "Its text is not UTF-8.";
    throw new UnreadableFile(relative, `The file cannot be read. ${reason}`, cause);
  }
}

/** Written beside and moved into place, so that a broken run leaves the old file or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = toLeftoverPath(path, process.pid);
  await whileWriting(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(beside, text, "utf8");
      await rename(beside, path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  });
}
