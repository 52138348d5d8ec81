/**
 * The profile whose values stand beside a rule: hands the choice to the language server and says in the status bar what the
 * rule answers. Keeps labels and answers, never a profile.
 */
import * as vscode from "vscode";
import type { ProfileAnswer, ProfileChoice } from "../../../server/src/protocol/clientMessages";
import { say } from "../words/say";
import type { ServerSeam } from "./serverSeam";

interface Shown {
  readonly label: string;
  readonly value: string;
}

export class ChosenProfile implements vscode.Disposable {
  private readonly shown = new Map<string, Shown>();
  private item: vscode.StatusBarItem | undefined;
  private readonly listeners: vscode.Disposable[] = [];

  constructor(private readonly server: ServerSeam) {}

  dispose(): void {
    this.item?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  /** Shows the values of a rule for a profile; the answer says why not where it does not. */
  async put(choice: ProfileChoice, label: string): Promise<ProfileAnswer | undefined> {
    const answer = await this.server.chooseProfile(choice);
    if (answer !== undefined && answer.problems.length === 0)
      this.shown.set(choice.uri, { label, value: answer.value ?? "" });
    this.draw();
    return answer;
  }

  /** Hides the values of a rule. */
  async clear(uri: string): Promise<void> {
    this.shown.delete(uri);
    this.draw();
    await this.server.chooseProfile({ uri });
  }

  /** The label of the profile that a rule is shown for. */
  findLabel(uri: string): string | undefined {
    return this.shown.get(uri)?.label;
  }

  private draw(): void {
    const item = this.item ?? this.start();
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const shown = uri === undefined ? undefined : this.shown.get(uri);
    void vscode.commands.executeCommand("setContext", "aep.hasProfile", shown !== undefined);
    if (shown === undefined) {
      item.hide();
      return;
    }
    item.text = `$(account) ${shown.label}`;
    item.tooltip = say("The values beside the rule are those of “{0}”. Click to hide them.", shown.label);
    item.accessibilityInformation = {
      label: say("Values of the profile {0}; click to hide them", shown.label),
    };
    item.show();
  }

  /** Nothing is listened to before a profile is chosen. */
  private start(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem("aep.profile", vscode.StatusBarAlignment.Left);
    item.name = say("AEP Profile");
    item.command = "aep.profile.clear";
    this.item = item;
    this.listeners.push(
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.shown.delete(uri.toString())) this.draw();
      }),
      new vscode.Disposable(
        this.server.onDidChangeState(() => {
          if (this.server.state === "running") return;
          this.shown.clear();
          this.draw();
        }).dispose,
      ),
    );
    return item;
  }
}
