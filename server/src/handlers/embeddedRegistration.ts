/**
 * Asks a client to tell of documents that may hold expressions: JSON and Markdown. Asked for at run time and not announced,
 * because what is announced counts for every feature, and nobody wants another formatter for JSON.
 */
import type { Registration } from "vscode-languageserver-protocol";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";

const DOCUMENTS = ["json", "jsonc", "markdown"].map((language) => ({ language }));
const INCREMENTAL = 2;

/** Asks for those documents, and for the questions about them that can be answered. */
export function registerEmbedded(connection: Connection, { client, log }: Session): void {
  if (!client.registersDocuments) return;
  const registrations = [
    register("textDocument/didOpen"),
    register("textDocument/didChange", { syncKind: INCREMENTAL }),
    register("textDocument/didClose"),
    ...(client.registersFeatures
      ? [
          register("textDocument/hover"),
          register("textDocument/codeAction", { codeActionKinds: ["quickfix"] }),
        ]
      : []),
    ...(client.pullsDiagnostics ? [register("textDocument/diagnostic", DIAGNOSTICS)] : []),
  ];
  connection
    .request("client/registerCapability", { registrations })
    .catch((error: unknown) => log(`the client does not tell of other documents: ${String(error)}`));
}

const DIAGNOSTICS = { identifier: "pql", interFileDependencies: false, workspaceDiagnostics: false };

function register(method: string, options: object = {}): Registration {
  return { id: `embedded ${method}`, method, registerOptions: { documentSelector: DOCUMENTS, ...options } };
}
