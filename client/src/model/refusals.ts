/**
 * Refusals that several places make, each worded once, with its way out. What only one place can refuse is worded there.
 */

import { later, say, sayCount } from "../words/say";
import type { SandboxTarget } from "./resource";
import { UserError, type UserErrorCode, type WayOut } from "./userError";

/** The language server was asked and said nothing; `consequence` goes on after "…, so". */
export function silentServer(consequence?: string): UserError {
  const words =
    consequence === undefined
      ? say("The language server did not answer. Restart it and try again.")
      : say("The language server is not running, so {0}. Restart it and try again.", consequence);
  return new UserError("noLanguageServer", words, {
    waysOut: [{ title: say("Restart Language Server"), command: "aep.server.restart" }],
  });
}

/** There is no model to draft with, or it failed. */
export function lackingModel(words: string, cause?: unknown): UserError {
  return new UserError("noModel", words, {
    cause,
    waysOut: [{ title: say("Build Step by Step"), command: "aep.audience.build" }],
  });
}

/** Nothing in the settings has this name. */
export function unknownConnection(name: string): UserError {
  return new UserError("noConnection", say("There is no connection named “{0}”.", name), {
    waysOut: [{ title: say("Add Connection"), command: "aep.connections.add" }],
  });
}

/** The secret of a connection was never typed here, or was removed. */
export function lackingSecret(name: string): UserError {
  return new UserError("noSecret", say("This computer does not hold the client secret of “{0}”.", name), {
    waysOut: [{ title: say("Enter Secret"), command: "aep.connections.enterSecret", args: [name] }],
  });
}

/** Nothing is connected, so there is nothing to ask. */
export function lackingConnection(): UserError {
  return new UserError(
    "noConnection",
    say("There is no connection yet. Add one, or try the sample organisation."),
    {
      waysOut: [
        { title: say("Use the Sample Organisation"), command: "aep.connections.addSample" },
        { title: say("Add Connection"), command: "aep.connections.add" },
      ],
    },
  );
}

const CHOOSE_SANDBOX: WayOut = { title: say("Choose Sandbox"), command: "aep.sandbox.select" };

/** Nothing says which sandbox is meant. */
export function unchosenSandbox(): UserError {
  return new UserError("noSandbox", say("No sandbox is in use. Choose one with “AEP: Choose Sandbox…”."), {
    waysOut: [CHOOSE_SANDBOX],
  });
}

/** The connection does not reach the sandbox, or there is none of that name. */
export function unreachedSandbox({ connection, sandbox }: SandboxTarget): UserError {
  return new UserError("noSandbox", say("“{0}” does not reach a sandbox named “{1}”.", connection, sandbox), {
    waysOut: [CHOOSE_SANDBOX],
  });
}

/** Two sandboxes were to be compared. */
export function onlySandbox({ connection, sandbox }: SandboxTarget, code: UserErrorCode): UserError {
  return new UserError(
    code,
    say("“{0}” reaches no sandbox but {1}, so there is none to compare with.", connection, sandbox),
  );
}

/** The name of a sandbox was to be typed, and something else was. */
export function mistypedSandbox(typed: string): UserError {
  return new UserError("notConfirmed", say("“{0}” is not the name of the sandbox. Nothing was sent.", typed));
}

/** A command of the sidebar, with nothing fitting selected; `what` with its article. */
export function nothingSelected(what = say("something")): UserError {
  return new UserError("badArguments", say("Select {0} in the AEP view first.", what));
}

/** A program called a command without what only it can say; `what` with its article. */
export function unpassed(what: string): UserError {
  return new UserError("badArguments", `Pass ${what}.`);
}

/** A command about a document, with none of the kind in front; `what` with its article. */
export function unopened(what: string, code: UserErrorCode = "badFile"): UserError {
  return new UserError(code, say("Open {0} first.", what));
}

/** A command about PQL, with no PQL in front. */
export function unopenedPql(): UserError {
  return unopened(say("a .pql document"));
}

/** A command about audiences, on files that stand for none. */
export function unlinkedFiles(count: number, sandbox: string): UserError {
  const words = sayCount(
    count,
    [
      "This file is not linked to an audience in {1}.",
      "None of these files is linked to an audience in {1}.",
    ],
    sandbox,
  );
  return new UserError("gone", words);
}

/** The audience comes from somewhere that has no rule, such as an imported list. */
export function lackingExpression(name: string, code: UserErrorCode): UserError {
  return new UserError(code, say("“{0}” has no expression, because it was not made from a rule.", name));
}

/** The audience is a tree, which this text cannot take the place of; `reason` begins a sentence of its own. */
export function keptAsTree(name: string, reason: string, code: UserErrorCode): UserError {
  return new UserError(code, say("“{0}” is kept as a tree (pql/json). {1}", name, reason));
}

/** An expression that the platform would refuse, or would read otherwise than it was meant. */
export function faultyExpression(
  [first = "", ...others]: readonly string[],
  waysOut?: readonly WayOut[],
): UserError {
  const words =
    others.length === 0
      ? say("The expression has an error: {0}", first)
      : say("The expression has {0} errors. The first: {1}", others.length + 1, first);
  return new UserError("expressionHasErrors", words, waysOut === undefined ? {} : { waysOut });
}

/** A rule that was given to be answered about; whoever gave it is told everything. */
export function faultyRule(messages: readonly string[], code: UserErrorCode): UserError {
  return new UserError(code, say("The rule has errors: {0}", messages.join(" ")));
}

/** What is held against a folder, apart from the inventory of something else, which is named. */
const OCCUPIED: readonly string[] = later(["is not empty", "holds other files"]);

/** A folder of ours would stand among somebody's files. */
export function occupiedFolder(fact: string): UserError {
  return new UserError(
    "badFile",
    say("The folder {0}. Choose an empty folder or a new one.", OCCUPIED.includes(fact) ? say(fact) : fact),
  );
}

/** A path that leads out of the folder it was given for. */
export function outsideFolder(path: string): UserError {
  return new UserError("badFile", say("{0} is outside the folder.", path));
}

/** The preview was applied, given up, or closed. */
export function endedPreview(): UserError {
  return new UserError("gone", say("This preview has ended. Start a new one."));
}

/** Sides are still to be chosen in a merged text. */
export function openConflicts(): UserError {
  return new UserError(
    "badFile",
    say("There are still conflicts in the text. Choose a side, or both, for each of them first."),
  );
}

/** Something that was on the platform when it was last read; `what` begins the sentence. */
export function vanished(what: string): UserError {
  return new UserError("gone", say("{0} is no longer on the platform. Refresh the AEP view.", what));
}

/** Content that was listed, and is not handed out any more. */
export function withdrawnContent(): UserError {
  return new UserError("gone", say("The platform no longer offers this content."));
}

/** The audit trail does not have the change. */
export function forgottenChange(): UserError {
  return new UserError("gone", say("This computer no longer remembers the change, so it cannot undo it."));
}

/** Another run is at work in the folder; `claim` is the file that says so. */
export function folderInUse(processId: number, claim: string): UserError {
  const text = say(
    "Another run (process {0}) writes into this folder. Wait until it ends, or delete {1} if it has.",
    processId,
    claim,
  );
  return new UserError("badFile", text);
}
