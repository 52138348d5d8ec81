/**
 * Refusals that several places make, each worded once, with its way out. What only one place can refuse is worded there.
 */
import { UserError, type UserErrorCode } from "./userError";

/** The language server was asked and said nothing. */
export function silentServer(): UserError {
  return new UserError("noLanguageServer", "The language server did not answer.", {
    waysOut: [{ title: "Restart Language Server", command: "aep.server.restart" }],
  });
}

/** Nothing says which sandbox is meant. */
export function unchosenSandbox(): UserError {
  return new UserError("noSandbox", "Choose the sandbox to work in first.", {
    waysOut: [{ title: "Choose Sandbox", command: "aep.sandbox.select" }],
  });
}

/** The name of a sandbox was to be typed, and something else was. */
export function mistypedSandbox(typed: string): UserError {
  return new UserError("notConfirmed", `“${typed}” is not the name of the sandbox; nothing was sent.`);
}

/** The audience comes from somewhere that has no rule, such as an imported list. */
export function lackingExpression(name: string, code: UserErrorCode): UserError {
  return new UserError(code, `“${name}” has no expression: it is made elsewhere.`);
}

/** A command about PQL, with no PQL in front. */
export function unopenedPql(): UserError {
  return new UserError("badFile", "Open a .pql document first.");
}

/** A command of the sidebar, with nothing fitting selected; `what` with its article. */
export function nothingSelected(what = "something"): UserError {
  return new UserError("badArguments", `Select ${what} in the AEP view first.`);
}
