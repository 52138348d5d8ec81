/**
 * Long work in slices, so that nothing a person waits for stands behind it. The work says where it may pause by yielding.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Longest stretch of work before waiting messages are looked at. */
const SLICE_MS = 6;

/** What the work is about: given up when the client gives up, or when the document has changed under it. */
export interface SlicedRequest {
  readonly document: { readonly revision: number };
  readonly cancellation: CancellationToken;
}

/** Settled when messages that have arrived were looked at. */
export function nextTurn(): Promise<void> {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  // Browsers have no such word, and a timer waits four milliseconds at the least; a message to oneself comes behind the others.
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** The answer to a request its client has given up. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The client cancelled the request.");
}

/** The answer to a request whose document changed while it was worked on or waited for something. */
export function outdated(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, "The document changed before the answer was made.");
}

/** Everything the work yields; at once where it is done within one slice. */
export function collectInSlices<T>(work: Iterator<T>, request: SlicedRequest): T[] | Promise<T[]> {
  const found: T[] = [];
  return advance(work, found) ? found : collectLater(work, found, request);
}

/** Goes on for one slice; true once the work is done. */
function advance<T>(work: Iterator<T>, found: T[]): boolean {
  const end = performance.now() + SLICE_MS;
  do {
    const next = work.next();
    if (next.done) return true;
    found.push(next.value);
  } while (performance.now() < end);
  return false;
}

/** By what long work is given up, and who is told how far it is. */
export interface LongWork {
  readonly token: CancellationToken;
  readonly tell?: (share: number) => void;
}

/** The result of work that yields how much of it is done, from 0 to 1; told after each hundredth. */
export async function finishInSlices<Result>(
  work: Iterator<number, Result>,
  { token, tell }: LongWork,
): Promise<Result> {
  for (let told = 0; ; ) {
    const until = performance.now() + SLICE_MS;
    let step = work.next();
    while (step.done !== true && performance.now() < until) step = work.next();
    if (step.done === true) return step.value;
    if (step.value >= told + 0.01) {
      told = step.value;
      tell?.(told);
    }
    await nextTurn();
    if (token.isCancellationRequested) throw cancelled();
  }
}

async function collectLater<T>(
  work: Iterator<T>,
  found: T[],
  { document, cancellation }: SlicedRequest,
): Promise<T[]> {
  const { revision } = document;
  do {
    await nextTurn();
    if (cancellation.isCancellationRequested) throw cancelled();
    if (document.revision !== revision) throw outdated();
  } while (!advance(work, found));
  return found;
}
