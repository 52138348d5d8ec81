/**
 * By what the platform evaluates an audience, above the rule it holds and before what the rule allows. Learns from every
 * definition that is read; asks nothing itself.
 */
import * as vscode from "vscode";
import { PLATFORM_SCHEME } from "../../../server/src/protocol/clientMessages";
import { readDocumentUri } from "../documents/aepUri";
import { type ResourceReference, toResourcePath } from "../model/resource";
import type { ServerSeam } from "./serverSeam";

/** The audiences that one window has shown. */
export class PlatformEvaluations implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sentences = new Map<string, string | undefined>();

  readonly onDidChangeCodeLenses = this.changed.event;

  /** Takes what is to be said of an audience whose rule is about to be shown. */
  note(reference: ResourceReference, sentence: string | undefined): void {
    const path = toResourcePath(reference);
    if (this.sentences.get(path) === sentence) return;
    this.sentences.set(path, sentence);
    this.changed.fire();
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const reference = readDocumentUri(uri)?.reference;
    const title = reference && this.sentences.get(toResourcePath(reference));
    return title === undefined
      ? []
      : [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: "" })];
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** Shows them. The editor puts first what was registered last, so it is done again when the server has come. */
export function showEvaluations(
  evaluations: PlatformEvaluations,
  server: Pick<ServerSeam, "state" | "onDidChangeState" | "start">,
): vscode.Disposable {
  const selector = { scheme: PLATFORM_SCHEME, language: "pql" };
  let isOver = false;
  let shown = vscode.languages.registerCodeLensProvider(selector, evaluations);
  const showFirst = (): void => {
    if (isOver) return;
    shown.dispose();
    shown = vscode.languages.registerCodeLensProvider(selector, evaluations);
  };
  const listening = server.onDidChangeState(() => {
    // It runs a little before its own lenses are there; by the end of its start they are.
    if (server.state === "running") void server.start().then(showFirst);
  });
  return new vscode.Disposable(() => {
    isOver = true;
    listening.dispose();
    shown.dispose();
  });
}
