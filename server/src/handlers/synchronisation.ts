/**
 * Routes of what the client tells: documents, settings, schemas, audiences.
 */

import type { Session } from "../session/session";
import { SETTINGS_SECTION } from "../session/settings";
import type { Connection } from "../wire/connection";
import { registerEmbedded } from "./embeddedRegistration";

/** Names the handlers. */
export function routeSynchronisation(connection: Connection, session: Session): void {
  routeDocuments(connection, session);
  connection.onNotification("aep/schemaChanged", (change) => session.schemas.change(change));
  connection.onNotification("aep/audiencesChanged", (change) => session.schemas.changeAudiences(change));
  connection.onNotification("workspace/didChangeConfiguration", ({ settings }) => {
    if (session.client.answersConfiguration) readConfiguration(connection, session);
    else if (session.settings.putConfiguration(settings)) session.schemas.applySettings();
  });
  connection.onNotification("initialized", () => {
    registerEmbedded(connection, session);
    if (!session.client.answersConfiguration) return;
    readConfiguration(connection, session);
    if (session.client.registersConfiguration) registerConfiguration(connection, session);
  });
}

function routeDocuments(connection: Connection, session: Session): void {
  const { documents, diagnostics, embedded, schemas, log } = session;
  connection.onNotification("textDocument/didOpen", ({ textDocument }) => {
    if (embedded.takes(textDocument.languageId)) {
      connection.hold(embedded.load().then((others) => others.open(textDocument)));
      return;
    }
    diagnostics.touch(documents.open(textDocument, schemas.environmentOf(textDocument.uri)));
  });
  connection.onNotification("textDocument/didChange", ({ textDocument, contentChanges }) => {
    if (embedded.documents?.change(textDocument.uri, textDocument.version, contentChanges)) return;
    const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
    if (document === undefined) log("a document was changed that is not open");
    else diagnostics.touch(document);
  });
  connection.onNotification("textDocument/didClose", ({ textDocument }) => {
    if (embedded.documents?.close(textDocument.uri)) return;
    const document = documents.find(textDocument.uri);
    if (document === undefined) return;
    documents.close(textDocument.uri);
    diagnostics.close(document);
  });
}

function readConfiguration(connection: Connection, session: Session): void {
  connection.request("workspace/configuration", { items: [{ section: SETTINGS_SECTION }] }).then(
    (answer) => {
      const section = Array.isArray(answer) ? answer[0] : undefined;
      if (session.settings.put(section)) session.schemas.applySettings();
    },
    (error: unknown) => session.log(`the client did not tell its configuration: ${String(error)}`),
  );
}

function registerConfiguration(connection: Connection, session: Session): void {
  const method = "workspace/didChangeConfiguration";
  const registrations = [{ id: method, method, registerOptions: { section: SETTINGS_SECTION } }];
  connection
    .request("client/registerCapability", { registrations })
    .catch((error: unknown) => session.log(`the client did not register: ${String(error)}`));
}
