/**
 * Tells a client to ask again for what is written around the text, because what it is made of has changed for every document.
 */
import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from "vscode-languageserver";
import type { ClientFacts } from "./clientFacts";
import type { Log } from "./log";

/** Asks for a refresh of lenses and hints where the client can be asked. */
export function refreshViews(connection: Connection, client: ClientFacts, log: Log): void {
  const requests = [
    ...(client.refreshesLenses && client.commands.size > 0 ? [CodeLensRefreshRequest.type] : []),
    ...(client.refreshesHints ? [InlayHintRefreshRequest.type] : []),
  ];
  for (const request of requests) {
    connection
      .sendRequest(request)
      .catch((error: unknown) => log(`the client did not answer ${request.method}: ${String(error)}`));
  }
}
