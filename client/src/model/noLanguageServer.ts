/**
 * What to say where a question needs the language server and it does not answer.
 */
import { UserError } from "./userError";

/** `consequence` goes on after "…, so". */
export function noLanguageServer(consequence: string): UserError {
  const words = `The language server is not running, so ${consequence}.`;
  return new UserError("noLanguageServer", words, {
    waysOut: [{ title: "Restart Language Server", command: "aep.server.restart" }],
  });
}
