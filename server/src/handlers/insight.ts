/**
 * Routes of what is shown about a document without changing it: diagnostics, hover.
 */
import type { Hover } from "vscode-languageserver-protocol";
import { toHover } from "../convert/hover";
import { findHover } from "../pql/features/hover";
import { runSafely } from "../session/safely";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";
import type { ClientRequests } from "../wire/methods";

/** Names the handlers. */
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
  connection.onRequest(
    "textDocument/hover",
    runSafely(session, {
      method: "textDocument/hover",
      neutral: null as Hover | null,
      answer: (document, { position }) => {
        const found = findHover(document, document.offsetAt(position));
        return found === undefined ? null : toHover(found, document, session.client.showsMarkdownHover);
      },
    }),
  );
}
