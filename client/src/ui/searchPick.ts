/**
 * A list that searches while the person types: each key starts the search anew after a short rest, and answers to an
 * older text are dropped. Asks nobody itself; what is searched belongs to the caller.
 */
import * as vscode from "vscode";
import { Cancelled, WentBack } from "../model/userError";
import { showAgain, watchClosing } from "./closedList";
import { type Found, type FoundChoice, LatestSearch, type SearchQuestion } from "./searches";

/** A rest in typing after which the search starts; shorter than one notices, longer than between two keys. */
const REST_MS = 180;

type Item<Value> = vscode.QuickPickItem & { readonly value?: Value | undefined };

/** Hands over what presses the button with the key, of the row in front, while the list is open; then undefined. */
export type KeyListener = (press: (() => void) | undefined) => void;

/** Shows the list until something is chosen; rejects with `Cancelled` when the person gives up. */
export async function showSearch<Value>(
  question: SearchQuestion<Value> & { readonly back: readonly vscode.QuickInputButton[] },
  onOpen: KeyListener,
): Promise<Found<Value>> {
  const pick = vscode.window.createQuickPick<Item<Value>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.buttons = question.back;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // The editor would sort what was found by where the text stands in it, and leave out the headings. The property is not in
  // its typings yet; where it is unknown, only the headings are missing.
  Object.assign(pick, { sortByLabel: false });
  const buttons = question.buttons.map(({ id, icon, title }) => ({
    id,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip: title,
  }));
  const keyed = question.buttons.find(({ hasKey }) => hasKey === true);
  const search = new LatestSearch<Value>(question, {
    onFound: (choices) => replaceItems(pick, toItems(choices, buttons)),
    onBusy: (isBusy) => {
      pick.busy = isBusy;
    },
    restMs: REST_MS,
  });
  pick.onDidChangeValue((text) => search.type(text));
  pick.value = question.text ?? "";
  search.type(pick.value);
  try {
    return await waitForChoice(pick, (press) =>
      onOpen(keyed === undefined ? undefined : () => press(keyed.id)),
    );
  } finally {
    onOpen(undefined);
    search.stop();
    pick.dispose();
  }
}

function waitForChoice<Value>(
  pick: vscode.QuickPick<Item<Value>>,
  onOpen: (press: (button: string | undefined) => void) => void,
): Promise<Found<Value>> {
  return new Promise((resolve, reject) => {
    const take = (item: Item<Value> | undefined, button: string | undefined): void => {
      if (item?.value === undefined) return;
      closing.dispose();
      resolve({ value: item.value, button });
    };
    pick.onDidAccept(() => take(pick.selectedItems[0], undefined));
    pick.onDidTriggerItemButton(({ item, button }) =>
      take(item, "id" in button ? String(button.id) : undefined),
    );
    pick.onDidTriggerButton(() => {
      closing.dispose();
      reject(new WentBack());
    });
    const isTakenAway = watchClosing();
    const closing = pick.onDidHide(() => (isTakenAway() ? showAgain(pick) : reject(new Cancelled())));
    onOpen((button) => take(pick.activeItems[0], button));
    pick.show();
  });
}

/** Kinds answer one after another; whoever has moved to a row meanwhile stays on it. */
function replaceItems<Value>(pick: vscode.QuickPick<Item<Value>>, items: readonly Item<Value>[]): void {
  const [active] = pick.activeItems;
  const hasMoved = active !== undefined && active !== pick.items.find(isChoice);
  pick.items = items;
  const same = items.find((item) => item.label === active?.label && item.detail === active.detail);
  if (hasMoved && same !== undefined) pick.activeItems = [same];
}

function isChoice({ kind }: vscode.QuickPickItem): boolean {
  return kind !== vscode.QuickPickItemKind.Separator;
}

/** Choices under their headings. The service did the matching, so whatever it found is shown. */
function toItems<Value>(
  choices: readonly FoundChoice<Value>[],
  buttons: readonly vscode.QuickInputButton[],
): readonly Item<Value>[] {
  let heading = "";
  return choices.flatMap((choice): Item<Value>[] => {
    const isNew = choice.heading !== heading;
    heading = choice.heading;
    const { label, description, detail, value } = choice;
    const item: Item<Value> = {
      label,
      value,
      alwaysShow: true,
      ...(description === undefined ? {} : { description }),
      ...(detail === undefined ? {} : { detail }),
      ...(value === undefined ? {} : { buttons: [...buttons] }),
    };
    return isNew && heading !== ""
      ? [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, item]
      : [item];
  });
}
