/**
 * Sends each message in one piece and at once. The writer of the library waits a turn before each message, and sends its header by
 * itself: two calls of the system, of which the first wakes a client that has nothing to read yet. What a message says is not its business.
 */
import { AbstractMessageWriter, type Message, type MessageWriter } from "vscode-languageserver/node";
import { toAsciiJson } from "./asciiJson";

/** A writer of messages to a stream, in the order in which they are handed over. */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: NodeJS.WritableStream;
  #failures = 0;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream;
    stream.on("error", (error) => this.fireError(error));
    stream.on("close", () => this.fireClose());
  }

  /** Settled once the stream has taken the message; rejects what is no JSON. */
  async write(message: Message): Promise<void> {
    const body = toAsciiJson(message);
    const whole = `Content-Length: ${body.length}\r\n\r\n${body}`;
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(whole, "latin1", (error) => {
        if (error == null) return resolve();
        this.fireError(error, message, ++this.#failures);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
