/**
 * Commands about checking PQL: fetch the schema anew, restart the server, read the log.
 */
import { CLIENT_COMMANDS } from "../../../server/src/protocol/messages";
import { readDocumentUri } from "../documents/aepUri";
import type { Services } from "../services";
import { findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const LANGUAGE_COMMANDS: readonly Command[] = [
  { id: CLIENT_COMMANDS.refreshSchema, progress: "Fetching the schema", run: refreshSchema },
  {
    id: "aep.server.restart",
    progress: "Restarting the language server",
    run: ({ server }) => server.restart(),
  },
  { id: "aep.log.show", run: async ({ log }) => log.show() },
];

/** The schema of the sandbox a document belongs to, else of the one in use. */
async function refreshSchema(services: Services, call: CommandCall): Promise<void> {
  const uri = findUri(call);
  const document = uri === undefined ? undefined : readDocumentUri(uri);
  const target = document?.reference ?? getTarget(services, getRecord(call));
  const { failure } = await services.keeper.refresh({
    connection: target.connection,
    sandbox: target.sandbox,
  });
  if (failure !== undefined) throw failure;
}
