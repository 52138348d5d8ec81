/**
 * Tells a list that somebody closed from one that the editor's walkthrough closed. With the walkthrough in front, the Enter that ran a
 * command is let go on the step that has the focus again by then; the editor takes it for a press of that step, and a quarter of a
 * second later the step takes the focus from the list that has opened meanwhile. Opens no list itself.
 */
import * as vscode from "vscode";

/** The step takes the focus 250 ms after the key is let go; the rest is for a busy machine. Whoever declines as fast is asked once more. */
const TAKEN_WITHIN_MS = 4_000;

/** The Enter of the command, and that of a question just before it. */
const TAKEN_AT_MOST = 2;

/** To be asked when the list that opens now has closed: whether it was taken away, and is to be shown again. */
export function watchClosing(): () => boolean {
  const openedAt = Date.now();
  let taken = 0;
  return () => {
    const isTaken = isPageOfEditorInFront() && Date.now() - openedAt < TAKEN_WITHIN_MS;
    if (!isTaken || taken === TAKEN_AT_MOST) return false;
    taken += 1;
    return true;
  };
}

/** Shows a list that was taken away with what was typed, and its rows, which the editor forgets and draws only when they are set again. */
export function showAgain<Item extends vscode.QuickPickItem>(list: vscode.QuickPick<Item>): void {
  list.items = [...list.items];
  list.show();
}

/** The walkthrough, like all pages of the editor itself, is a tab of no kind that extensions are told of. */
function isPageOfEditorInFront(): boolean {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab !== undefined && tab.input === undefined;
}
