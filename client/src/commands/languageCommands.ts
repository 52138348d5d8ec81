/**
 * Commands about checking PQL: why an engine evaluates a text or not, fetch the schema anew, restart the server, read the log.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS, type ExplainedReason } from "../../../server/src/protocol/clientMessages";
import { readDocumentUri } from "../documents/aepUri";
import { silentServer, unopenedPql } from "../model/refusals";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import { openPlace } from "../ui/editors";
import { say } from "../words/say";
import { findPqlUri, findUri, getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const LANGUAGE_COMMANDS: readonly Command[] = [
  { id: CLIENT_COMMANDS.refreshSchema, progress: say("Fetching the schema"), run: refreshSchema },
  {
    id: "aep.server.restart",
    progress: say("Restarting the language server"),
    run: ({ server }) => server.restart(),
  },
  { id: CLIENT_COMMANDS.explainEvaluation, run: explainEvaluation },
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

const ANSWERS = { yes: say("takes it"), no: say("does not take it"), depends: say("may take it") } as const;

/** Lists why each engine takes a text or not; the reason chosen leads to its place. */
async function explainEvaluation(services: Services, call: CommandCall): Promise<void> {
  const uri = findPqlUri(call);
  if (uri === undefined) throw unopenedPql();
  const document = await vscode.workspace.openTextDocument(uri);
  const given = call.args[1];
  const reasons = Array.isArray(given)
    ? (given as readonly ExplainedReason[])
    : await readReasons(services, document);
  const choices = reasons
    .filter((reason, index) => reasons.findIndex((one) => isSameReason(one, reason)) === index)
    .map((reason) => ({
      label: reason.text,
      description: reasons
        .filter((one) => isSameReason(one, reason))
        .map(({ engine, answer }) => `${engine} ${ANSWERS[answer]}`)
        .join(", "),
      value: reason,
    }));
  const { position } = await services.prompts.pick(say("Why this evaluation"), choices);
  if (position === undefined) return;
  const place = new vscode.Position(position.line, position.character);
  await openPlace(document, place);
}

/** What keeps several engines is said once. */
function isSameReason(one: ExplainedReason, other: ExplainedReason): boolean {
  const [place, otherPlace] = [one.position, other.position];
  return (
    one.text === other.text && place?.line === otherPlace?.line && place?.character === otherPlace?.character
  );
}

async function readReasons(
  { server }: Services,
  document: vscode.TextDocument,
): Promise<readonly ExplainedReason[]> {
  const request = { uri: document.uri.toString(), format: "pql/text", value: document.getText() };
  const inspection = await server.inspect(request);
  if (inspection === undefined) throw silentServer();
  if (inspection.errors.length > 0)
    throw new UserError("expressionHasErrors", say("The text has errors, so no engine can evaluate it."));
  return inspection.reasons ?? [];
}
