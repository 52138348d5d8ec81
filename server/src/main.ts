/**
 * Entry of dist/server.js: the language server over standard input and output.
 * Answers `initialize` with next to nothing loaded; the rest follows while the client reads the answer.
 */
import type { InitializeParams, InitializeResult } from "vscode-languageserver-protocol";
import { version } from "../../package.json";
import { toServerCapabilities } from "./capabilities";
import { loadCore } from "./core/loadCore";
import type { ServerOptions } from "./protocol/messages";
import { readClientFacts } from "./session/clientFacts";
import { logToErrorStream } from "./session/log";
import { READER_FLAG } from "./session/readerFlag";
import { Connection, describeError } from "./wire/connection";
import { FrameReader } from "./wire/framing";
import { Lifecycle } from "./wire/lifecycle";
import { ErrorCode, RequestError } from "./wire/rpc";
import { readStandardInput, StandardOutput } from "./wire/stdio";

const NAME = "PQL language server";
const BAD_USAGE = 2;
const USAGE = `Usage: server.js [--stdio]

Speaks the Language Server Protocol for PQL on standard input and output.

  --stdio    the transport, and the only one
  --help     this text
  --version  the version
`;
const OTHER_TRANSPORT = /^--(node-ipc|socket|pipe)(=|$)/;

function main(parameters: readonly string[]): void {
  const transport = parameters.find((parameter) => OTHER_TRANSPORT.test(parameter));
  if (parameters[0] === READER_FLAG) {
    void loadCore({ entryPath: __filename, cacheFolder: undefined }).then(({ readSchemaFile }) =>
      readSchemaFile(parameters.slice(1)),
    );
  } else if (parameters.includes("--help")) process.stdout.write(USAGE);
  else if (parameters.includes("--version")) process.stdout.write(`${version}\n`);
  else if (transport !== undefined) {
    logToErrorStream(`${transport} is no transport of this server; it speaks on --stdio.`);
    process.exitCode = BAD_USAGE;
  } else serve();
}

function serve(): void {
  const output = new StandardOutput();
  const lifecycle = new Lifecycle();
  const connection = new Connection({
    send: (json) => output.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`),
    log: logToErrorStream,
    lifecycle,
  });
  const end = () => output.flush(() => process.exit(lifecycle.exitCode));
  guardAgainstCrashes();
  connection.onRequest("initialize", (params) => greet(connection, params));
  connection.onRequest("shutdown", () => null);
  connection.onNotification("exit", end);
  const reader = new FrameReader({
    onBody: (json) => connection.receive(json),
    onGarbage: logToErrorStream,
    onUnreadable: () =>
      connection.refuseMessage(null, new RequestError(ErrorCode.ParseError, "This is no JSON.")),
  });
  const onBytes = (bytes: Buffer) => {
    reader.push(bytes);
    connection.pump();
  };
  readStandardInput(onBytes, end);
}

function greet(connection: Connection, params: InitializeParams): InitializeResult {
  const client = readClientFacts(params.capabilities ?? {}, params.initializationOptions);
  const place = { entryPath: __filename, cacheFolder: readCacheFolder(params.initializationOptions) };
  const rest = { connection, client, params, log: logToErrorStream, entryPath: __filename };
  // The answer leaves first: the promise is taken up after the handler has returned.
  connection.hold(
    nextTurn()
      .then(() => loadCore(place))
      .then(({ startServer }) => startServer(rest)),
  );
  return { serverInfo: { name: NAME, version }, capabilities: toServerCapabilities(client) };
}

function readCacheFolder(options: ServerOptions | null | undefined): string | undefined {
  const folder = options?.indexFolder;
  return typeof folder === "string" && folder !== "" ? folder : undefined;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * After an exception nobody expected nothing can be promised any more: the client is told by the exit and starts anew.
 * A promise that failed unheard has left everything else as it was; it is noted.
 */
function guardAgainstCrashes(): void {
  process.on("uncaughtException", (error) => {
    logToErrorStream(`the server ends because of a fault: ${describeError(error)}`);
    process.exit(1);
  });
  process.on("unhandledRejection", (error) => logToErrorStream(`a fault: ${describeError(error)}`));
}

main(process.argv.slice(2));
