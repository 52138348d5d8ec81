/**
 * The editor's token of a cancellation as the signal that everything else takes.
 */
import type { CancellationToken } from "vscode";

/** A signal that is aborted with the token, until disposed. */
export function toSignal(token: CancellationToken): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => listener.dispose() };
}
