/**
 * The core, everything behind `initialize`: builds the session and names all handlers. Loaded after the client has its
 * answer, because nothing in here is needed for it.
 */
import type { InitializeParams } from "vscode-languageserver-protocol";
import { routeFeatures } from "./handlers/features";
import { routeFieldReads } from "./handlers/fieldReads";
import { routeInsight } from "./handlers/insight";
import { routeInspection } from "./handlers/inspection";
import { routeSynchronisation } from "./handlers/synchronisation";
import { routeTreeRewriting } from "./handlers/treeRewriting";
import type { ServerOptions } from "./protocol/messages";
import type { ClientFacts } from "./session/clientFacts";
import type { Log } from "./session/log";
import { createSession } from "./session/session";
import type { Connection } from "./wire/connection";

/** What the greeting left to work with. */
export interface Greeting {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly params: InitializeParams;
  readonly log: Log;
  /** The script of this process. */
  readonly entryPath: string;
}

/** Makes the connection answer everything the capabilities promise. */
export function startServer({ params, ...host }: Greeting): void {
  const session = createSession(host);
  session.schemas.start(readOptions(params.initializationOptions));
  routeSynchronisation(host.connection, session);
  routeInsight(host.connection, session);
  routeInspection(host.connection, session);
  routeFieldReads(host.connection);
  routeTreeRewriting(host.connection);
  routeFeatures({ connection: host.connection, session });
  host.connection.onIdle(() => session.diagnostics.flush());
}

/** Does the task of a process that was started to read a schema file. */
export async function readSchemaFile(task: readonly string[]): Promise<void> {
  const { answerReaderTask } = await import("./session/schemaReader");
  answerReaderTask(task);
}

function readOptions(value: unknown): ServerOptions {
  return typeof value === "object" && value !== null ? value : {};
}
