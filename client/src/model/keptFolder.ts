/**
 * A folder of texts that the extension keeps for itself, whether a disk or the storage of a browser holds it. Paths are relative
 * to the folder and use "/". Knows nothing of what the texts say.
 */

/** What a folder can do. Folders come into being with the first text in them. */
export interface KeptFolder {
  /** The text of a file; undefined where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Replaces or creates a file; whoever reads meanwhile sees the old text or the new one. */
  write(path: string, text: string): Promise<void>;
  /** Adds to the end of a file, which need not exist. */
  append(path: string, text: string): Promise<void>;
  /** Names of the files directly in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Removes a file, if there is one. */
  remove(path: string): Promise<void>;
  /** What the language server and others who open files call a file: a path, or an address. */
  addressOf(path: string): string;
}
