/**
 * The entry in hosts with Node: desktop editors, and editors whose extensions run on a server. Loads nothing that speaks before it
 * has handed on the editor's language.
 */
import { type ExtensionContext, env, l10n } from "vscode";
import type { TestApi } from "./testApi";
import { beginSpeaking } from "./words/say";

/** Called by the editor. */
export async function activate(context: ExtensionContext): Promise<TestApi | undefined> {
  beginSpeaking(l10n.bundle, env.language);
  const [{ activateIn }, { NODE_HOST }] = await Promise.all([
    import("./composition"),
    import("./node/nodeHost"),
  ]);
  return await activateIn(NODE_HOST, context);
}
