/**
 * Turns an answer into the bytes and pauses that a front has to send. Shared by both fronts so that weather looks
 * the same over a socket and in process. Sends nothing itself.
 */
import type { SampleResponse } from "./exchange";

/** What to send, in order. */
export interface DeliveryPlan {
  readonly delayMs: number;
  /** Break the connection before anything is sent. */
  readonly refuses: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly Uint8Array[];
  readonly chunkDelayMs: number;
  /** Break the connection after the last chunk instead of ending. */
  readonly breaks: boolean;
}

/** Compresses as gzip does; fronts without one are not asked for it. */
export type Packing = (bytes: Uint8Array) => Uint8Array;

/** Returns the plan of one answer. The announced length is that of the whole body, also when it will be cut. */
export function planDelivery(response: SampleResponse, pack?: Packing): DeliveryPlan {
  const { delivery = {} } = response;
  const plain = new TextEncoder().encode(response.body);
  const packed = delivery.gzip === true && plain.length > 0 ? pack?.(plain) : undefined;
  const bytes = packed ?? plain;
  const isChunked = delivery.chunkBytes !== undefined;
  const sent = delivery.cutAfterBytes === undefined ? bytes : bytes.subarray(0, delivery.cutAfterBytes);
  return {
    delayMs: delivery.delayMs ?? 0,
    refuses: delivery.refuse === true,
    headers: {
      ...response.headers,
      ...(packed ? { "content-encoding": "gzip" } : {}),
      ...(isChunked || response.status === 204 ? {} : { "content-length": String(bytes.length) }),
    },
    chunks: splitBytes(sent, delivery.chunkBytes ?? 64 * 1024),
    chunkDelayMs: delivery.chunkDelayMs ?? 0,
    breaks: delivery.cutAfterBytes !== undefined,
  };
}

function splitBytes(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.subarray(start, start + size));
  return chunks;
}

/** Waits real milliseconds; resolves early when the signal fires. Zero does not wait at all. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish);
  });
}
