/**
 * Checks a whole document in portions, for answers that need all of it, without holding up what a person waits for.
 */
import type { PqlDocument } from "../session/document";
import { type CancellationState, ErrorCode, RequestError } from "../wire/rpc";

/** Longest stretch of checking before waiting messages are looked at. */
const SLICE_MS = 6;

/** Settles once every clause is checked; rejects where the answer is no longer wanted or the document has changed. */
export async function checkWhole(document: PqlDocument, cancellation: CancellationState): Promise<void> {
  const { revision } = document;
  while (!document.check(SLICE_MS)) {
    await new Promise((resolve) => setImmediate(resolve));
    if (cancellation.isCancelled) throw new RequestError(ErrorCode.RequestCancelled, "Cancelled.");
    if (document.revision !== revision) {
      throw new RequestError(ErrorCode.ContentModified, "The document changed while it was checked.");
    }
  }
}
