/**
 * Failures that end a command with a sentence and an exit code of their own. Shown once, by main.ts.
 */

/** The command line, the environment or an input file makes no sense. `usage` is shown below the message. */
export class BadUsage extends Error {
  constructor(
    message: string,
    readonly usage = "",
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "BadUsage";
  }
}

/** `apply` will not send the plan; nothing was sent. */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refused";
  }
}
