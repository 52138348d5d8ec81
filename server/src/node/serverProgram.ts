/**
 * The language server on a computer: what its parameters say, and the second process that reads a schema file.
 */
import { version } from "../../../package.json";

/** Told to the second process, which runs the same script; its task follows. */
const READER_FLAG = "--read-schema";

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
  if (parameters[0] === READER_FLAG) {
    void import("./schemaReader").then(({ answerReaderTask }) => answerReaderTask(parameters.slice(1)));
  } else if (parameters.includes("--help")) process.stdout.write(USAGE);
  else if (parameters.includes("--version")) process.stdout.write(`${version}\n`);
  else if (transport !== undefined) {
    process.stderr.write(`pql server: ${transport} is no transport of this server; it speaks on --stdio.\n`);
    process.exitCode = BAD_USAGE;
  } else {
    const readerCommand = [entryPath, READER_FLAG];
    void import("./streamServer").then(({ serveOverStreams }) => serveOverStreams(entryPath, readerCommand));
  }
}
