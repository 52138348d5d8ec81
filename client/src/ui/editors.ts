/**
 * Opens documents and diffs. Together with `prompts` the only caller of `window.show*`. Decides nothing about content.
 */
import * as vscode from "vscode";
import type { TextRange } from "../../../server/src/protocol/clientMessages";
import { toFileName } from "../model/resource";

/** Opens a document in an editor that stays open. */
export async function openDocument(uri: vscode.Uri, options: { isPreview?: boolean } = {}): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: options.isPreview ?? false });
}

/** Opens a Markdown file as it reads, or as its text where the editor shows no Markdown. */
export async function openReadable(uri: vscode.Uri): Promise<void> {
  // Before its first use the command is in no list: calling it is what starts the extension that has it.
  const isShown = vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined;
  if (isShown) await vscode.commands.executeCommand("markdown.showPreview", uri);
  else await openDocument(uri);
}

/** Opens a document beside the one in front, which stays the one that is typed into. */
export async function openBeside(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const viewColumn = vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
}

/** Opens `text` as a new document that has no file yet. */
export async function openUntitled(text: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content: text, language });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Closes a document without a file; what it holds is given up. */
export async function closeUnsaved(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}

/** The two sides of a comparison. */
export interface Sides {
  readonly left: vscode.Uri;
  readonly right: vscode.Uri;
}

/** The title of a comparison: whose, and what is left and right. */
export function toComparisonTitle(left: string, right: string, name?: string): string {
  return `${name === undefined ? "" : `${name}: `}${left} ↔ ${right}`;
}

/** A file name for two things beside each other: theirs, or what tells namesakes apart. */
export function toSidesName(
  left: { readonly name: string; readonly sandbox: string },
  right: typeof left,
): string {
  const [one, other] = [toFileName(left.name), toFileName(right.name)];
  if (one !== other) return toComparisonTitle(one, other);
  return left.sandbox === right.sandbox ? one : toComparisonTitle(left.sandbox, right.sandbox, one);
}

/** An opening that another one overtakes is never answered although its tab is there; it is waited for no longer than this. */
const OVERTAKEN_AFTER_MS = 1_000;

/** Opens a diff editor that stays open, or shows the one that is; at its first change, or where what it says first is to be read first, there. */
export async function openDiff(
  { left, right }: Sides,
  title: string,
  { isReadFromTop = false }: { readonly isReadFromTop?: boolean } = {},
): Promise<void> {
  const viewColumn = listTabs().find((tab) => isDiffOf(tab, right))?.group.viewColumn;
  const selection = isReadFromTop ? new vscode.Range(0, 0, 0, 0) : undefined;
  const options = { preview: false, ...(viewColumn && { viewColumn }), ...(selection && { selection }) };
  const opening = vscode.commands.executeCommand("vscode.diff", left, right, title, options);
  const watch = watchForTab((tab) => isDiffOf(tab, right));
  try {
    await Promise.race([opening, watch.isOvertaken]);
  } finally {
    watch.dispose();
  }
}

/** Resolves some time after the tab came to be, whether or not it is drawn. */
function watchForTab(isMeant: (tab: vscode.Tab) => boolean): vscode.Disposable & {
  readonly isOvertaken: Promise<void>;
} {
  let timer: NodeJS.Timeout | undefined;
  let listener: vscode.Disposable | undefined;
  const isOvertaken = new Promise<void>((resolve) => {
    const look = (tabs: readonly vscode.Tab[]): void => {
      if (tabs.some(isMeant)) timer ??= setTimeout(resolve, OVERTAKEN_AFTER_MS);
    };
    listener = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => look(opened));
    look(listTabs());
  });
  return {
    isOvertaken,
    dispose: () => {
      clearTimeout(timer);
      listener?.dispose();
    },
  };
}

/** Opens several comparisons in one editor; each is titled by its right side. */
export async function openDiffs(title: string, comparisons: readonly Sides[]): Promise<void> {
  const resources = comparisons.map(({ left, right }) => [right, left, right]);
  await vscode.commands.executeCommand("vscode.changes", title, resources);
}

/** Every open tab. */
export function listTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** Closes the tabs that are meant. */
export async function closeTabs(isMeant: (tab: vscode.Tab) => boolean): Promise<void> {
  const tabs = listTabs().filter(isMeant);
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
}

/** Whether the tab holds the comparisons opened under this title; the editor adds the number of files to it. */
export function isTitled(tab: vscode.Tab, title: string): boolean {
  return !(tab.input instanceof vscode.TabInputTextDiff) && tab.label.startsWith(title);
}

/** Whether the tab is the diff editor whose right side is `right`. */
export function isDiffOf(tab: vscode.Tab, right: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.toString() === right.toString();
}

/** The tab in front. */
export function findActiveTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}

/** Shows a document with the cursor at a place. */
export async function openPlace(document: vscode.TextDocument, place: vscode.Position): Promise<void> {
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
}

/** A range of the language server as one of the editor. */
export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
