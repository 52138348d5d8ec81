/**
 * Commands that carry an audience from the platform into an editable draft, compare the two, and estimate a draft's size.
 * They read only.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { readDocumentUri, toDocumentUri } from "../documents/aepUri";
import { DRAFT_FOLDER, readLocalDraft } from "../documents/draftFiles";
import type { NewDraft } from "../drafting/draftPair";
import { findLinkedPair, type LinkedPair } from "../files/editorFolder";
import { toEstimateText } from "../language/estimateLenses";
import { type AudienceDefinition, DEFINITION_FIELDS, toFingerprints } from "../model/audienceDefinition";
import { toRemoteKey } from "../model/audienceFile";
import { toMergePolicyNames } from "../model/mergePolicyNames";
import { keptAsTree, lackingExpression, unlinkedFiles, unopenedPql } from "../model/refusals";
import { type ResourceReference, toFileName } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import { readText } from "../model/values";
import type { Services } from "../services";
import { openDiff, openDocument, openUntitled, toComparisonTitle } from "../ui/editors";
import { openNamed } from "../ui/namedDocuments";
import { withProgress } from "../ui/prompts";
import { later, say } from "../words/say";
import { findPqlUri, findReferences, getRecord, getTarget, readFileArgument } from "./arguments";
import { chooseAudience } from "./audienceChoice";
import type { Command, CommandCall } from "./command";
import { findLinked, readAudience, refuseWithoutExpression } from "./meantAudiences";

const { executeCommand } = vscode.commands;

const COMPARE = say("Compare");

/** The commands of this file. */
export const DRAFT_COMMANDS: readonly Command[] = [
  { id: "aep.audience.edit", run: edit },
  { id: "aep.pql.new", run: async () => void (await openUntitled("", "pql")) },
  { id: CLIENT_COMMANDS.compareAudience, run: compare },
  { id: CLIENT_COMMANDS.estimateAudience, progress: say("Estimating the size"), run: estimate },
];

/**
 * Opens the audience to be changed: its files where the workspace holds them, else its expression as an untitled document that
 * knows where it came from.
 */
async function edit(services: Services, call: CommandCall): Promise<string> {
  const reference = await getAudience(services, call);
  const read = async (signal: AbortSignal): Promise<OpenedDraft> => {
    const pair = await findPair(services, reference, signal);
    const started = await readAudience(services, reference);
    return pair === undefined
      ? { started, text: await getText(services, reference, started) }
      : { started, pair };
  };
  const { prompts } = services;
  const opened = await withProgress({ prompts, call, title: say("Opening a draft") }, read);
  const { started } = opened;
  if ("pair" in opened) return await reopen(services, call, opened);
  const { text } = opened;
  const place = findDraftPlace(started.name);
  const document = place === undefined ? await openUntitled(text, "pql") : await openNamed(place, text);
  const { connection, sandbox, id } = reference;
  services.draftLinks.put(document.uri, { target: { connection, sandbox }, id, started, text });
  return document.uri.toString();
}

/** What was found to open: the audience as it is now, and its text or its files. */
type OpenedDraft = { readonly started: AudienceDefinition } & (
  | { readonly text: string }
  | { readonly pair: LinkedPair }
);

async function findPair(
  { connections }: Services,
  { connection, sandbox, id }: ResourceReference,
  signal: AbortSignal,
): Promise<LinkedPair | undefined> {
  const orgId = connections.find(connection)?.orgId;
  return orgId === undefined
    ? undefined
    : await findLinkedPair({ key: toRemoteKey(orgId, sandbox), id }, signal);
}

/** A second draft of the same audience would only be in the way of the first; whether the first is old is said. */
async function reopen(
  { prompts }: Services,
  call: CommandCall,
  { started, pair: { uri, link } }: { readonly started: AudienceDefinition; readonly pair: LinkedPair },
): Promise<string> {
  await openDocument(uri);
  const now = toFingerprints(started);
  const isOld =
    link.seen !== undefined && DEFINITION_FIELDS.some((field) => link.seen?.[field] !== now[field]);
  if (isOld && !call.isAutomated) {
    const text = say("“{0}” changed on the platform since these files last saw it.", started.name);
    void prompts
      .tell({ severity: "information", text, buttons: [COMPARE] })
      .then((pressed) => pressed === COMPARE && executeCommand(CLIENT_COMMANDS.compareAudience, uri));
  }
  return uri.toString();
}

/** An audience as a draft of its own, its expression as text and its merge policy by name. */
export async function readCopy(
  services: Services,
  reference: ResourceReference,
  signal: AbortSignal,
): Promise<NewDraft> {
  const original = await readAudience(services, reference);
  const expression = await getText(services, reference, original);
  const { fetchMergePolicies } = await import("../api/mergePolicies");
  const session = await (await services.sessions()).open(reference.connection, reference.sandbox);
  const names = toMergePolicyNames(await fetchMergePolicies(session, { signal }));
  const { name, description, evaluation, labels, mergePolicy } = original;
  const policyName = mergePolicy === undefined ? undefined : (names.toName(mergePolicy) ?? mergePolicy);
  return { name, description, expression, evaluation, labels, mergePolicy: policyName };
}

/** Where the draft of an audience is saved when somebody saves it; undefined where no folder is open that holds plain files. */
function findDraftPlace(name: string): vscode.Uri | undefined {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined || !["file", "vscode-remote"].includes(root.scheme)) return undefined;
  return vscode.Uri.joinPath(root, DRAFT_FOLDER, `${toFileName(name)}.pql`);
}

/** A tree is edited as the text it prints as; the way back is the preview's. Throws `badFile` where there is no text. */
async function getText(
  { server }: Services,
  reference: ResourceReference,
  { name, expression }: AudienceDefinition,
): Promise<string> {
  if (expression?.format === "pql/text") return expression.value;
  if (expression?.format !== "pql/json") {
    throw lackingExpression(name, "badFile");
  }
  const uri = toDocumentUri({ reference, view: "expression" }, name).toString();
  const inspection = await server.inspect({ uri, format: expression.format, value: expression.value });
  if (inspection?.text !== undefined) return inspection.text;
  throw keptAsTree(name, say("It cannot be written as text. Edit it in Experience Platform."), "badFile");
}

/** Shows a local draft beside what the platform holds now; one that belongs to no audience, beside the one a person chooses. */
async function compare(services: Services, call: CommandCall): Promise<void> {
  const uri = readFileArgument(getRecord(call)["file"]) ?? findPqlUri(call);
  if (uri === undefined) throw unopenedPql();
  const target = getTarget(services, getRecord(call));
  const linked =
    (await findLinked(services, target, await readLocalDraft(uri))) ??
    (await chooseToCompare(services, call));
  const reference = { ...target, kind: "audience", id: linked.id } as const;
  const left = toDocumentUri({ reference, view: "expression" }, linked.name);
  await openDiff({ left, right: uri }, toComparisonTitle(target.sandbox, "mine", linked.name));
}

async function chooseToCompare(services: Services, call: CommandCall): Promise<ResourceRow> {
  const target = getTarget(services, getRecord(call));
  if (call.isAutomated) throw unlinkedFiles(1, target.sandbox);
  return await chooseAudience(services, target, { verb: later("Compare"), refuse: refuseWithoutExpression });
}

/** The estimated number of profiles; undefined when the platform does not say, which is not zero. */
async function estimate(services: Services, call: CommandCall): Promise<number | undefined> {
  const { expression, target, uri } = await readExpression(services, call);
  const [{ estimateExpression }, sessions] = await Promise.all([
    import("../api/estimates"),
    services.sessions(),
  ]);
  const session = await sessions.open(target.connection, target.sandbox);
  const request = { expression: { format: "pql/text", value: expression } } as const;
  const { estimate: found } = await estimateExpression(session, request, { signal: call.signal });
  const made = { size: found.estimatedSize, sandbox: target.sandbox, expression };
  if (uri !== undefined) services.estimates.note(uri, made);
  if (!call.isAutomated)
    void services.prompts.tell({ severity: "information", text: `${toEstimateText(made)}.` });
  return made.size;
}

/** An expression that is asked about, and the sandbox it is asked of. */
export interface AskedExpression {
  readonly expression: string;
  readonly target: { readonly connection: string; readonly sandbox: string };
  /** The document it stands in. */
  readonly uri?: vscode.Uri;
}

/** The expression given, or that of the document given or in front. */
export async function readExpression(services: Services, call: CommandCall): Promise<AskedExpression> {
  const given = readText(getRecord(call)["expression"]);
  if (given !== undefined) return { expression: given, target: getTarget(services, getRecord(call)) };
  const uri = readFileArgument(getRecord(call)["file"]) ?? findPqlUri(call);
  if (uri === undefined) throw unopenedPql();
  const { expression } = await readLocalDraft(uri);
  return { expression, uri, target: readDocumentUri(uri)?.reference ?? getTarget(services, getRecord(call)) };
}

/** The audience given, selected or in front, else one that is chosen: a file in front is a draft already. */
async function getAudience(services: Services, call: CommandCall): Promise<ResourceReference> {
  const id = readText(getRecord(call)["id"]);
  if (id !== undefined) return { ...getTarget(services, getRecord(call)), kind: "audience", id };
  const [reference] = findReferences(call);
  if (reference?.kind === "audience") return reference;
  const wish = { verb: later("Edit"), refuse: refuseWithoutExpression };
  const { id: chosen } = await chooseAudience(services, getTarget(services), wish);
  return { ...getTarget(services), kind: "audience", id: chosen };
}
