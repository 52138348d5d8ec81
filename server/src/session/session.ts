/**
 * Everything one conversation with a client needs, built once. Wires the parts together and holds no rule of its own.
 */
import type { Connection } from "vscode-languageserver";
import type { ClientFacts } from "./clientFacts";
import { Diagnostics } from "./diagnostics";
import { Documents } from "./documents";
import { EmbeddedDocuments } from "./embeddedDocuments";
import type { Log } from "./log";
import { type SchemaFiles, SchemaLoader } from "./schemaLoader";
import { Schemas } from "./schemas";
import { LanguageSettings } from "./settings";
import { refreshViews } from "./viewRefresh";

/** What a session is built on. */
export interface SessionHost {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly log: Log;
  readonly readSchemaFile: SchemaFiles;
}

/** One conversation with one client. */
export interface Session extends SessionHost {
  readonly documents: Documents;
  readonly embedded: EmbeddedDocuments;
  readonly schemas: Schemas;
  readonly settings: LanguageSettings;
  readonly diagnostics: Diagnostics;
}

/** A session without documents or schemas. */
export function createSession(host: SessionHost): Session {
  const documents = new Documents();
  const settings = new LanguageSettings();
  const diagnostics = new Diagnostics({ ...host, firstLoad: (uri) => schemas.firstLoad(uri) });
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
      refreshViews(host.connection, host.client, host.log);
    },
  });
  const embedded: EmbeddedDocuments = new EmbeddedDocuments({ ...host, schemas });
  return { ...host, documents, embedded, schemas, settings, diagnostics };
}
