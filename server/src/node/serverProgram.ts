/**
 * The language server on a computer: over standard input and output, and the second process that reads a schema file.
 */
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { version } from "../../../package.json";
import { startServer } from "../languageServer";
import { describeFault } from "../session/sessionLog";
import { ASCII_JSON } from "./asciiJson";
import { findFieldPlace } from "./fieldPlaces";
import { createSchemaFiles } from "./schemaFiles";
import { answerReaderTask, READER_FLAG } from "./schemaReader";

const BAD_USAGE = 2;
const USAGE = `Usage: server.js [--stdio]

Speaks the Language Server Protocol for PQL on standard input and output.

  --stdio    the transport, and the only one
  --help     this text
  --version  the version
`;
const OTHER_TRANSPORT = /^--(node-ipc|socket|pipe)(=|$)/;

/** Runs the program with these parameters. `entryPath` is its script, of which this may be a part. */
export function runInNode(parameters: readonly string[], entryPath: string): void {
  const transport = parameters.find((parameter) => OTHER_TRANSPORT.test(parameter));
  if (parameters[0] === READER_FLAG) answerReaderTask(parameters.slice(1));
  else if (parameters.includes("--help")) process.stdout.write(USAGE);
  else if (parameters.includes("--version")) process.stdout.write(`${version}\n`);
  else if (transport !== undefined) {
    log(`${transport} is no transport of this server; it speaks on --stdio.`);
    process.exitCode = BAD_USAGE;
  } else serve(entryPath);
}

function serve(entryPath: string): void {
  guardAgainstCrashes();
  const reader = new StreamMessageReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout, { contentTypeEncoder: ASCII_JSON });
  const connection = createConnection(reader, writer);
  let isShutDown = false;
  connection.onShutdown(() => {
    isShutDown = true;
  });
  reader.onClose(() => process.exit(isShutDown ? 0 : 1));
  reader.onError(endUnlessReadable);
  startServer({
    connection,
    log,
    findFieldPlace,
    readSchemaFile: createSchemaFiles({ log, entryPath }),
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
