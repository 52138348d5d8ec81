/**
 * Routes of what is shown about a document without changing it: diagnostics, hover, completion.
 */
import type { CompletionList, Hover } from "vscode-languageserver-protocol";
import { readItemUri, toCompletionList, toResolvedItem } from "../convert/completion";
import { toHover } from "../convert/hover";
import { findSuggestions } from "../pql/features/completion";
import { findHover } from "../pql/features/hover";
import { runSafely } from "../session/safely";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";

/** Names the handlers. */
export function routeInsight(connection: Connection, session: Session): void {
  connection.onRequest(
    "textDocument/diagnostic",
    runSafely(session, {
      method: "textDocument/diagnostic",
      neutral: { kind: "full", items: [] },
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
  routeCompletion(connection, session);
}

function routeCompletion(connection: Connection, session: Session): void {
  const { client } = session;
  connection.onRequest(
    "textDocument/completion",
    runSafely(session, {
      method: "textDocument/completion",
      neutral: null as CompletionList | null,
      answer: (document, { position }) =>
        toCompletionList(findSuggestions(document, document.offsetAt(position)), {
          positions: document,
          uri: document.uri,
          sharesDefaults: client.takesItemDefaults,
        }),
    }),
  );
  connection.onRequest("completionItem/resolve", (item) => {
    const uri = readItemUri(item);
    const environment = uri === undefined ? undefined : session.schemas.environmentOf(uri);
    return toResolvedItem(item, environment, client.showsMarkdownDocumentation);
  });
}
