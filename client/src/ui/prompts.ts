/**
 * Every question and message a person sees. The only place that calls `window.show*` for messages, pickers and inputs;
 * a scripted person takes its place in tests. Decides nothing about what is asked.
 */

import * as vscode from "vscode";
import { Cancelled, WentBack } from "../model/userError";
import { say } from "../words/say";
import { showAgain, watchClosing } from "./closedList";
import type { Found, SearchQuestion } from "./searches";
import type { TextQuestion } from "./typedAnswer";

/** A choice in a list. */
export interface Choice<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: Value;
}

/** How loud a message is. */
export type Severity = "information" | "warning" | "error";

/** A message with buttons. */
export interface Message {
  readonly severity: Severity;
  readonly text: string;
  /** Lines below the text. With them it stands in front until it is closed: at the edge, all would be one line that is cut off. */
  readonly detail?: string;
  readonly buttons?: readonly string[];
}

/** Something that takes its time. */
export type ProgressTask<Result> = (
  signal: AbortSignal,
  report: (message: string) => void,
) => Promise<Result>;

/** The conversation with the person. Questions reject with `Cancelled` when the person gives up. */
export interface Prompts {
  /** Shows a message; the pressed button, or undefined when it was dismissed. */
  tell(message: Message): Promise<string | undefined>;
  pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value>;
  pickMany<Value>(title: string, choices: readonly Choice<Value>[]): Promise<readonly Value[]>;
  ask(question: TextQuestion): Promise<string>;
  /** A list that searches while the person types. */
  search<Value>(question: SearchQuestion<Value>): Promise<Found<Value>>;
  /** Presses the button with the key, of the row in front of the list that searches; nothing where none is open. */
  pressButton(): void;
  /** Has the person choose a file. Every file is offered: a filter by ending would hide `.env` and `.aio`, which have none. */
  chooseFile(title: string): Promise<vscode.Uri>;
  /** Has the person choose a folder, or make one. */
  chooseFolder(title: string, button: string): Promise<vscode.Uri>;
  /** The same conversation with a way back: its questions reject with `WentBack` when the person takes it. */
  withBack(): Prompts;
  /** Runs `task` with a progress notification that can be cancelled; `report` says in it how far the task is. */
  showProgress<Result>(title: string, task: ProgressTask<Result>): Promise<Result>;
}

/** Runs long work: for a person under a notification that can cancel it, for a program under the program's own signal. */
export async function withProgress<Result>(
  {
    prompts,
    call,
    title,
  }: {
    readonly prompts: Prompts;
    readonly call: { readonly isAutomated: boolean; readonly signal: AbortSignal };
    readonly title: string;
  },
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return call.isAutomated ? await run(call.signal) : await prompts.showProgress(title, run);
}

/** What the editor shows of a message without a button is one line of about this length; with one it shows all of it. */
const ONE_LINE = 55;

/** The real conversation, in the editor's own controls. */
export class EditorPrompts implements Prompts {
  private press: (() => void) | undefined;

  /** Given the conversation that has no way back, this is the one that has. */
  constructor(private readonly plain?: EditorPrompts) {}

  withBack(): Prompts {
    return new EditorPrompts(this);
  }

  async tell(message: Message): Promise<string | undefined> {
    const { text, detail, buttons = [] } = message;
    const isCutOff = text.length > ONE_LINE && detail === undefined && buttons.length === 0;
    if (!isCutOff) return await this.show(message);
    await this.show({ ...message, buttons: [say("OK")] });
    return undefined;
  }

  private async show({ severity, text, detail, buttons = [] }: Message): Promise<string | undefined> {
    const options = detail === undefined ? {} : { modal: true, detail };
    if (severity === "error") return await vscode.window.showErrorMessage(text, options, ...buttons);
    if (severity === "warning") return await vscode.window.showWarningMessage(text, options, ...buttons);
    return await vscode.window.showInformationMessage(text, options, ...buttons);
  }

  async pick<Value>(title: string, choices: readonly Choice<Value>[]): Promise<Value> {
    const list = this.createList(title, choices);
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    const [picked] = await untilAnswered(list);
    if (picked === undefined) throw new Cancelled();
    return picked.value;
  }

  async pickMany<Value>(title: string, choices: readonly Choice<Value>[]): Promise<readonly Value[]> {
    const list = this.createList(title, choices);
    list.canSelectMany = true;
    return (await untilAnswered(list)).map((item) => item.value);
  }

  async ask(question: TextQuestion): Promise<string> {
    if (this.plain !== undefined) return await (await import("./typedAnswer")).askWithBack(question);
    const text = await vscode.window.showInputBox({
      title: question.title,
      prompt: question.prompt,
      password: question.isSecret ?? false,
      ignoreFocusOut: true,
      ...(question.value === undefined ? {} : { value: question.value }),
      ...(question.placeholder === undefined ? {} : { placeHolder: question.placeholder }),
      ...(question.check === undefined ? {} : { validateInput: question.check }),
    });
    if (text === undefined) throw new Cancelled();
    return text;
  }

  async search<Value>(question: SearchQuestion<Value>): Promise<Found<Value>> {
    const { showSearch } = await import("./searchPick");
    const back = this.plain === undefined ? [] : [vscode.QuickInputButtons.Back];
    return await showSearch({ ...question, back }, (press) => {
      (this.plain ?? this).press = press;
      void vscode.commands.executeCommand("setContext", "aep.isSearching", press !== undefined);
    });
  }

  pressButton(): void {
    this.press?.();
  }

  async chooseFile(title: string): Promise<vscode.Uri> {
    const place = toStartPlace();
    const [uri] = (await vscode.window.showOpenDialog({ title, openLabel: say("Import"), ...place })) ?? [];
    if (uri === undefined) throw new Cancelled();
    return uri;
  }

  async chooseFolder(title: string, openLabel: string): Promise<vscode.Uri> {
    const kind = { canSelectFiles: false, canSelectFolders: true, ...toStartPlace() };
    const [uri] = (await vscode.window.showOpenDialog({ title, openLabel, ...kind })) ?? [];
    if (uri === undefined) throw new Cancelled();
    return uri;
  }

  async showProgress<Result>(title: string, task: ProgressTask<Result>): Promise<Result> {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return await vscode.window.withProgress(options, async (progress, token) => {
      const controller = new AbortController();
      const listener = token.onCancellationRequested(() => controller.abort());
      try {
        return await task(controller.signal, (message) => progress.report({ message }));
      } finally {
        listener.dispose();
      }
    });
  }

  private createList<Value>(title: string, choices: readonly Choice<Value>[]) {
    const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: Value }>();
    list.title = title;
    list.items = choices.map(toItem);
    if (this.plain !== undefined) list.buttons = [vscode.QuickInputButtons.Back];
    return list;
  }
}

/** Shows a list until the person has answered or closed it, with what was typed when it is shown again; rejects with `Cancelled` when closed. */
function untilAnswered<Item extends vscode.QuickPickItem>(
  list: vscode.QuickPick<Item>,
): Promise<readonly Item[]> {
  const isTakenAway = watchClosing();
  return new Promise((resolve, reject) => {
    const closing = list.onDidHide(() => {
      if (isTakenAway()) return showAgain(list);
      list.dispose();
      reject(new Cancelled());
    });
    list.onDidAccept(() => {
      if (!list.canSelectMany && list.selectedItems.length === 0) return;
      const chosen = list.selectedItems;
      closing.dispose();
      list.dispose();
      resolve(chosen);
    });
    list.onDidTriggerButton(() => {
      closing.dispose();
      list.dispose();
      reject(new WentBack());
    });
    list.show();
  });
}

function toItem<Value>(choice: Choice<Value>): vscode.QuickPickItem & { value: Value } {
  return {
    label: choice.label,
    value: choice.value,
    ...(choice.description === undefined ? {} : { description: choice.description }),
    ...(choice.detail === undefined ? {} : { detail: choice.detail }),
  };
}

/** Where a dialog begins. Without a place it opens beside the file in front, which is a folder of expressions or of reports. */
function toStartPlace(): { readonly defaultUri?: vscode.Uri } {
  const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri;
  return defaultUri === undefined ? {} : { defaultUri };
}
