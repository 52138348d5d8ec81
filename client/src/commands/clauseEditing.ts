/**
 * Changes one clause of a rule by the builder: the clause under the cursor is replaced by a condition out of questions. Changes the
 * document only; a person can undo it.
 */
import * as vscode from "vscode";
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { toFieldLabel } from "../drafting/clauses";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import type { FoundClause } from "../tools/ruleDesk";
import { say } from "../words/say";
import { findPqlUri, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";
import { askField, readFields } from "./fieldQuestions";
import { askClause } from "./ruleBuilder";

const TITLE = say("Edit Clause");

/** The commands of this file. */
export const CLAUSE_COMMANDS: readonly Command[] = [{ id: "aep.clause.edit", run: editClause }];

async function editClause(services: Services, call: CommandCall): Promise<void> {
  const uri = findPqlUri(call);
  const editor = vscode.window.visibleTextEditors.find(({ document }) => `${document.uri}` === `${uri}`);
  if (editor === undefined)
    throw new UserError("badFile", say("Put the cursor into a clause of a PQL document first."));
  const { document, selection } = editor;
  const target = getTarget(services);
  const { clause, fields } = await services.prompts.showProgress(
    say("Reading the schema"),
    async (signal) => ({
      clause: await findClause(services, { target, document, place: selection.active }, signal),
      fields: await readFields(services, target, signal),
    }),
  );
  const { version } = document;
  const { expression } = await askClause(services, {
    field: await askFieldOf(services, clause, fields),
    title: TITLE,
  });
  if (document.version !== version)
    throw new UserError(
      "badFile",
      say("The document changed in the meantime. Nothing was replaced. Try again."),
    );
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(clause.start), document.positionAt(clause.end));
  edit.replace(document.uri, range, expression);
  await vscode.workspace.applyEdit(edit);
}

interface Place {
  readonly target: SandboxTarget;
  readonly document: vscode.TextDocument;
  readonly place: vscode.Position;
}

async function findClause(
  services: Services,
  { target, document, place }: Place,
  signal: AbortSignal,
): Promise<FoundClause> {
  const { knowledge } = await (await services.agents()).open(target, signal);
  const question = { rule: document.getText(), offset: document.offsetAt(place) };
  const clause = await knowledge.ask("clauseAt", question, signal);
  if (clause === null)
    throw new UserError("badFile", say("There is no clause here yet. Write one, or build an audience."));
  return clause;
}

/** The field of the clause is proposed: mostly its operator or value is to be changed. */
async function askFieldOf(
  services: Services,
  { reads }: FoundClause,
  fields: readonly ListedField[],
): Promise<ListedField> {
  const known = fields.filter((field) =>
    reads.some(
      ({ root, steps }) => root === field.root && steps.join(".") === field.path.replaceAll("`", ""),
    ),
  );
  if (known.length === 0) return await askField(services, { fields, title: TITLE });
  const own = known.map((field) => ({
    label: `$(symbol-field) ${toFieldLabel(field)}`,
    detail: field.path,
    value: field,
  }));
  const other = { label: say("$(search) Another field…"), value: undefined };
  const picked = await services.prompts.pick<ListedField | undefined>(say("{0}: Field", TITLE), [
    ...own,
    other,
  ]);
  return picked ?? (await askField(services, { fields, title: TITLE }));
}
