/**
 * Commands that lead from a draft to a preview: new, update, and the one automation calls.
 * At most three questions; nothing is written here.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { readDocumentUri } from "../documents/aepUri";
import { type LocalDraft, readLocalDraft } from "../documents/draftFiles";
import type { AudienceDraft, EvaluationKind } from "../model/audienceDefinition";
import { permissionForChange } from "../model/lifecycle";
import { faultyExpression } from "../model/refusals";
import { findRefusedEvaluation } from "../model/refusedEvaluation";
import type { SandboxTarget } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { UserError } from "../model/userError";
import type { AudienceRequest } from "../preview/audience/audienceRequests";
import { checkPermission } from "../preview/session/guards";
import type { Preview } from "../preview/session/previewTypes";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { tickStep } from "../walkthrough";
import { later, say } from "../words/say";
import { findDraftUri, findName, findPqlUri, findReferences, findUri, getTarget } from "./arguments";
import { readAudienceArguments } from "./audienceArguments";
import { chooseAudience } from "./audienceChoice";
import type { Command, CommandCall } from "./command";
import { findLinked, type LinkedAudience, refuseWithoutExpression } from "./meantAudiences";
import { ANOTHER, tellOutcome } from "./outcomeMessages";

/** The commands of this file. */
export const AUDIENCE_COMMANDS: readonly Command[] = [
  { id: "aep.audience.new", needs: "draft", isForSandboxInUse: true, run: createFromDocument },
  { id: "aep.audience.update", needs: "draft", isForSandboxInUse: true, run: updateFromDocument },
  { id: CLIENT_COMMANDS.previewAudience, needs: "draft", isForSandboxInUse: true, run: preview },
];

const EVALUATION_CHOICES: readonly Choice<EvaluationKind | undefined>[] = [
  { label: say("Let the platform choose"), value: undefined },
  { label: say("Batch"), description: say("evaluated once a day"), value: "batch" },
  { label: say("Streaming"), description: say("evaluated as data arrives"), value: "streaming" },
  { label: say("Edge"), description: say("evaluated at once, for personalisation"), value: "edge" },
];

async function createFromDocument(services: Services, call: CommandCall): Promise<Preview | undefined> {
  const target = getTarget(services);
  const local = await findUnsent(services, call);
  if (local === undefined) return await startDraft(services, target);
  return await createFrom(services, target, local);
}

/** The draft a new audience is made of: the file the command was called on or the one in front, where that is no audience anywhere yet. */
async function findUnsent({ draftLinks }: Services, call: CommandCall): Promise<LocalDraft | undefined> {
  const uri = findPqlUri(call);
  if (uri === undefined || readDocumentUri(uri) !== undefined || draftLinks.has(uri)) return undefined;
  const local = await readLocalDraft(uri);
  if (Object.keys(local.file.remotes).length > 0) return undefined;
  return local.expression !== "" || findUri(call) !== undefined ? local : undefined;
}

async function createFrom(services: Services, target: SandboxTarget, local: LocalDraft): Promise<Preview> {
  checkProblems(local);
  const needs = permissionForChange("draft", local.file.definition.lifecycle);
  checkPermission(services, { target, needs });
  const name = local.file.definition.name ?? (await askName(services, target, local.fallbackName));
  const evaluation = local.file.definition.evaluation ?? (await askEvaluation(services, local));
  const draft = { ...toDraft(local), name, evaluation };
  return await plan(services, { target, subject: name, draft, document: local.document });
}

/** Without an expression there is nothing to create yet: a draft is the first step. */
async function startDraft(services: Services, target: SandboxTarget): Promise<undefined> {
  const { startNewAudience } = await import("./newAudience");
  const { uri, name } = await startNewAudience(services, target);
  tickStep(services.log, "aep.hasNewAudience");
  void offerPreview(services, uri, say("“{0}” is a draft here; nothing is on the platform yet.", name));
  return undefined;
}

/** A file is previewed; what the platform holds becomes a draft to change first. */
async function updateFromDocument(services: Services, call: CommandCall): Promise<Preview | undefined> {
  const target = getTarget(services);
  const isAnother = findName(call) === ANOTHER;
  const shown = isAnother ? undefined : findReferences(call).find(({ kind }) => kind === "audience");
  const uri = shown === undefined && !isAnother ? findDraftUri(call) : undefined;
  if (uri !== undefined) {
    const change = await toUpdate(services, target, await readLocalDraft(uri));
    return await plan(services, change, { isFromFront: true });
  }
  const { connection, sandbox, id } = shown ?? {
    ...target,
    id: (await chooseToUpdate(services, target)).id,
  };
  const draft = await services.prompts.showProgress(say("Opening a draft"), async () =>
    vscode.commands.executeCommand<string>("aep.audience.edit", { connection, sandbox, id }),
  );
  void offerPreview(
    services,
    vscode.Uri.parse(draft, true),
    say("This is a draft: change it, then preview what would be sent."),
  );
  return undefined;
}

/** Says what comes next, and does it when asked. */
export async function offerPreview({ prompts }: Services, uri: vscode.Uri, text: string): Promise<void> {
  const pressed = await prompts.tell({ severity: "information", text, buttons: [say("Preview")] });
  if (pressed === say("Preview")) await vscode.commands.executeCommand(CLIENT_COMMANDS.previewAudience, uri);
}

async function toUpdate(
  services: Services,
  target: SandboxTarget,
  local: LocalDraft,
): Promise<AudienceRequest<string>> {
  checkProblems(local);
  const linked = (await findLinked(services, target, local)) ?? (await choose(services, target, local));
  const { id, base } = linked;
  const subject = local.file.definition.name ?? linked.name;
  return { target, subject, draft: toDraft(local), document: local.document, id, base };
}

/** For automation with a plain object; from a code lens or a menu it updates what is linked and creates what is not. */
async function preview(services: Services, call: CommandCall): Promise<Preview | undefined> {
  if (call.isAutomated) {
    const change = await readAudienceArguments(services, call);
    const previews = await services.audiencePreviews();
    if (change.action !== "delete") return await previews.preview(change, call.signal);
    return await previews.previewDelete({ ...change.target, id: change.id }, call.signal);
  }
  const uri = findPqlUri(call);
  const target = getTarget(services);
  if (uri === undefined) return await startDraft(services, target);
  const local = await readLocalDraft(uri);
  const linked = await findLinked(services, target, local);
  return linked === undefined
    ? await createFrom(services, target, local)
    : await plan(services, await toUpdate(services, target, local));
}

async function plan(
  services: Services,
  change: AudienceRequest<string>,
  telling: { readonly isFromFront?: boolean } = {},
): Promise<Preview> {
  const previews = await services.audiencePreviews();
  const report = await services.prompts.showProgress(say("Planning “{0}”", change.subject), (signal) =>
    previews.preview(change, signal),
  );
  return tellOutcome(services, report, { name: change.subject, ...telling });
}

/** Errors block, warnings do not: the platform would refuse the expression, or do something else than was meant. */
function checkProblems({ document, expression }: LocalDraft): void {
  if (expression === "") {
    throw new UserError(
      "expressionHasErrors",
      say("There is no expression yet. Write one, then preview again."),
    );
  }
  const problems = vscode.languages.getDiagnostics(document.uri);
  const errors = problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  if (errors.length === 0) return;
  const isStale = errors.some(({ code }) => code === "pql.unknownField");
  const messages = errors.map(({ message }) => message);
  throw faultyExpression(messages, [
    { title: say("Show Problems"), command: "workbench.actions.view.problems" },
    ...(isStale ? [{ title: say("Refresh Schema"), command: CLIENT_COMMANDS.refreshSchema }] : []),
  ]);
}

function toDraft({ file, expression }: LocalDraft): AudienceDraft {
  return { ...file.definition, expression: { format: "pql/text", value: expression } };
}

async function askName(services: Services, target: SandboxTarget, proposal: string): Promise<string> {
  const { askAudienceName } = await import("./audienceNaming");
  return await askAudienceName(services, target, proposal);
}

/** A file that says other things about the audience has left the evaluation to the platform on purpose. */
async function askEvaluation(
  { prompts, server }: Services,
  { file, document, expression }: LocalDraft,
): Promise<EvaluationKind | undefined> {
  if (Object.keys(file.raw).length > 0) return undefined;
  const request = { uri: document.uri.toString(), format: "pql/text", value: expression };
  const inspection = await server.inspect(request);
  const choices = EVALUATION_CHOICES.map((choice) => {
    const refused = findRefusedEvaluation(choice.value, inspection?.reasons);
    return refused === undefined
      ? choice
      : { ...choice, detail: say("Not for this rule. {0}", refused.reason) };
  });
  return await prompts.pick(say("How is it evaluated?"), choices);
}

async function choose(services: Services, target: SandboxTarget, local: LocalDraft): Promise<LinkedAudience> {
  const row = await chooseToUpdate(services, target, local.file.definition.name ?? local.fallbackName);
  return { id: row.id, name: row.name, base: undefined };
}

async function chooseToUpdate(
  services: Services,
  target: SandboxTarget,
  proposal?: string,
): Promise<ResourceRow> {
  return await chooseAudience(services, target, {
    proposal,
    verb: later("Update"),
    refuse: refuseWithoutExpression,
    afterNothing:
      proposal === undefined
        ? say("A new audience is made with “AEP: New Audience…”.")
        : say("Not in {0} yet: “AEP: Preview Audience” shows what would be created.", target.sandbox),
  });
}
