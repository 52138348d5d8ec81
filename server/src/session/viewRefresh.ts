/**
 * Tells a client to ask again for what is written around the text, because what it is made of has changed for every document.
 */
import type { Connection } from "../wire/connection";
import type { ClientFacts } from "./clientFacts";
import type { Log } from "./log";

/** Asks for a refresh of lenses and hints where the client can be asked. */
export function refreshViews(connection: Connection, client: ClientFacts, log: Log): void {
  const methods = [
    ...(client.refreshesLenses && client.commands.size > 0 ? (["workspace/codeLens/refresh"] as const) : []),
    ...(client.refreshesHints ? (["workspace/inlayHint/refresh"] as const) : []),
  ];
  for (const method of methods) {
    connection
      .request(method, undefined)
      .catch((error: unknown) => log(`the client did not answer ${method}: ${String(error)}`));
  }
}
