/**
 * Takes the inventory of a sandbox into a folder that can be handed over. Asks for the folder, then reads; changes nothing on the
 * platform.
 */
import { Uri, workspace } from "vscode";
import { openEditorFolder } from "../files/editorFolder";
import { findNameInside, findRefusal } from "../inventory/inventoryPlace";
import {
  type InventoryProgress,
  type InventoryReport,
  takeInventory,
  toProgressWords,
  toReportSentences,
} from "../inventory/takeInventory";
import type { SandboxTarget } from "../model/resource";
import { Cancelled, UserError } from "../model/userError";
import type { Services } from "../services";
import { openReadable } from "../ui/editors";
import { say } from "../words/say";
import { findNodeData, getRecord, getTarget, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import { openServerRules } from "./serverRules";

/** The command of this file. */
export const INVENTORY_COMMANDS: readonly Command[] = [{ id: "aep.inventory.take", run: take }];

const SHOW_CHANGES = say("Show Changes");

/** A program gets the report; a person gets the overview and a sentence. */
async function take(services: Services, call: CommandCall): Promise<InventoryReport> {
  const { prompts, openInventoryFolder } = services;
  if (openInventoryFolder === undefined)
    throw new UserError(
      "notAllowed",
      say(
        "An inventory needs a disk, which a page in a browser does not have. Take it in a desktop editor, or with `aep inventory`.",
      ),
    );
  const given = getRecord(call);
  const target = findNodeData(call, "sandbox")?.target ?? getTarget(services, given);
  const title = say("Inventory of {0}: a folder that is empty, or holds an earlier one", target.sandbox);
  const chosen =
    readFileArgument(given["folder"]) ?? (await prompts.chooseFolder(title, say("Take Inventory")));
  if (chosen.scheme !== "file")
    throw new UserError(
      "badFile",
      say("An inventory is written to a disk. Choose a folder of this computer."),
    );
  const run = { target, folder: chosen, openInventoryFolder };
  if (call.isAutomated) return await takeInto(services, { ...run, signal: call.signal });
  const folder = await findFreeFolder(services, run);
  const report = await prompts.showProgress(say("Inventory of {0}", target.sandbox), (signal, tell) => {
    const onProgress = (progress: InventoryProgress): void => tell(toProgressWords(progress));
    return takeInto(services, { ...run, folder, signal, onProgress });
  });
  await openReadable(Uri.joinPath(folder, "overview.md"));
  void tellReport(services, report, { sandbox: target.sandbox, folder });
  return report;
}

interface Place {
  readonly target: SandboxTarget;
  readonly folder: Uri;
  readonly openInventoryFolder: NonNullable<Services["openInventoryFolder"]>;
}

/**
 * The chosen folder, or one in it where it holds something else: the dialog of an editor in a browser begins at the workspace and makes
 * no folder.
 */
async function findFreeFolder(
  { sessions, prompts }: Services,
  { target, folder, openInventoryFolder }: Place,
): Promise<Uri> {
  const { orgId } = await (await sessions()).open(target.connection, target.sandbox);
  const place = { orgId, sandbox: target.sandbox };
  const refusal = await findRefusal(await openInventoryFolder(folder), place);
  if (refusal === undefined) return folder;
  const name = await findNameInside((one) => openInventoryFolder(Uri.joinPath(folder, one)), place);
  const button = say("Use “{0}” in It", name);
  const pressed = await prompts.tell({ severity: "warning", text: refusal.message, buttons: [button] });
  if (pressed !== button) throw new Cancelled();
  return Uri.joinPath(folder, name);
}

interface Run extends Place {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: InventoryProgress) => void) | undefined;
}

async function takeInto(
  services: Services,
  { target, folder, openInventoryFolder, signal, onProgress }: Run,
): Promise<InventoryReport> {
  const session = await (await services.sessions()).open(target.connection, target.sandbox);
  const report = await takeInventory({
    session,
    signal,
    onProgress,
    folder: await openInventoryFolder(folder),
    openRules: openServerRules(services, target),
    audienceFolders: (workspace.workspaceFolders ?? []).map(({ uri }) => openEditorFolder(uri)),
  });
  for (const { kind, what, reason } of report.failures)
    services.log.warn("Missing in an inventory", { kind: kind ?? "all", what, reason });
  return report;
}

async function tellReport(
  { prompts }: Services,
  report: InventoryReport,
  { sandbox, folder }: { readonly sandbox: string; readonly folder: Uri },
): Promise<void> {
  const buttons = report.changes !== undefined && report.changes.length > 0 ? [SHOW_CHANGES] : [];
  const severity = report.failures.length === 0 ? "information" : "warning";
  const text = toReportSentences(report, sandbox).join(" ");
  const pressed = await prompts.tell({ severity, text, buttons });
  if (pressed === SHOW_CHANGES) await openReadable(Uri.joinPath(folder, "changes.md"));
}
