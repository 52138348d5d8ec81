/**
 * A folder of audience files, whether the editor or a plain disk holds it. Paths are relative to the folder and use "/".
 * Knows nothing of what the files say.
 */
import { UserError } from "./userError";

/** The files of a folder. Implementations leave out hidden folders and installed packages. */
export interface AudienceFolder {
  /** Every file below the folder whose name ends in `.pql` or `.audience.json`, in a stable order. */
  list(signal?: AbortSignal): Promise<readonly string[]>;
  /** The text as it stands, byte-order mark included; undefined when there is no such file. Throws `UnreadableFile` when it is not text. */
  read(path: string): Promise<string | undefined>;
  /** Replaces or creates the file as a whole; a half-written file is never left behind. */
  write(path: string, text: string): Promise<void>;
  /** Removes what runs that were killed left beside the files: texts that never moved into place. */
  removeLeftovers(): Promise<void>;
}

/** A file that is there and cannot be read. It says something about that file alone: all others can still be worked with. */
export class UnreadableFile extends UserError {
  constructor(
    path: string,
    /** Why, as a sentence without the path. */
    readonly reason: string,
    cause: unknown,
  ) {
    super("badFile", `${path}: ${reason}`, { cause });
    this.name = "UnreadableFile";
  }
}

/** What a `.pql` file's name ends in. */
export const EXPRESSION_FILE_ENDING = ".pql";

/** What the name of a file of tests ends in, which stands beside the `.pql` file. */
export const TESTS_FILE_ENDING = ".audience-test.json";

/** As a pattern: hidden folders and installed packages hold other people's files. */
export const FOREIGN_FOLDERS = "**/{.*,node_modules}/**";

/** Where a text is written before it moves into place: beside the file, with the number of the process in its name. */
export function toLeftoverPath(path: string, processId: number): string {
  return `${path}.${processId}.new`;
}

/** Whether this is a text that never moved into place, of a process that is no more; the own one has only begun. */
export function isLeftover(path: string): boolean {
  const writer = /\.(?:pql|audience\.json)\.(\d+)\.new$/.exec(path)?.[1];
  // In a browser nobody knows who runs.
  if (typeof process === "undefined") return false;
  return writer !== undefined && (Number(writer) === process.pid || !isRunning(Number(writer)));
}

/** Whether a process of this number is at work. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Folders that hold other people's files. */
export function isForeignFolder(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** Whether a path, or a folder that it is in, is one of these. */
export function isWithin(path: string, places: Pick<ReadonlySet<string>, "has">): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (places.has(path.slice(0, end))) return true;
  }
  return false;
}
