/**
 * Tells the language server of each open PQL document whether the merge policy behind it is active on edge, so that the
 * evaluation above the text need not say "if". Reads nothing itself.
 */
import * as vscode from "vscode";
import type { Selection } from "../auth/selection";
import { AUDIENCE_FILE_ENDING } from "../model/audienceFile";
import { EXPRESSION_FILE_ENDING } from "../model/audienceFolder";
import type { MergePolicyStates } from "./mergePolicyStates";
import type { ServerSeam } from "./serverSeam";

/** What is told, of what and to whom. */
export interface EdgeStateSources {
  readonly states: MergePolicyStates;
  readonly selection: Selection;
  readonly server: Pick<ServerSeam, "tellEdgeState">;
}

/** Somebody who types in the file beside is not followed at each key. */
const PAUSE_MS = 300;

/** Keeps the server informed until disposed. */
export class EdgeStateTelling implements vscode.Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Number of the last question for each document: only its answer counts. */
  private readonly questions = new Map<string, number>();
  private readonly listeners: readonly vscode.Disposable[];

  constructor(private readonly sources: EdgeStateSources) {
    const follow = (document: vscode.TextDocument): void => this.follow(document);
    this.listeners = [
      vscode.workspace.onDidOpenTextDocument(follow),
      vscode.workspace.onDidSaveTextDocument(follow),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.followBeside(document.uri)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      sources.selection.onDidChange(() => this.followAll()),
    ];
    this.followAll();
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const listener of this.listeners) listener.dispose();
  }

  private followAll(): void {
    for (const document of vscode.workspace.textDocuments) this.follow(document);
  }

  private follow(document: vscode.TextDocument): void {
    if (document.languageId === "pql") void this.tell(document);
    else this.followBeside(document.uri);
  }

  /** The expression beside a `.audience.json` that was written, after a pause. */
  private followBeside({ scheme, path }: vscode.Uri): void {
    if (!path.endsWith(AUDIENCE_FILE_ENDING)) return;
    const expression = path.slice(0, -AUDIENCE_FILE_ENDING.length) + EXPRESSION_FILE_ENDING;
    const beside = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === scheme && uri.path === expression,
    );
    if (beside === undefined) return;
    clearTimeout(this.timers.get(path));
    this.timers.set(
      path,
      setTimeout(() => void this.tell(beside), PAUSE_MS),
    );
  }

  private async tell(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    const question = (this.questions.get(uri) ?? 0) + 1;
    this.questions.set(uri, question);
    const isActiveOnEdge = await this.sources.states.isActiveOnEdge(document.uri);
    if (this.questions.get(uri) !== question || document.isClosed) return;
    this.sources.server.tellEdgeState({ uri, isActiveOnEdge });
  }

  private forget(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    if (!this.questions.delete(uri)) return;
    this.sources.server.tellEdgeState({ uri, isActiveOnEdge: undefined });
  }
}
