/**
 * Opens documents and diffs. Together with `prompts` the only caller of `window.show*`. Decides nothing about content.
 */
import * as vscode from "vscode";

/** Opens a document in an editor that stays open. */
export async function openDocument(uri: vscode.Uri, options: { isPreview?: boolean } = {}): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: options.isPreview ?? false });
}

/** Opens `text` as a new document that has no file yet. */
export async function openUntitled(text: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content: text, language });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** The two sides of a comparison. */
export interface Sides {
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
}

/** Opens a diff editor that stays open. */
export async function openDiff(sides: Sides, title: string): Promise<void> {
  await vscode.commands.executeCommand("vscode.diff", sides.left, sides.right, title, { preview: false });
}

/** Opens several comparisons in one editor; each is titled by its right side. */
export async function openDiffs(title: string, comparisons: readonly Sides[]): Promise<void> {
  const resources = comparisons.map(({ left, right }) => [right, left, right]);
  await vscode.commands.executeCommand("vscode.changes", title, resources);
}

/** Closes every diff editor whose right side is `right`. Returns whether there was one. */
export async function closeDiff(right: vscode.Uri): Promise<boolean> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => isDiffOf(tab, right));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
  return tabs.length > 0;
}

/** Whether the tab is the diff editor whose right side is `right`. */
export function isDiffOf(tab: vscode.Tab, right: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.toString() === right.toString();
}

/** The right side of the diff editor in front, if a diff editor is in front. */
export function findActiveDiff(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
