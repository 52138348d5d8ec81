/**
 * The tests of audiences that stand beside files of theirs, so that an inventory hands them over, too. The platform knows none. Reads
 * only, and takes none that an inventory wrote.
 */
import { readFolderIndex } from "../files/folderIndex";
import { toRemoteKey } from "../model/audienceFile";
import { type AudienceFolder, TESTS_FILE_ENDING } from "../model/audienceFolder";
import type { InventoryPlace } from "./inventoryPlace";
import { PLAN_FOLDER } from "./verdictText";

/** The tests of an audience, by its id; undefined where it has none. */
export type TestFinder = (id: string) => Promise<string | undefined>;

/** Finds tests beside the files of folders that are linked to audiences of the sandbox. */
export async function openLinkedTests(
  folders: readonly AudienceFolder[],
  { orgId, sandbox }: InventoryPlace,
  signal: AbortSignal | undefined,
): Promise<TestFinder> {
  const key = toRemoteKey(orgId, sandbox);
  const readers = new Map<string, () => Promise<string | undefined>>();
  for (const folder of folders) {
    const { pairs } = await readFolderIndex(folder, { signal });
    for (const { stem, file } of pairs) {
      const id = `/${stem}`.includes(`/${PLAN_FOLDER}/`) ? undefined : file.remotes[key]?.id;
      if (id !== undefined) readers.set(id, () => folder.read(stem + TESTS_FILE_ENDING));
    }
  }
  return async (id) => await readers.get(id)?.();
}
