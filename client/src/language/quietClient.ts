/**
 * The language client library with its messages turned down: what a person must know is said once, by us; the rest goes to
 * the output channel. Loaded with the first start, because the library weighs more than everything else at activation.
 */

import type * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { CHOOSE_PROFILE, type ServerOptions } from "../../../server/src/protocol/clientMessages";
import type { CompletionPreparation } from "./serverSeam";

/** How a client is set up. */
export interface QuietClientOptions {
  readonly serverPath: string;
  /** Where Node may keep the compiled server. */
  readonly compileCacheFolder: string;
  /** Asked at each start, also after a crash. */
  readonly getServerOptions: () => ServerOptions;
  /** The server ended by itself; whether it is started again. */
  readonly onCrash: () => boolean;
  /** Done before each completion, which waits for it. */
  readonly prepareCompletion: CompletionPreparation;
  /** The server is up, or on its way. */
  readonly onState: (isRunning: boolean) => void;
}

class QuietLanguageClient extends LanguageClient {
  /** A message that carries a profile is traced by its first line alone: personal data never reach a log. */
  override get traceOutputChannel(): vscode.LogOutputChannel {
    const channel = super.traceOutputChannel;
    return new Proxy(channel, {
      get: (target, name) => {
        if (name === "trace") return (message: string) => channel.trace(toTraced(message));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

function toTraced(message: string): string {
  return message.includes(CHOOSE_PROFILE) ? (message.split("\n")[0] ?? "") : message;
}

/** A client that is ready to start. */
export function createQuietClient(options: QuietClientOptions): LanguageClient {
  // Node compiles the server anew at each start unless it may keep what it compiled; editors whose Node cannot ignore this.
  const env = { ...process.env, NODE_COMPILE_CACHE: options.compileCacheFolder };
  const run = { module: options.serverPath, transport: TransportKind.stdio, options: { env } };
  const debug = { ...run, options: { env, execArgv: ["--nolazy", "--inspect=6009"] } };
  const client = new QuietLanguageClient(
    "aep",
    "AEP Language Server",
    { run, debug },
    {
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
    },
  );
  client.onDidChangeState(({ newState }) => {
    if (newState !== State.Stopped) options.onState(newState === State.Running);
  });
  return client;
}
