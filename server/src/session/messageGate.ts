/**
 * Keeps what a client says while the server is getting ready, and hands it on in its order. A greeting can be answered before
 * the language is loaded; the client sends its documents meanwhile. Looks into no message.
 */

/** Hands on a message to whom it is for. */
type HandOn<Message> = (message: Message) => void | Promise<void>;

/** The strategy of a connection for its messages. */
export class MessageGate<Message> {
  /** Undefined while nothing is waited for. */
  #kept: { readonly message: Message; readonly handOn: HandOn<Message> }[] | undefined;

  /** Called by the connection for each message. */
  handleMessage(message: Message, handOn: HandOn<Message>): void | Promise<void> {
    if (this.#kept === undefined) return handOn(message);
    this.#kept.push({ message, handOn });
  }

  /** Keeps messages from now on, until the work has ended well or badly. */
  async keepDuring(work: Promise<void>): Promise<void> {
    this.#kept ??= [];
    try {
      await work;
    } finally {
      const kept = this.#kept;
      this.#kept = undefined;
      for (const { message, handOn } of kept) void handOn(message);
    }
  }
}
