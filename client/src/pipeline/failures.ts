/**
 * How a command ends: the exit codes, and failures that end it with a sentence and a code of their own. Shown once, by main.ts.
 */
import { findDiskReason } from "../model/diskFailure";
import { UserError } from "../model/userError";

/** What `aep` tells its caller; scripts rely on these numbers. */
export const ExitCode = {
  /** Done, or nothing to do. */
  Success: 0,
  /** Something failed or is wrong: the platform refused, files or expressions have errors. */
  Failed: 1,
  /** The command line, the environment or a file makes no sense. */
  BadUsage: 2,
  /** `plan` found changes. */
  Changes: 3,
  /** `apply` refused before anything was sent. */
  Refused: 4,
  /** `plan` stopped at failed tests of audiences; no plan was written. */
  TestsFailed: 5,
  /** `inventory` was taken, but lists or objects could not be read. */
  Incomplete: 6,
} as const;

/** The command line, the environment or an input file makes no sense. `usage` is shown below the message. */
export class BadUsage extends UserError {
  constructor(
    message: string,
    readonly usage = "",
    options?: ErrorOptions,
  ) {
    super("badArguments", message, options);
    this.name = "BadUsage";
  }
}

/** `apply` will not send the plan; nothing was sent. */
export class Refused extends UserError {
  constructor(message: string) {
    super("notAllowed", message);
    this.name = "Refused";
  }
}

/** `apply` failed while it only read; whoever reads the log of a pipeline must not have to guess whether something was sent. */
export class FailedBeforeSending extends Error {
  constructor(override readonly cause: unknown) {
    super("Nothing was sent.");
    this.name = "FailedBeforeSending";
  }
}

/** Why a file that was named cannot be read, as a sentence; `other` where the system did not refuse. */
export function fileReason(error: unknown, other: string): string {
  const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
  return isGone ? "There is no such file or folder." : (findDiskReason(error) ?? other);
}
