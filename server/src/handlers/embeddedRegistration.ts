/**
 * Asks a client to tell of documents that may hold expressions: JSON and Markdown. Asked for at run time and not announced,
 * because what is announced counts for every feature, and nobody wants another formatter for JSON.
 */
import type { Registration } from "vscode-languageserver-protocol";
import type { EmbeddedFeature } from "../session/clientFacts";
import type { Session } from "../session/session";
import type { Connection } from "../wire/connection";

const DOCUMENTS = ["json", "jsonc", "markdown"].map((language) => ({ language }));
const INCREMENTAL = 2;
/** A blank brings nothing up here: most are typed in the text around. */
const OPTIONS: Readonly<Record<EmbeddedFeature, object>> = {
  hover: {},
  codeAction: { codeActionKinds: ["quickfix"] },
  completion: { triggerCharacters: [".", '"', "^", "`", "=", "[", "("], resolveProvider: true },
  signatureHelp: { triggerCharacters: ["(", ","] },
};

/** Asks for those documents, and for the questions about them that can be answered. */
export function registerEmbedded(connection: Connection, { client, log }: Session): void {
  if (!client.registersDocuments) return;
  const registrations = [
    register("textDocument/didOpen"),
    register("textDocument/didChange", { syncKind: INCREMENTAL }),
    register("textDocument/didClose"),
    ...Array.from(client.registersFeatures, (feature) =>
      register(`textDocument/${feature}`, OPTIONS[feature]),
    ),
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
