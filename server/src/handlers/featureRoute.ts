/**
 * The one way a feature is bound to a request: its module is loaded with the first request for it, so that nothing a
 * client does not use costs time at start. Knows no feature.
 */
import type { PqlDocument } from "../session/document";
import type { EmbeddedDocument } from "../session/embeddedDocument";
import { runSafely } from "../session/safely";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";
import type { ClientRequests } from "../wire/methods";
import { type CancellationState, ErrorCode, RequestError } from "../wire/rpc";

/** Where routes are made. */
export interface RouteHost {
  readonly connection: Connection;
  readonly session: Session;
}

/** A request as a feature sees it. */
export interface FeatureRequest<P, D = PqlDocument> {
  readonly document: D;
  readonly params: P;
  readonly cancellation: CancellationState;
}

/** Requests about one document. */
type DocumentMethod = {
  [M in keyof ClientRequests]: ClientRequests[M]["params"] extends { textDocument: { uri: string } }
    ? M
    : never;
}[keyof ClientRequests];

type Params<M extends DocumentMethod> = ClientRequests[M]["params"] & { textDocument: { uri: string } };
type Result<M extends DocumentMethod> = ClientRequests[M]["result"];

/** A request, the module that answers it, and how. */
export interface FeatureRoute<M extends DocumentMethod, F> {
  readonly method: M;
  /** The answer where there is nothing to say. */
  readonly neutral: Result<M>;
  load(): Promise<F>;
  answer(feature: F, request: FeatureRequest<Params<M>>): Result<M> | Promise<Result<M>>;
  /** For documents that hold expressions; without it they get the neutral answer. */
  answerEmbedded?(feature: F, request: FeatureRequest<Params<M>, EmbeddedDocument>): Result<M>;
}

/** Binds a feature to its request. */
export function routeFeature<M extends DocumentMethod, F>(
  { connection, session }: RouteHost,
  route: FeatureRoute<M, F>,
): void {
  const { method, neutral, load, answer } = route;
  let feature: F | undefined;
  const handler = runSafely<Params<M>, Result<M>>(session, {
    method,
    neutral,
    answer: (document, params, cancellation) => {
      const request = { document, params, cancellation };
      if (feature !== undefined) return answer(feature, request);
      const { revision } = document;
      return load().then((loaded) => {
        feature = loaded;
        refuseLate(request, revision);
        return answer(loaded, request);
      });
    },
  });
  connection.onRequest(method, (params: Params<M>, cancellation) => {
    const document = session.embedded.documents?.find(params.textDocument.uri);
    return document === undefined
      ? handler(params, cancellation)
      : answerEmbedded(route, { document, params, cancellation });
  });
}

async function answerEmbedded<M extends DocumentMethod, F>(
  route: FeatureRoute<M, F>,
  request: FeatureRequest<Params<M>, EmbeddedDocument>,
): Promise<Result<M>> {
  if (route.answerEmbedded === undefined) return route.neutral;
  const { resultId } = request.document;
  const feature = await route.load();
  if (request.document.resultId !== resultId) {
    throw new RequestError(ErrorCode.ContentModified, "The document changed before the answer was made.");
  }
  return route.answerEmbedded(feature, request);
}

/** What waited for a module may have been overtaken by a change. */
function refuseLate<P>({ document, cancellation }: FeatureRequest<P>, revision: number): void {
  if (cancellation.isCancelled) throw new RequestError(ErrorCode.RequestCancelled, "Cancelled.");
  if (document.revision !== revision) {
    throw new RequestError(ErrorCode.ContentModified, "The document changed before the answer was made.");
  }
}
