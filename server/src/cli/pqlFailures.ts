/**
 * How a command of `pql` ends where it does not succeed: its exit codes, what is raised where the command line cannot be understood or
 * an input cannot be read (shown once, by pqlMain.ts), and why a file cannot be read or written, in words. Names no file; the sentence
 * around it does.
 */

export const ExitCode = {
  Success: 0,
  /** Errors were found, or a file is not formatted. */
  Found: 1,
  /** Bad usage, or input that cannot be read. */
  BadInput: 2,
} as const;

/** Raised where the command line cannot be understood or an input cannot be read; shown once, by pqlMain.ts. */
export class BadUsage extends Error {
  /** `usage` is shown below the message; empty where the call was right and the input was not. */
  constructor(
    message: string,
    readonly usage = "",
  ) {
    super(message);
  }
}

/** What a person reads of it: one line, and how the command is called where that was the fault. */
export function toComplaint({ message, usage }: BadUsage): string {
  return `pql: ${message}\n${usage === "" ? "" : `\n${toShortUsage(usage)}`}`;
}

/** How a command is called, without what each option does: what is wrong is not to be scrolled away. In full where no command is named. */
function toShortUsage(usage: string): string {
  const [calls = ""] = usage.split("\n\n", 1);
  return calls.includes("<command>") ? usage : `${calls}\n\n--help tells the rest.\n`;
}

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
