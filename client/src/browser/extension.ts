/**
 * The extension in an editor that runs in a browser, as `loader.ts` starts it.
 */
import type { ExtensionContext } from "vscode";
import { activateIn } from "../composition";
import type { TestApi } from "../testApi";
import { BROWSER_HOST } from "./browserHost";

/** Called by the loader. */
export function activate(context: ExtensionContext): Promise<TestApi | undefined> | undefined {
  return activateIn(BROWSER_HOST, context);
}
