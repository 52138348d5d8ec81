/**
 * Route of pulled diagnostics.
 */
import { runSafely } from "../session/safely";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";
import type { ClientRequests } from "../wire/methods";

type Params = ClientRequests["textDocument/diagnostic"]["params"];
type Report = ClientRequests["textDocument/diagnostic"]["result"];

/** Names the handler. */
export function routeInsight(connection: Connection, session: Session): void {
  const report = runSafely(session, {
    method: "textDocument/diagnostic",
    neutral: { kind: "full", items: [] } as Report,
    answer: (document, { previousResultId }: Params, cancellation) =>
      session.diagnostics.report(document, previousResultId, cancellation),
  });
  connection.onRequest(
    "textDocument/diagnostic",
    (params, cancellation) => reportEmbedded(session, params) ?? report(params, cancellation),
  );
}

/** The report on a document that holds expressions; undefined for every other. */
function reportEmbedded(
  { embedded }: Session,
  { textDocument, previousResultId }: Params,
): Report | undefined {
  const document = embedded.documents?.find(textDocument.uri);
  if (document === undefined) return undefined;
  const { resultId } = document;
  if (previousResultId === resultId) return { kind: "unchanged", resultId };
  return { kind: "full", resultId, items: embedded.documents?.list(document) ?? [] };
}
