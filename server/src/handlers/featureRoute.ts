/**
 * The one way a feature is bound to a request: its module is loaded with the first request for it, so that nothing a
 * client does not use costs time at start. Knows no feature.
 */
import type { CancellationToken, ProtocolRequestType } from "vscode-languageserver";
import type { EmbeddedDocument } from "../session/embeddedDocuments";
import type { PqlDocument } from "../session/pqlDocument";
import { runSafely } from "../session/safely";
import type { Session } from "../session/serverSession";
import { cancelled, outdated } from "../session/slices";

/** A request as a feature sees it. */
export interface FeatureRequest<P, D = PqlDocument> {
  readonly document: D;
  readonly params: P;
  readonly cancellation: CancellationToken;
}

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** A request about one document, the module that answers it, and how. */
export interface FeatureRoute<P extends DocumentParams, R, F> {
  /** The answer where there is nothing to say. */
  readonly neutral: R;
  load(): Promise<F>;
  answer(feature: F, request: FeatureRequest<P>): R | Promise<R>;
  /** For documents that hold expressions; without it they get the neutral answer. */
  answerEmbedded?(feature: F, request: FeatureRequest<P, EmbeddedDocument>): R;
}

/** The request of the protocol that a route answers. */
interface RouteType<P, R, PR, RO> {
  readonly type: ProtocolRequestType<P, R, PR, void, RO>;
}

/** Binds a feature to its request. */
export function routeFeature<P extends DocumentParams, R, PR, RO, F>(
  session: Session,
  route: RouteType<P, R, PR, RO> & FeatureRoute<P, R, F>,
): void {
  const { type, neutral, load, answer } = route;
  let feature: F | undefined;
  const handler = runSafely<P, R>(session, {
    method: type.method,
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
  // By name: the result of a typed request depends on a type that is not known here.
  session.connection.onRequest<unknown, void>(type.method, (params: P, cancellation: CancellationToken) => {
    const document = session.embedded.find(params.textDocument.uri);
    return document === undefined
      ? handler(params, cancellation)
      : answerEmbedded(route, { document, params, cancellation });
  });
}

async function answerEmbedded<P extends DocumentParams, R, F>(
  route: FeatureRoute<P, R, F>,
  request: FeatureRequest<P, EmbeddedDocument>,
): Promise<R> {
  if (route.answerEmbedded === undefined) return route.neutral;
  const { resultId } = request.document;
  const feature = await route.load();
  if (request.document.resultId !== resultId) throw outdated();
  return route.answerEmbedded(feature, request);
}

/** What waited for a module may have been overtaken by a change. */
function refuseLate<P>({ document, cancellation }: FeatureRequest<P>, revision: number): void {
  if (cancellation.isCancellationRequested) throw cancelled();
  if (document.revision !== revision) throw outdated();
}
