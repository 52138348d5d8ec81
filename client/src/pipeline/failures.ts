/**
 * Failures that end a command with a sentence and an exit code of their own. Shown once, by main.ts.
 */
import { UserError } from "../model/userError";

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
