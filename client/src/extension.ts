/**
 * The entry in hosts with Node: desktop editors, and editors whose extensions run on a server.
 */
import type { ExtensionContext } from "vscode";
import { activateIn } from "./composition";
import { NODE_HOST } from "./node/nodeHost";
import type { TestApi } from "./testApi";

/** Called by the editor. */
export function activate(context: ExtensionContext): Promise<TestApi | undefined> | undefined {
  return activateIn(NODE_HOST, context);
}
