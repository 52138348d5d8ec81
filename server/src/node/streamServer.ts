/**
 * The language server over standard input and output. A part of its own, so that the second process, which only reads a schema, does
 * without it; what reads files comes with the first of them.
 */
import path from "node:path";
import { createConnection, type Message, StreamMessageReader } from "vscode-languageserver/node";
import { version } from "../../../package.json";
import { startServer } from "../languageServer";
import { MessageGate } from "../session/messageGate";
import { describeFault } from "../session/sessionLog";
import { findTranslationsIn } from "./translationFiles";
import { WholeMessageWriter } from "./wholeMessageWriter";

/**
 * Serves until the client ends it. `entryPath` is the program's script; `readerCommand` is what Node is told to run for a second
 * process that reads a schema.
 */
export function serveOverStreams(entryPath: string, readerCommand: readonly string[]): void {
  guardAgainstCrashes();
  const reader = new StreamMessageReader(process.stdin);
  const gate = new MessageGate<Message>();
  const messageStrategy = { messageStrategy: gate };
  const connection = createConnection(reader, new WholeMessageWriter(process.stdout), messageStrategy);
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  reader.onClose(() => process.exit(isShutDown ? 0 : 1));
  reader.onError(endUnlessReadable);
  startServer({
    connection,
    gate,
    log,
    findFieldPlace: async (...asked) => (await import("./fieldPlaces")).findFieldPlace(...asked),
    readSchemaFile: async (file) => {
      const { createSchemaFiles } = await import("./schemaFiles");
      return createSchemaFiles({ log, readerCommand })(file);
    },
    findTranslations: findTranslationsIn(path.dirname(entryPath)),
    version,
  });
  connection.listen();
}

/** What the library says of a header that is none. */
const HEADER_FAULT = /header|content-length/i;

/** A message of no use is passed over. Behind a header that is none nobody knows where the next message begins. */
function endUnlessReadable({ message }: Error): void {
  if (!HEADER_FAULT.test(message)) log(`a message was passed over: ${message}`);
  else {
    log(`the server ends because it was sent bytes that are no message: ${message}`);
    process.exit(1);
  }
}

/**
 * After an exception nobody expected nothing can be promised any more: the client is told by the exit and starts anew.
 * A promise that failed unheard has left everything else as it was; it is noted.
 */
function guardAgainstCrashes(): void {
  process.on("uncaughtException", (error) => {
    log(`the server ends because of a fault: ${describeFault(error)}`);
    process.exit(1);
  });
  process.on("unhandledRejection", (error) => log(`a fault: ${describeFault(error)}`));
}

/** On the error stream, which every client keeps. */
function log(line: string): void {
  process.stderr.write(`pql server: ${line}\n`);
}
