/**
 * The extension in an editor that runs in a browser, as `loader.ts` starts it. Loads nothing that speaks before it has handed on the
 * editor's language.
 */
import { type ExtensionContext, env, l10n } from "vscode";
import type { TestApi } from "../testApi";
import { beginSpeaking } from "../words/say";

/** Called by the loader. */
export async function activate(context: ExtensionContext): Promise<TestApi | undefined> {
  beginSpeaking(l10n.bundle, env.language);
  const [{ activateIn }, { BROWSER_HOST }] = await Promise.all([
    import("../composition"),
    import("./browserHost"),
  ]);
  return await activateIn(BROWSER_HOST, context);
}
