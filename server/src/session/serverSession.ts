/**
 * Everything one conversation with a client needs, built once. Wires the parts together and holds no rule of its own. When what
 * documents are made of changes, it tells the client to ask again for what is written around the text.
 */
import { CodeLensRefreshRequest, type Connection, InlayHintRefreshRequest } from "vscode-languageserver";
import type { Speech } from "../pql/text/phrases";
import type { ServerOptions } from "../protocol/clientMessages";
import { ChosenProfiles } from "./chosenProfiles";
import type { ClientFacts } from "./clientFacts";
import { Diagnostics } from "./diagnostics";
import { Schemas } from "./documentSchemas";
import { EdgeStates } from "./edgeStates";
import { EmbeddedDocuments } from "./embeddedDocuments";
import { LanguageSettings } from "./languageSettings";
import { Documents } from "./pqlDocument";
import { Pushes } from "./pushes";
import { type FieldPlaces, type SchemaFiles, SchemaLoader } from "./schemaLoader";
import type { Log } from "./sessionLog";

type Refreshed = Pick<SessionHost, "connection" | "client" | "log">;

/** Asks for a refresh of lenses and hints where the client can be asked. */
function refreshViews(host: Refreshed): void {
  refreshLenses(host);
  refreshHints(host);
}

function refreshHints(host: Refreshed): void {
  if (host.client.refreshesHints) requestRefresh(host, InlayHintRefreshRequest.type);
}

function refreshLenses(host: Refreshed): void {
  const { refreshesLenses, commands } = host.client;
  if (refreshesLenses && commands.size > 0) requestRefresh(host, CodeLensRefreshRequest.type);
}

type RefreshRequest = typeof CodeLensRefreshRequest.type | typeof InlayHintRefreshRequest.type;

function requestRefresh({ connection, log }: Refreshed, request: RefreshRequest): void {
  connection
    .sendRequest(request)
    .catch((error: unknown) => log(`the client did not answer ${request.method}: ${String(error)}`));
}

/** What a session is built on. */
export interface SessionHost extends Speech {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly log: Log;
  readonly options: ServerOptions;
  readonly readSchemaFile: SchemaFiles;
  /** Missing where there are no files. */
  readonly findFieldPlace?: FieldPlaces;
}

/** One conversation with one client. */
export interface Session extends SessionHost {
  readonly documents: Documents;
  readonly embedded: EmbeddedDocuments;
  readonly schemas: Schemas;
  readonly edgeStates: EdgeStates;
  readonly profiles: ChosenProfiles;
  readonly settings: LanguageSettings;
  readonly diagnostics: Diagnostics;
}

/** A session without documents; the schemas it was started with are being read. */
export function createSession(host: SessionHost): Session {
  const documents = new Documents();
  const settings = new LanguageSettings(host.options.settings);
  const pushes = new Pushes(host.client);
  const diagnostics = new Diagnostics({ ...host, pushes, firstLoad: (uri) => schemas.firstLoad(uri) });
  const schemas: Schemas = new Schemas({
    loader: new SchemaLoader(host),
    settings,
    onChange: () => {
      for (const document of documents.all()) {
        document.setEnvironment(schemas.environmentOf(document.uri));
        diagnostics.touch(document);
      }
      embedded.renew();
      diagnostics.refresh(documents.all());
      refreshViews(host);
    },
  });
  schemas.start(host.options);
  const embedded: EmbeddedDocuments = new EmbeddedDocuments({ ...host, pushes, schemas });
  const edgeStates = new EdgeStates(() => refreshLenses(host));
  const profiles = new ChosenProfiles(() => refreshHints(host));
  return { ...host, documents, embedded, schemas, edgeStates, profiles, settings, diagnostics };
}
