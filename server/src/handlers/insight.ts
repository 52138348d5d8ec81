/**
 * Route of pulled diagnostics.
 */
import { runSafely } from "../session/safely";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";
import type { ClientRequests } from "../wire/methods";

/** Names the handler. */
export function routeInsight(connection: Connection, session: Session): void {
  connection.onRequest(
    "textDocument/diagnostic",
    runSafely(session, {
      method: "textDocument/diagnostic",
      neutral: { kind: "full", items: [] } as ClientRequests["textDocument/diagnostic"]["result"],
      answer: (document, { previousResultId }, cancellation) =>
        session.diagnostics.report(document, previousResultId, cancellation),
    }),
  );
}
