/**
 * What a command is: an id of package.json, what it does, and whether it shows progress. Holds no command.
 */
import type { PermissionLevel } from "../model/permissions";
import type { ResourceReference } from "../model/resource";
import type { Services } from "../services";

export interface CommandCall {
  readonly args: readonly unknown[];
  /** Called by a program with a plain object: nobody is asked, and failures are thrown instead of shown. */
  readonly isAutomated: boolean;
  /** The thing whose page is in front, for calls that name none. */
  readonly front?: ResourceReference | undefined;
  /** Aborted when the person cancels the progress. */
  readonly signal: AbortSignal;
}

/** A command of the table. */
export interface Command {
  /** As in package.json. */
  readonly id: string;
  /** Shown with a cancel button while it runs; missing for commands that finish at once or ask questions. */
  readonly progress?: string;
  /** The least the connection must allow, for commands that lead to a write: checked before anything is asked. */
  readonly needs?: PermissionLevel;
  /** It writes to the sandbox in use, whatever it was called on. */
  readonly isForSandboxInUse?: boolean;
  readonly run: (services: Services, call: CommandCall) => Promise<unknown>;
}
