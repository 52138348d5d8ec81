/**
 * Words what a disk refuses: which file, and why, instead of the system's own code words. Pure.
 */
import { UserError } from "./userError";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "This account is not allowed to.",
  EPERM: "This account is not allowed to.",
  EROFS: "The disk can only be read.",
  ENOSPC: "The disk is full.",
  EDQUOT: "This account may not use more of the disk.",
  EISDIR: "A folder has this name.",
  ENOTDIR: "A part of the path is a file, not a folder.",
  EEXIST: "A file has this name.",
  ENAMETOOLONG: "The path is longer than the system takes.",
  ELOOP: "Its links lead in a circle.",
  EBUSY: "Another program uses it.",
  EMFILE: "Too many files are open.",
  ENFILE: "Too many files are open.",
};

/** Why the system refused, as a sentence; undefined for everything that is no refusal of the system. */
export function findDiskReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  const code = String(error.code);
  return REASONS[code] ?? `The system says ${code}.`;
}

/** Does what writes to `path`; a refusal of the system rejects with a sentence that names the path. */
export async function whileWriting<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return await worded(work, (reason) => `${path} cannot be written. ${reason}`);
}

/** Does what reads `path`, a file or a folder; a refusal of the system rejects with a sentence that names the path. */
export async function whileReading<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return await worded(work, (reason) => `${path} cannot be read. ${reason}`);
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
