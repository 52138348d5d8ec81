/**
 * A failure the person can do something about, with the thing to do. Thrown below, shown once by `commands/runCommand`.
 */

/** A way out of a failure, offered as a button: a command of ours with its arguments. */
export interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** What kind of failure it is; tests and automation match on it, people read the message. */
export type UserErrorCode =
  | "badArguments"
  | "badFile"
  | "noConnection"
  | "noSandbox"
  | "noSecret"
  | "notPermitted"
  | "notAllowed"
  | "notConfirmed"
  | "conflict"
  | "expressionHasErrors"
  | "gone"
  | "unknownOutcome"
  | "noLanguageServer"
  | "noModel";

/** A failure as automation sees it: a refusal of ours, one of the platform's, or a mistake of the extension. */
export class CommandFailure extends Error {
  /** A `UserErrorCode`, an `ApiErrorCode`, or `internal`. */
  readonly code: string;

  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = "CommandFailure";
    this.code = code;
  }
}

/** A failure phrased for the person in front of it: what failed and why, with ways out. */
export class UserError extends Error {
  readonly code: UserErrorCode;
  readonly waysOut: readonly WayOut[];

  constructor(
    code: UserErrorCode,
    message: string,
    options: { waysOut?: readonly WayOut[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "UserError";
    this.code = code;
    this.waysOut = options.waysOut ?? [];
  }
}

/** The person gave up (escape, a closed picker). Silent everywhere. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled.");
    this.name = "Cancelled";
  }
}

/** The person wants the question before once more. */
export class WentBack extends Cancelled {}
