/**
 * A language model of the editor as the drafting loop takes one. Text in, text out: no tool of the editor is lent to it, and reading
 * stops where no draft is that long.
 */
import * as vscode from "vscode";
import { lackingModel } from "../model/refusals";
import type { UserError } from "../model/userError";
import { waitUnlessAborted } from "../model/waiting";
import { type LanguageModel, LONGEST_ANSWER } from "../tools/loop/modelAnswer";
import { later, say } from "../words/say";

/** Said by the editor when it asks whether the extension may use a model. */
const JUSTIFICATION = later(
  "Your description of the audience and the names of fields that may be meant are sent to it.",
);

/** The models there are; none where the editor knows no models at all. */
export async function listModels(): Promise<readonly vscode.LanguageModelChat[]> {
  // Editors made from the same source may leave models out.
  const { lm } = vscode as { readonly lm?: typeof vscode.lm };
  return (await lm?.selectChatModels?.()) ?? [];
}

export class EditorModel implements LanguageModel {
  constructor(private readonly chat: vscode.LanguageModelChat) {}

  async complete(prompt: string, signal: AbortSignal): Promise<string> {
    const stop = new vscode.CancellationTokenSource();
    const cancel = () => stop.cancel();
    signal.addEventListener("abort", cancel);
    try {
      const messages = [vscode.LanguageModelChatMessage.User(prompt)];
      const response = await this.chat.sendRequest(
        messages,
        { justification: say(JUSTIFICATION) },
        stop.token,
      );
      // Older editors do not tell a model that has begun to answer that nobody listens any more.
      return await waitUnlessAborted(readUpTo(response.text, LONGEST_ANSWER, cancel), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw toModelFailure(this.chat.name, error);
    } finally {
      signal.removeEventListener("abort", cancel);
      stop.dispose();
    }
  }
}

/** One sign more than allowed is enough to be refused. */
async function readUpTo(parts: AsyncIterable<string>, longest: number, cancel: () => void): Promise<string> {
  let text = "";
  for await (const part of parts) {
    text += part;
    if (text.length <= longest) continue;
    cancel();
    break;
  }
  return text.slice(0, longest + 1);
}

function toModelFailure(name: string, cause: unknown): UserError {
  const code = cause instanceof vscode.LanguageModelError ? cause.code : "";
  const reason =
    code === "NoPermissions"
      ? say("AEP Workbench may not use it. Allow it in the editor's account menu")
      : code === "Blocked"
        ? say("its provider refused the request")
        : say("it did not answer");
  return lackingModel(say("The model {0} cannot be used: {1}.", name, reason), cause);
}
