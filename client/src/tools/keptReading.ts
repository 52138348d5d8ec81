/**
 * A reading that is kept for some minutes. In memory only; a failed reading is not kept.
 */
import { waitUnlessAborted } from "../model/waiting";

/** Long enough for a conversation, short enough to see what colleagues do. */
const FRESH_FOR_MS = 300_000;

/** The last reading that succeeded, and the one that is under way: whoever asks meanwhile waits for the same. */
export class KeptReading<Known extends { readonly readAt: number }> {
  private known: Known | undefined;
  private reading: Promise<Known> | undefined;

  /** The reading goes on for the others when one who waits for it gives up. */
  async get(question: {
    readonly now: number;
    readonly read: () => Promise<Known>;
    readonly signal: AbortSignal | undefined;
  }): Promise<Known> {
    const { now, read, signal } = question;
    signal?.throwIfAborted();
    if (this.known !== undefined && now - this.known.readAt < FRESH_FOR_MS) return this.known;
    this.reading ??= this.start(read);
    return await waitUnlessAborted(this.reading, signal);
  }

  private async start(read: () => Promise<Known>): Promise<Known> {
    try {
      this.known = await read();
      return this.known;
    } finally {
      this.reading = undefined;
    }
  }
}
