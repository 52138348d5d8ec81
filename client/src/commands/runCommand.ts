/**
 * Runs commands: progress, cancellation, and the single place that shows what went wrong. Nothing else catches.
 */
import * as vscode from "vscode";
import { describeFailure } from "../model/failureText";
import { CommandFailure, type WayOut } from "../model/userError";
import { isRecord, readText } from "../model/values";
import { checkPermission } from "../preview/session/guards";
import type { Services } from "../services";
import { isTreeNode } from "../tree/nodes";
import { findReferences, getRecord } from "./arguments";
import type { Command, CommandCall } from "./command";

/** Runs a command; failures are shown once, or thrown to the program that called it. */
export async function runCommand(
  services: Services,
  command: Command,
  args: readonly unknown[],
): Promise<unknown> {
  const isAutomated = isPlainRecord(args[0]);
  try {
    const front = isAutomated ? undefined : services.frontPage.find();
    return await runWithProgress(services, command, { args, isAutomated, front });
  } catch (error) {
    return await handleFailure(services, command, { error, isAutomated });
  }
}

async function runWithProgress(
  services: Services,
  command: Command,
  call: Omit<CommandCall, "signal">,
): Promise<unknown> {
  const quiet = { ...call, signal: new AbortController().signal };
  checkLevel(services, command, quiet);
  if (command.progress === undefined || call.isAutomated) return await command.run(services, quiet);
  return await services.prompts.showProgress(command.progress, (signal) =>
    command.run(services, { ...call, signal }),
  );
}

/** Whoever may not write learns it here, before the first question; what the plan needs beyond is checked with the plan. */
function checkLevel(services: Services, command: Command, call: CommandCall): void {
  const { needs, isForSandboxInUse = false } = command;
  if (needs === undefined) return;
  const isCalledOnThings = !call.isAutomated && !isForSandboxInUse;
  const meant = isCalledOnThings ? findReferences(call)[0]?.connection : undefined;
  const given = readText(getRecord(call)["connection"]) ?? meant;
  const connection = given ?? services.selection.current?.connection;
  if (connection !== undefined) checkPermission(services, { target: { connection }, needs });
}

async function handleFailure(
  services: Services,
  command: Command,
  { error, isAutomated }: { readonly error: unknown; readonly isAutomated: boolean },
): Promise<undefined> {
  const described = describeFailure(error);
  if (described === undefined) {
    if (isAutomated) throw error;
    return undefined;
  }
  services.log.error(`${command.id} failed`, error);
  if (isAutomated) throw new CommandFailure(described.code, described.text, error);
  void offerWaysOut(services, described.text, described.waysOut);
  return undefined;
}

/** The command is over once its failure is shown; the answer may come much later, or never. */
async function offerWaysOut(services: Services, text: string, waysOut: readonly WayOut[]): Promise<void> {
  const buttons = waysOut.map(({ title }) => title);
  const pressed = await services.prompts.tell({ severity: "error", text, buttons });
  const wayOut = waysOut.find(({ title }) => title === pressed);
  if (wayOut !== undefined) await vscode.commands.executeCommand(wayOut.command, ...(wayOut.args ?? []));
}

/** Menus hand over nodes, addresses and rows of source control; a program hands over a plain object. */
function isPlainRecord(value: unknown): boolean {
  if (!isRecord(value) || isTreeNode(value) || value instanceof vscode.Uri) return false;
  if ("resourceUri" in value || "resourceStates" in value || "inputBox" in value) return false;
  return !("scheme" in value && "path" in value) && !("$mid" in value);
}
