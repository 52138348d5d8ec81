/**
 * Route of pulled diagnostics.
 */
import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
} from "vscode-languageserver";
import { runSafely } from "../session/safely";
import type { Session } from "../session/serverSession";

export function routeProblems(session: Session): void {
  const { method } = DocumentDiagnosticRequest.type;
  const report = runSafely(session, {
    method,
    neutral: { kind: "full", items: [] } as DocumentDiagnosticReport,
    answer: (document, { previousResultId }: DocumentDiagnosticParams, cancellation) =>
      session.diagnostics.report(document, previousResultId, cancellation),
  });
  session.connection.onRequest(
    DocumentDiagnosticRequest.type,
    (params, cancellation) => reportEmbedded(session, params) ?? report(params, cancellation),
  );
}

/** The report on a document that holds expressions; undefined for every other. */
function reportEmbedded(
  { embedded }: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> | undefined {
  const document = embedded.find(textDocument.uri);
  return document === undefined ? undefined : embedded.report(document, previousResultId);
}
