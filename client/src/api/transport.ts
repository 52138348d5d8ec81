/**
 * The way a call leaves: what the platform client needs of a network, a browser or the sample organisation, and no more.
 * One call at a time, no retries and no redirects; what its answer means is decided by the client.
 */

/** A call as it leaves. */
export interface TransportRequest {
  readonly url: string;
  readonly method: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Ends the call; what waits for it rejects. */
  readonly signal: AbortSignal;
  /** Of the answer, decompressed; a longer one rejects with `tooLarge`. */
  readonly maxBytes: number;
}

/** An answer with its whole body. */
export interface TransportAnswer {
  readonly status: number;
  /** Names in any case; a header that came several times is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Decompressed. */
  readonly bytes: Uint8Array;
}

/** Sends calls; rejects where there is no answer, with an error whose `code` names why. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Calls under way fail. */
  close(): Promise<void>;
}
