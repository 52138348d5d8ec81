/**
 * The language server in a worker: over the messages of the worker. It has no disk and asks its client for schema files.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  type Message,
} from "vscode-languageserver/browser";
import { version } from "../../../package.json";
import { startServer } from "../languageServer";
import { readSchema } from "../pql/schema/readSchema";
import { READ_SCHEMA_FILE, type SchemaFileRequest, type SchemaFileText } from "../protocol/clientMessages";
import { MessageGate } from "../session/messageGate";
import { describeFault } from "../session/sessionLog";

/** What a worker is, as far as it is needed here. */
interface WorkerScope {
  close(): void;
  addEventListener(type: "unhandledrejection", listener: (event: { readonly reason: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Serves whoever started the worker. */
export function serveInWorker(scope: WorkerScope): void {
  const port = scope as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
  const gate = new MessageGate<Message>();
  const [reader, writer] = [new BrowserMessageReader(port), new BrowserMessageWriter(port)];
  const connection = createConnection(reader, writer, { messageStrategy: gate });
  // There is no error stream; before the greeting nobody listens to a log.
  const log = (line: string): void => connection.console.info(`pql server: ${line}`);
  scope.addEventListener("unhandledrejection", ({ reason }) => log(`a fault: ${describeFault(reason)}`));
  connection.onExit(() => scope.close());
  startServer({
    connection,
    gate,
    log,
    version,
    readSchemaFile: async ({ source }) => {
      const request: SchemaFileRequest = { source };
      const { text } = await connection.sendRequest<SchemaFileText>(READ_SCHEMA_FILE, request);
      const { index, notes } = readSchema(JSON.parse(text));
      if (notes.some(({ code }) => code === "notASchema")) throw new Error("it holds no schema");
      return index;
    },
  });
  connection.listen();
}
