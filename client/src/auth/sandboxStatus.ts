/**
 * The status bar entry that says which connection and sandbox are in use and what may be changed, production in the warning colour.
 * A click chooses another. Shows only.
 */

import * as vscode from "vscode";
import { type PermissionLevel, toPermissionText, toShortPermission } from "../model/permissions";
import { say } from "../words/say";
import type { Connections } from "./connections";
import type { SelectedSandbox, Selection } from "./selection";

/** Keeps the entry up to date until disposed. Without any connection it stays hidden. */
export function showSandboxStatus(connections: Connections, selection: Selection): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("aep.sandbox", vscode.StatusBarAlignment.Left, 20);
  item.name = say("AEP Sandbox");
  item.command = "aep.sandbox.select";
  const draw = (): void => {
    if (connections.all().length === 0) item.hide();
    else
      drawItem(item, selection.current, connections.find(selection.current?.connection ?? "")?.permissions);
  };
  draw();
  return vscode.Disposable.from(item, connections.onDidChange(draw), selection.onDidChange(draw));
}

function drawItem(
  item: vscode.StatusBarItem,
  current: SelectedSandbox | undefined,
  level: PermissionLevel = "read",
): void {
  const isProduction = current !== undefined && current.type !== "development";
  item.text =
    current === undefined
      ? say("$(cloud) AEP: choose sandbox")
      : `$(cloud) ${current.connection} · ${current.sandbox} · ${toShortPermission(level)}`;
  const type = isProduction ? (current.type ?? say("type unknown, treated as production")) : current?.type;
  item.tooltip =
    current === undefined
      ? say("Choose the sandbox to work in")
      : `${say("Sandbox {0} ({1})", current.sandbox, type ?? "")}\n${say("May change")}: ${toPermissionText(level)}`;
  item.backgroundColor = isProduction ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  const spoken =
    current === undefined
      ? say("no sandbox chosen")
      : `${say("{0}, sandbox {1}, {2}", current.connection, current.sandbox, type ?? "")}, ${toShortPermission(level)}`;
  item.accessibilityInformation = { label: `AEP: ${spoken}`, role: "button" };
  item.show();
}
