/**
 * Calls over the browser's `fetch`. Proxies and certificates are the browser's business, and so is whether a page may ask a host at
 * all: where the host does not allow it, the browser says no more than that nothing came.
 */
import { ApiError } from "../api/apiError";
import type { TransportAnswer, TransportRequest } from "../api/transport";
import type { NetworkOpener } from "../editorHost";

/** Opens the browser's network; the settings of desktop editors mean nothing there. */
export const openFetchNetwork: NetworkOpener = () => {
  const closing = new AbortController();
  return {
    send: (request) => sendOver(request, AbortSignal.any([request.signal, closing.signal])),
    close: async () => closing.abort(),
  };
};

async function sendOver(request: TransportRequest, signal: AbortSignal): Promise<TransportAnswer> {
  const { url, method, headers, body = null, maxBytes } = request;
  // Nothing of the person's own sessions in this browser goes along, and no redirect is followed with a token.
  const options = { method, headers, body, signal, credentials: "omit", redirect: "manual" } as const;
  const answer = await fetch(url, { ...options, cache: "no-store", referrerPolicy: "no-referrer" }).catch(
    (thrown: unknown) => {
      signal.throwIfAborted();
      throw toRefusal(url, thrown);
    },
  );
  const bytes = await readBytes(answer, maxBytes);
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
}

/** The fault of a host that does not let pages ask it, or that is not there: a browser does not say which. */
function toRefusal(url: string, thrown: unknown): ApiError {
  const cause = new Error(thrown instanceof Error ? thrown.name : "unknown failure");
  return new ApiError("network", { reason: { kind: "closedToPages", host: new URL(url).host }, cause });
}

async function readBytes(answer: Response, maxBytes: number): Promise<Uint8Array> {
  const reader = answer.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new ApiError("tooLarge");
    }
    chunks.push(part.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
