/**
 * The language server on a connection of any kind: greets the client, and opens the session behind the answer, so that a client
 * prepares its documents while the language is loaded. Knows neither Node nor a browser.
 */
import { ErrorCodes, type InitializeResult, type Message, ResponseError } from "vscode-languageserver";
import type { ServerWords } from "./convert/translatedTexts";
import type { ServerOptions } from "./protocol/clientMessages";
import { toServerCapabilities } from "./serverCapabilities";
import { readClientFacts } from "./session/clientFacts";
import type { MessageGate } from "./session/messageGate";
import { nextTurn } from "./session/slices";
import type { OpeningHost } from "./sessionOpening";

const NAME = "PQL language server";

/** What surrounds a server. */
interface ServerHost extends Omit<OpeningHost, "client" | "options"> {
  /** The strategy by which the connection hands on its messages. */
  readonly gate: MessageGate<Message>;
  /** The version it tells its client. */
  readonly version: string;
  /** The translations for the language of a client; missing where there are no files. */
  readonly findTranslations?: (locale: string) => ServerWords | undefined;
}

/** Makes the connection answer everything the capabilities promise, once the client has introduced itself. */
export function startServer({ version, findTranslations, gate, ...host }: ServerHost): void {
  const { connection } = host;
  let isGreeted = false;
  connection.onInitialize((params): InitializeResult => {
    if (isGreeted) throw new ResponseError(ErrorCodes.InvalidRequest, "The server was initialized before.");
    isGreeted = true;
    const client = readClientFacts(params.capabilities ?? {}, params.initializationOptions);
    const open = async (): Promise<void> => {
      // Behind the answer, which is written before other messages are looked at.
      await nextTurn();
      const { openSession } = await import("./sessionOpening");
      const words = params.locale === undefined ? undefined : findTranslations?.(params.locale);
      openSession({ ...host, client, options: readOptions(params.initializationOptions) }, words);
    };
    void gate.keepDuring(open());
    return { serverInfo: { name: NAME, version }, capabilities: toServerCapabilities(client) };
  });
  // Asked only about methods that nobody answers, which before the greeting are all.
  connection.onRequest((method) => {
    throw isGreeted
      ? new ResponseError(ErrorCodes.MethodNotFound, `This server does not answer ${method}.`)
      : new ResponseError(ErrorCodes.ServerNotInitialized, "The server waits for `initialize`.");
  });
}

function readOptions(value: unknown): ServerOptions {
  return typeof value === "object" && value !== null ? value : {};
}
