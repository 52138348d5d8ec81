/**
 * What the extension keeps, on a disk.
 */
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KeptFolder } from "../model/keptFolder";

/** Opens a folder; it need not exist yet. */
export function openDiskFolder(root: string): KeptFolder {
  return {
    read: async (path) => await readFile(join(root, path), "utf8").catch(ignoreMissing),
    write: async (path, text) => await replaceFile(join(root, path), text),
    append: async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await appendFile(join(root, path), text, "utf8");
    },
    list: async (folder) => (await readdir(join(root, folder)).catch(ignoreMissing)) ?? [],
    remove: async (path) => await rm(join(root, path), { force: true }),
    addressOf: (path) => join(root, path),
  };
}

/** Written beside and moved into place. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  await writeFile(beside, text, "utf8");
  await rename(beside, path);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
