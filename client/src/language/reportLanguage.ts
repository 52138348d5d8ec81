/**
 * Report files in the editor: “Run” above the first line, names beside ids, ids by name, and what is wrong. Registers only; the
 * work is loaded with the first report.
 */
import * as vscode from "vscode";
import { say } from "../words/say";
import type { ReportFeatures, ReportLanguageSources } from "./reportFeatures";

const REPORTS: vscode.DocumentFilter = { pattern: "**/*.cja.json" };

/** Serves report files until disposed. */
export class ReportLanguage implements vscode.Disposable {
  private readonly problems = vscode.languages.createDiagnosticCollection("aep.reports");
  private readonly hintsChanged = new vscode.EventEmitter<void>();
  private readonly listeners: readonly vscode.Disposable[];
  private loading: Promise<ReportFeatures> | undefined;

  constructor(private readonly sources: ReportLanguageSources) {
    const { languages, workspace } = vscode;
    this.listeners = [
      languages.registerCodeLensProvider(REPORTS, { provideCodeLenses: toRunLens }),
      languages.registerInlayHintsProvider(REPORTS, {
        onDidChangeInlayHints: this.hintsChanged.event,
        provideInlayHints: async (document, range) => (await this.load()).listHints(document, range),
      }),
      languages.registerCompletionItemProvider(
        REPORTS,
        {
          provideCompletionItems: async (document, position) =>
            (await this.load()).listCompletions(document, position),
        },
        '"',
      ),
      workspace.onDidOpenTextDocument((document) => void this.check(document)),
      workspace.onDidChangeTextDocument(({ document }) => void this.check(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.problems.delete(uri)),
      sources.selection.onDidChange(() => this.checkAll()),
    ];
    this.checkAll();
  }

  dispose(): void {
    this.problems.dispose();
    this.hintsChanged.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private checkAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.check(document);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (vscode.languages.match(REPORTS, document) === 0) return;
    const { version, uri } = document;
    const features = await this.load();
    const problems = await features.listProblems(document);
    if (document.version === version && !document.isClosed) this.problems.set(uri, problems);
  }

  private load(): Promise<ReportFeatures> {
    this.loading ??= import("./reportFeatures").then(
      ({ ReportFeatures: Features }) => new Features(this.sources, () => this.hintsChanged.fire()),
    );
    return this.loading;
  }
}

function toRunLens({ uri }: vscode.TextDocument): vscode.CodeLens[] {
  const run = { title: say("$(play) Run"), command: "aep.report.run", arguments: [uri] };
  return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), run)];
}
