/**
 * The one way a request about a document is run: waits for its first schema, gives up where the client did, and turns a
 * fault into a line of the log and a neutral answer. No handler catches anything itself.
 */
import { type CancellationToken, ResponseError } from "vscode-languageserver";
import type { PqlDocument } from "./pqlDocument";
import type { Session } from "./serverSession";
import { describeFault } from "./sessionLog";
import { cancelled, outdated } from "./slices";

/** One kind of request about a document. */
export interface DocumentRequest<P, R> {
  readonly method: string;
  /** The answer where there is nothing to say. */
  readonly neutral: R;
  answer(document: PqlDocument, params: P, cancellation: CancellationToken): R | Promise<R>;
}

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** The handler of a kind of request. */
export function runSafely<P extends DocumentParams, R>(session: Session, request: DocumentRequest<P, R>) {
  const run = (params: P, cancellation: CancellationToken): R | Promise<R> => {
    if (cancellation.isCancellationRequested) throw cancelled();
    const document = session.documents.find(params.textDocument.uri);
    if (document === undefined) return request.neutral;
    try {
      const result = request.answer(document, params, cancellation);
      return result instanceof Promise ? result.catch(toNeutral) : result;
    } catch (error) {
      return toNeutral(error);
    }
  };
  const toNeutral = (error: unknown): R => {
    if (error instanceof ResponseError) throw error;
    session.log(`${request.method} failed: ${describeFault(error)}`);
    return request.neutral;
  };
  return (params: P, cancellation: CancellationToken): R | Promise<R> => {
    const wait = session.schemas.firstLoad(params.textDocument.uri);
    return wait === undefined
      ? run(params, cancellation)
      : runAfter(wait, { session, params, cancellation }, run);
  };
}

interface WaitingRequest<P> {
  readonly session: Session;
  readonly params: P;
  readonly cancellation: CancellationToken;
}

async function runAfter<P extends DocumentParams, R>(
  wait: Promise<void>,
  { session, params, cancellation }: WaitingRequest<P>,
  run: (params: P, cancellation: CancellationToken) => R | Promise<R>,
): Promise<R> {
  const { uri } = params.textDocument;
  const version = session.documents.find(uri)?.version;
  for (
    let next: Promise<void> | undefined = wait;
    next !== undefined;
    next = session.schemas.firstLoad(uri)
  ) {
    await next;
  }
  if (session.documents.find(uri)?.version !== version) throw outdated();
  return run(params, cancellation);
}
