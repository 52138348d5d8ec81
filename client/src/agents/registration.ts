/**
 * Offers the tools to the editor's models, `@aep` to its chat, and the tools' server to whoever in the editor speaks its protocol: each
 * where the editor knows such a thing. Registers names only; what answers is loaded with the first question.
 */
import * as vscode from "vscode";
import type { AgentParts } from "./agentDesk";

/** The id of the chat participant, as in package.json. */
const PARTICIPANT = "aep-workbench.aep";

/** Registers what package.json promises. Editors made from the same source may have no models and no chat. */
export function registerAgents(
  { extension }: vscode.ExtensionContext,
  parts: AgentParts,
): vscode.Disposable[] {
  const { lm, chat } = vscode as {
    readonly lm?: Partial<typeof vscode.lm>;
    readonly chat?: typeof vscode.chat;
  };
  const promised: readonly { readonly name: string }[] = extension.packageJSON.contributes.languageModelTools;
  const tools = promised.flatMap(({ name }) => lm?.registerTool?.(name, toLateTool(name, parts)) ?? []);
  const participant = chat?.createChatParticipant?.(PARTICIPANT, async (...question) =>
    (await import("./chatParticipant")).answerChat(parts, question),
  );
  if (participant !== undefined)
    participant.iconPath = vscode.Uri.joinPath(extension.extensionUri, "client", "media", "icon.png");
  return participant === undefined ? tools : [...tools, participant];
}

function toLateTool(name: string, parts: AgentParts): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: async ({ input }) =>
      (await import("./editorTools")).prepareTool(parts, { name, input }),
    invoke: async ({ input }, token) =>
      (await import("./editorTools")).invokeTool(parts, { name, input }, token),
  };
}
