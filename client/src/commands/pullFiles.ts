/**
 * Pulls audiences into the workspace: those selected in the sidebar, a list or group of it, those of given files, or all.
 * Asks before local changes give way, once for all of them.
 */
import * as vscode from "vscode";
import { readDocumentUri } from "../documents/aepUri";
import { DRAFT_FOLDER } from "../documents/draftFiles";
import { findRelativePath, findStem, openEditorFolder } from "../files/editorFolder";
import type { ChangedPair, PullSelection } from "../files/pull";
import type { ConflictChoice } from "../files/pullDecision";
import { type PullReport, toMissingLines } from "../files/pullReport";
import { toRemoteKey } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { unlinkedFiles } from "../model/refusals";
import type { SandboxTarget } from "../model/resource";
import { readText, readTexts } from "../model/values";
import type { Services } from "../services";
import { openDocument } from "../ui/editors";
import type { Message } from "../ui/prompts";
import { later, say } from "../words/say";
import { findNode, findReferences, getRecord, getTarget } from "./arguments";
import { chooseAudience } from "./audienceChoice";
import type { CommandCall } from "./command";
import { findFileUris, findFolderUri, getFilesRoot } from "./fileArguments";
import { refuseWithoutExpression } from "./meantAudiences";

/** What to pull from where. */
export interface Pull {
  readonly target: SandboxTarget;
  readonly selection: PullSelection;
  readonly root: vscode.Uri;
  readonly subfolder?: string | undefined;
  readonly decide: (pair: ChangedPair) => Promise<ConflictChoice>;
  /** Says how far it is. */
  readonly report?: ((message: string) => void) | undefined;
}

/** The command. Returns the account of the pull. */
export async function pullFiles(services: Services, call: CommandCall): Promise<PullReport> {
  const given = getRecord(call);
  const wanted = await findWanted(services, call);
  const choice = given["onConflict"] === "overwrite" ? "overwrite" : "keep";
  const decide = call.isAutomated
    ? async () => choice as ConflictChoice
    : toQuestion(services, wanted.target);
  const chosen = given["folder"] ?? (await findFolderUri(call));
  const folder = getFilesRoot(chosen);
  // Whoever names no folder finds what is new where new drafts are.
  const subfolder =
    toSubfolder(folder) ?? (call.isAutomated || chosen !== undefined ? undefined : DRAFT_FOLDER);
  const root = toWorkspaceRoot(folder);
  const pull = { ...wanted, root, subfolder, decide };
  if (call.isAutomated) return await runPull(services, pull, call.signal);
  const title = say("Pulling audiences of {0}", wanted.target.sandbox);
  const report = await services.prompts.showProgress(title, (signal, tell) =>
    runPull(services, { ...pull, report: tell }, signal),
  );
  void tell(services, { report, root, sandbox: wanted.target.sandbox });
  return report;
}

/** Pulls and brings the states of files up to date. */
export async function runPull(services: Services, pull: Pull, signal: AbortSignal): Promise<PullReport> {
  const { target, selection, root, subfolder, decide } = pull;
  const { pullAudiences } = await import("../files/pull");
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const folder = openEditorFolder(root);
  const onProgress = (done: number, total: number | undefined): void =>
    pull.report?.(total === undefined ? say("listing") : say("{0} of {1}", done, total));
  const report = await pullAudiences({
    session,
    folder,
    selection,
    subfolder,
    decide,
    signal,
    onProgress,
  });
  for (const { name, reason } of report.skipped) services.log.info("Not pulled", { audience: name, reason });
  for (const missing of toMissingLines(report)) services.log.warn("Missing after a pull", { missing });
  await services.fileStatus.refresh({ signal });
  return report;
}

interface Wanted {
  readonly target: SandboxTarget;
  readonly selection: PullSelection;
}

async function findWanted(services: Services, call: CommandCall): Promise<Wanted> {
  if (call.isAutomated) return readWanted(services, call);
  const inTree = findInTree(call);
  if (inTree !== undefined) return inTree;
  const target = getTarget(services);
  const files = findFileUris(call)?.filter((uri) => readDocumentUri(uri) === undefined);
  if (files !== undefined && files.length > 0 && (await findFolderUri(call)) === undefined) {
    return { target, selection: { kind: "ids", ids: await findLinkedIds(services, target, files) } };
  }
  return { target, selection: await chooseSelection(services, target) };
}

function readWanted(services: Services, call: CommandCall): Wanted {
  const given = getRecord(call);
  const target = getTarget(services, given);
  const ids =
    readTexts(given["ids"]) ?? (readText(given["id"]) === undefined ? undefined : [String(given["id"])]);
  if (ids !== undefined) return { target, selection: { kind: "ids", ids } };
  const { name, folderId } = { name: readText(given["name"]), folderId: readText(given["folderId"]) };
  return { target, selection: { kind: "listed", nameContains: name, folderId } };
}

/** Selected audiences, or the list or group that was clicked. */
function findInTree(call: CommandCall): Wanted | undefined {
  const data = findNode(call)?.data;
  if (data?.type === "kind" && data.kind === "audience") {
    return { target: data.target, selection: { kind: "listed", nameContains: data.progress.filter } };
  }
  if (data?.type === "group") {
    const isFolder = data.group.rows.every(({ folderId }) => folderId === data.group.key);
    const ids = data.group.rows.map(({ id }) => id);
    const selection: PullSelection = isFolder
      ? { kind: "listed", folderId: data.group.key }
      : { kind: "ids", ids };
    return { target: data.target, selection };
  }
  const references =
    findNode(call) === undefined && findFileUris(call) === undefined ? [] : findReferences(call);
  const audiences = references.filter(({ kind }) => kind === "audience");
  const [first] = audiences;
  if (first === undefined) return undefined;
  const { connection, sandbox } = first;
  return { target: { connection, sandbox }, selection: { kind: "ids", ids: audiences.map(({ id }) => id) } };
}

async function findLinkedIds(
  services: Services,
  target: SandboxTarget,
  files: readonly vscode.Uri[],
): Promise<readonly string[]> {
  const { readFolderIndex } = await import("../files/folderIndex");
  const orgId = services.connections.find(target.connection)?.orgId ?? "";
  const key = toRemoteKey(orgId, target.sandbox);
  const ids: string[] = [];
  for (const { uri: root } of vscode.workspace.workspaceFolders ?? []) {
    const stems = new Set(files.flatMap((uri) => findStem(findRelativePath(root, uri) ?? "") ?? []));
    if (stems.size === 0) continue;
    const { pairs } = await readFolderIndex(openEditorFolder(root));
    ids.push(...pairs.flatMap(({ stem, file }) => (stems.has(stem) ? (file.remotes[key]?.id ?? []) : [])));
  }
  if (ids.length > 0) return ids;
  throw unlinkedFiles(files.length, target.sandbox);
}

async function chooseSelection(services: Services, target: SandboxTarget): Promise<PullSelection> {
  const { prompts } = services;
  const { sandbox } = target;
  const choice = await prompts.pick(say("Pull from {0}", sandbox), [
    { label: say("One audience…"), value: "one" },
    { label: say("All audiences with a text in their names…"), value: "name" },
    { label: say("All audiences"), value: "all" },
  ]);
  if (choice === "all") return { kind: "listed" };
  if (choice === "one") {
    const wish = { verb: later("Pull"), refuse: refuseWithoutExpression };
    return { kind: "ids", ids: [(await chooseAudience(services, target, wish)).id] };
  }
  const text = await prompts.ask({
    title: say("Pull from {0}", sandbox),
    prompt: say("Text the name contains"),
  });
  return { kind: "listed", nameContains: text.trim() };
}

/** The first conflict asks for all: hundreds of questions are none. */
function toQuestion({ prompts }: Services, { sandbox }: SandboxTarget): Pull["decide"] {
  let answer: Promise<ConflictChoice> | undefined;
  return async ({ name, conflicting, isChangedThere }) => {
    if (!isChangedThere || conflicting.length === 0) return "keep";
    answer ??= prompts.pick(
      say("“{0}” ({1}) was changed here and in {2}", name, conflicting.join(", "), sandbox),
      [
        {
          label: say("Keep my changes"),
          description: say("here and in further files"),
          value: "keep" as const,
        },
        {
          label: say("Take what {0} holds", sandbox),
          description: say("changes in the files are lost"),
          value: "overwrite" as const,
        },
      ],
    );
    return await answer;
  };
}

function toWorkspaceRoot(uri: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri ?? uri;
}

function toSubfolder(uri: vscode.Uri): string | undefined {
  return findRelativePath(toWorkspaceRoot(uri), uri);
}

interface Told {
  readonly report: PullReport;
  readonly root: vscode.Uri;
  readonly sandbox: string;
}

/** Says what was pulled, and leads to what is new. */
async function tell({ prompts }: Services, { report, root, sandbox }: Told): Promise<void> {
  const message = toResult(report, sandbox);
  const [first] = report.created;
  if (first === undefined) return void prompts.tell(message);
  const place = say("New: {0}{1}", first + EXPRESSION_FILE_ENDING, report.created.length > 1 ? " …" : "");
  const pressed = await prompts.tell({
    ...message,
    text: `${message.text} ${place}`,
    buttons: [say("Open")],
  });
  if (pressed === say("Open")) await openDocument(vscode.Uri.joinPath(root, first + EXPRESSION_FILE_ENDING));
}

/** What is missing comes first, because the rest looks like success. */
function toResult(report: PullReport, sandbox: string): Message {
  const text = toSentence(report, sandbox);
  const missing = toMissingLines(report);
  if (missing.length === 0) return { severity: "information", text };
  const more =
    missing.length > MOST_NAMED
      ? ` ${say("And {0} more, named in the log.", missing.length - MOST_NAMED)}`
      : "";
  const named = missing.slice(0, MOST_NAMED).join(" ");
  return { severity: "warning", text: say("The pull is incomplete. {0}{1} {2}", named, more, text) };
}

const MOST_NAMED = 3;

function toSentence({ created, updated, same, kept, skipped }: PullReport, sandbox: string): string {
  const parts = [
    say("{0} new", created.length),
    say("{0} updated", updated.length),
    say("{0} unchanged", same),
    ...(kept.length === 0 ? [] : [say("{0} with changes of yours that stay", kept.length)]),
    ...(skipped.length === 0 ? [] : [say("{0} without an expression left out", skipped.length)]),
  ];
  return say("Pulled from {0}: {1}.", sandbox, parts.join(", "));
}
