/**
 * The language client library with its messages turned down: what a person must know is said once, by us; the rest goes to
 * the output channel. The same for a server that is a process and one that is a worker. Loaded with the first start, because the library
 * weighs more than everything else at activation.
 */
import type * as vscode from "vscode";
import {
  BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient";
import { CHOOSE_PROFILE } from "../../../server/src/protocol/clientMessages";
import type { LanguageClientPlan } from "../editorHost";

/** What clients are called in the log. */
export const CLIENT_NAME = "AEP Language Server";

/** The settings of a client. */
export function toClientOptions(options: LanguageClientPlan): LanguageClientOptions {
  return {
    documentSelector: [{ language: "pql" }],
    initializationOptions: options.getServerOptions,
    initializationFailedHandler: () => false,
    middleware: {
      provideCompletionItem: async (...[document, position, context, token, next]) => {
        const lineStart = document.lineAt(position.line).text.slice(0, position.character);
        await options.prepareCompletion({ document, lineStart });
        return next(document, position, context, token);
      },
    },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({
        action: options.onCrash() ? CloseAction.Restart : CloseAction.DoNotRestart,
        handled: true,
      }),
    },
  };
}

/** Has a client keep its errors to the output channel, and tell its state. */
export function quieten<Client extends BaseLanguageClient>(
  client: Client,
  options: LanguageClientPlan,
): Client {
  const report = client.error.bind(client);
  client.error = (message, data) => report(message, data, false);
  const getChannel = (): vscode.LogOutputChannel =>
    Reflect.get(BaseLanguageClient.prototype, "traceOutputChannel", client);
  Object.defineProperty(client, "traceOutputChannel", { get: () => withoutProfiles(getChannel()) });
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Stopped) options.onState(newState === State.Running);
  });
  return client;
}

/** A message that carries a profile is traced by its first line alone: personal data never reach a log. */
function withoutProfiles(channel: vscode.LogOutputChannel): vscode.LogOutputChannel {
  return new Proxy(channel, {
    get: (target, name) => {
      if (name === "trace") return (message: string) => channel.trace(toTraced(message));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function toTraced(message: string): string {
  return message.includes(CHOOSE_PROFILE) ? (message.split("\n")[0] ?? "") : message;
}
