/**
 * Texts and diffs that live in memory only, for as long as they are shown. Together with `prompts` and `editors` the only
 * callers of `window.show*`. Decides nothing about content.
 */

import * as vscode from "vscode";
import { say } from "../words/say";

/** A diff that is open until it is closed. */
export interface ShownDiff {
  close(): Promise<void>;
}

/** Shows a file of tests before and after tests were made for it. Both sides live in memory only. */
export async function showMadeTests(
  file: vscode.Uri,
  sides: { readonly before: string; readonly after: string },
): Promise<ShownDiff> {
  const scheme = "aep-made-tests";
  const at = (side: keyof typeof sides) => file.with({ scheme, query: side });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => (query === "before" ? sides.before : sides.after),
  });
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  await vscode.commands.executeCommand(
    "vscode.diff",
    at("before"),
    at("after"),
    say("{0}: made tests", name),
  );
  return {
    close: async () => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
      const isOurs = ({ input }: vscode.Tab) =>
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === at("after").toString();
      await vscode.window.tabGroups.close(tabs.filter(isOurs));
      provider.dispose();
    },
  };
}

/** Shows a text that lives in memory only and calls `onClose` once, when its tab is closed. */
export async function showPassingText(
  uri: vscode.Uri,
  { text, onClose }: { readonly text: string; readonly onClose: () => void },
): Promise<void> {
  const provider = vscode.workspace.registerTextDocumentContentProvider(uri.scheme, {
    provideTextDocumentContent: () => text,
  });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    const isClosed = closed.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    );
    if (!isClosed) return;
    closing.dispose();
    provider.dispose();
    onClose();
  });
}
