/**
 * Why a file cannot be read or written, in words: what the system says in codes, and what the programs themselves found.
 * Names no file; the sentence around it does.
 */

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file or folder."],
  ["ENOTDIR", "a part of its path is no folder."],
  ["EISDIR", "it is a folder."],
  ["EACCES", "you have no permission for it."],
  ["EPERM", "you have no permission for it."],
  ["EROFS", "the disk can only be read."],
  ["ENOSPC", "the disk is full."],
  ["EMFILE", "too many files are open."],
  ["ENAMETOOLONG", "its name is too long."],
  ["ELOOP", "its links lead in a circle."],
]);

/** The reason as the end of a sentence, with its full stop. */
export function faultWords(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = REASONS.get(code);
  if (known !== undefined) return known;
  const said = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
