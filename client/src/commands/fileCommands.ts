/**
 * The commands of audiences as code: pull, push, promote, refresh, compare, discard. What they do stands in files of their own.
 */
import * as vscode from "vscode";
import { besideFile, toDocumentUri } from "../documents/aepUri";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import { unlinkedFiles, unopened, unpassed } from "../model/refusals";
import { readText } from "../model/values";
import type { Services } from "../services";
import { openDiff, openDiffs, type Sides, toComparisonTitle } from "../ui/editors";
import { say, sayCount } from "../words/say";
import { getRecord, getTarget } from "./arguments";
import type { Command, CommandCall } from "./command";
import { findFileUris, findFrontFile } from "./fileArguments";
import { pullFiles, runPull } from "./pullFiles";
import { promoteFiles, pushFiles } from "./pushFiles";

/** The commands of this file. */
export const FILE_COMMANDS: readonly Command[] = [
  { id: "aep.files.pull", run: pullFiles },
  { id: "aep.files.push", needs: "draft", isForSandboxInUse: true, run: pushFiles },
  { id: "aep.files.promote", needs: "draft", run: promoteFiles },
  { id: "aep.files.refresh", progress: say("Comparing files with the platform"), run: refresh },
  { id: "aep.files.showMore", run: showMore },
  { id: "aep.files.compare", run: compare },
  { id: "aep.files.discard", run: discard },
];

async function refresh(services: Services, call: CommandCall): Promise<void> {
  getTarget(services);
  await services.fileStatus.refresh({ signal: call.signal, listsSandbox: true });
}

/** The next rows of a state in the source control view, whose last row hands over which. */
async function showMore({ fileStatus }: Services, call: CommandCall): Promise<void> {
  const { root, state } = getRecord(call);
  const [uri, name] = [readText(root), readText(state)];
  if (uri === undefined || name === undefined) throw unpassed("a folder and a state");
  fileStatus.showMore(vscode.Uri.parse(uri, true), name);
}

/** Left what the platform holds now, right the files; the fields beside the expression only where they differ. */
async function compare(services: Services, call: CommandCall): Promise<void> {
  const { folder, status, uri } = await getPair(services, call);
  const { target, root } = folder;
  const { pair, comparison, remote } = status;
  const local = vscode.Uri.joinPath(root, pair.stem + EXPRESSION_FILE_ENDING);
  if (remote === undefined) {
    await vscode.commands.executeCommand("vscode.open", uri);
    return;
  }
  const reference = { ...target, kind: "audience", id: remote.id } as const;
  const there = toDocumentUri({ reference, view: "expression" }, pair.name);
  await vscode.workspace.openTextDocument(local);
  const sides: Sides = { left: besideFile(there, local), right: local };
  const title = toComparisonTitle(target.sandbox, "mine", pair.name);
  const fields = [...comparison.here, ...comparison.there, ...comparison.conflicting];
  if (fields.every((field) => field === "expression")) return await openDiff(sides, title);
  const { readPlatformFields } = await import("../files/platformFields");
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const text = await readPlatformFields(session, pair, remote.id);
  const right = vscode.Uri.joinPath(root, pair.stem + AUDIENCE_FILE_ENDING);
  const left = services.previewDocuments.putBeside(`files-${remote.id}`, right, text);
  await openDiffs(title, [sides, { left, right }]);
}

/** Gives up what was changed in the files; asked first, because nothing brings it back. */
async function discard(services: Services, call: CommandCall): Promise<void> {
  const uris = findFileUris(call) ?? [];
  const found = uris.flatMap((uri) => services.fileStatus.find(uri) ?? []);
  const linked = found.flatMap(({ folder, status }) =>
    status.remote ? [{ folder, remote: status.remote }] : [],
  );
  const [first] = linked;
  if (first === undefined) throw unlinkedFiles(uris.length, getTarget(services).sandbox);
  const { target, root } = first.folder;
  if (!call.isAutomated) {
    const what = sayCount(linked.length, ["this audience", "{0} audiences"]);
    const text = say(
      "Discard what was changed in the files of {0}? They will say what {1} holds.",
      what,
      target.sandbox,
    );
    const pressed = await services.prompts.tell({ severity: "warning", text, buttons: [say("Discard")] });
    if (pressed !== say("Discard")) return;
  }
  const ids = linked.map(({ remote }) => remote.id);
  const decide = async () => "overwrite" as const;
  await runPull(services, { target, root, selection: { kind: "ids", ids }, decide }, call.signal);
}

async function getPair({ fileStatus }: Services, call: CommandCall) {
  const uri = findFileUris(call)?.[0] ?? findFrontFile();
  if (uri !== undefined && fileStatus.find(uri) === undefined)
    await fileStatus.refresh({ signal: call.signal });
  const found = uri && fileStatus.find(uri);
  if (uri !== undefined && found !== undefined) return { ...found, uri };
  throw unopened(say("a .pql file that has an .audience.json file beside it"));
}
