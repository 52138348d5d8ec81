/**
 * Words what a disk refuses: which file, and why, instead of the system's own code words. Pure.
 */

import { say } from "../words/say";
import { UserError } from "./userError";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: say("This account is not allowed to."),
  EPERM: say("This account is not allowed to."),
  EROFS: say("The disk can only be read."),
  ENOSPC: say("The disk is full."),
  EDQUOT: say("This account may not use more of the disk."),
  EISDIR: say("A folder has this name."),
  ENOTDIR: say("A part of the path is a file, not a folder."),
  EEXIST: say("A file has this name."),
  ENAMETOOLONG: say("The path is longer than the system takes."),
  ELOOP: say("Its links lead in a circle."),
  EBUSY: say("Another program uses it."),
  EMFILE: say("Too many files are open."),
  ENFILE: say("Too many files are open."),
};

/** Why the system refused, as a sentence; undefined for everything that is no refusal of the system. */
export function findDiskReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return REASONS[code] ?? say("The system says {0}.", code);
}

/** Does what writes to `path`; a refusal of the system rejects with a sentence that names the path. */
export async function whileWriting<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return await worded(work, (reason) => say("{0} cannot be written. {1}", path, reason));
}

/** Does what reads `path`, a file or a folder; a refusal of the system rejects with a sentence that names the path. */
export async function whileReading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return await worded(work, (reason) => say("{0} cannot be read. {1}", path, reason));
}

async function worded<Result>(
  work: () => Promise<Result>,
  toText: (reason: string) => string,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const reason = findDiskReason(cause);
    throw reason === undefined ? cause : new UserError("badFile", toText(reason), { cause });
  }
}

/** A file that is not there is undefined; for `catch`. */
export function ignoreMissing(error: Error & { readonly code?: string | undefined }): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
