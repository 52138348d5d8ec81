/**
 * Routes of what the client tells: documents, settings, schemas, audiences.
 */
import { DidChangeConfigurationNotification } from "vscode-languageserver";
import {
  AUDIENCES_CHANGED,
  type AudiencesChanged,
  EDGE_STATE_CHANGED,
  type EdgeStateChanged,
  SCHEMA_CHANGED,
  type SchemaChanged,
} from "../protocol/clientMessages";
import { SETTINGS_SECTION } from "../session/languageSettings";
import type { Session } from "../session/serverSession";
import { registerEmbedded } from "./embeddedRegistration";

export function routeSynchronisation(session: Session): void {
  const { connection } = session;
  routeDocuments(session);
  connection.onNotification(SCHEMA_CHANGED, (change: SchemaChanged) => session.schemas.change(change));
  connection.onNotification(AUDIENCES_CHANGED, (change: AudiencesChanged) =>
    session.schemas.changeAudiences(change),
  );
  connection.onNotification(EDGE_STATE_CHANGED, (change: EdgeStateChanged) =>
    session.edgeStates.change(change),
  );
  connection.onDidChangeConfiguration(({ settings }) => {
    if (session.settings.putPushed(settings)) session.schemas.applySettings();
    if (session.client.answersConfiguration) readConfiguration(session);
  });
  connection.onInitialized(() => {
    registerEmbedded(session);
    if (!session.client.answersConfiguration) return;
    readConfiguration(session);
    if (session.client.registersConfiguration) registerConfiguration(session);
  });
}

function routeDocuments(session: Session): void {
  const { connection, documents, diagnostics, embedded, schemas, profiles, log } = session;
  connection.onDidOpenTextDocument(({ textDocument }) => {
    if (embedded.takes(textDocument.languageId)) embedded.open(textDocument);
    else diagnostics.touch(documents.open(textDocument, schemas.environmentOf(textDocument.uri)));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    if (embedded.change(textDocument.uri, textDocument.version, contentChanges)) return;
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document === undefined) log("a document was changed that is not open");
    else diagnostics.touch(document);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    if (embedded.close(textDocument.uri)) return;
    const document = documents.find(textDocument.uri);
    if (document === undefined) return;
    documents.close(textDocument.uri);
    profiles.forget(textDocument.uri);
    diagnostics.close(document);
  });
}

function readConfiguration({ connection, schemas, settings, log }: Session): void {
  connection.workspace.getConfiguration(SETTINGS_SECTION).then(
    (answer: unknown) => {
      if (settings.putAnswer(answer)) schemas.applySettings();
    },
    (error: unknown) => log(`the client did not tell its configuration: ${String(error)}`),
  );
}

function registerConfiguration({ connection, log }: Session): void {
  connection.client
    .register(DidChangeConfigurationNotification.type, { section: SETTINGS_SECTION })
    .catch((error: unknown) => log(`the client did not register: ${String(error)}`));
}
