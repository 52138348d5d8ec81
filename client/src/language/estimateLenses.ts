/**
 * The last estimate of each open document, above its text with its age. Kept while the document is open: a number without
 * the text it was made for is of no use. Estimates nothing itself.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { toAgeText } from "../model/schemaCache";

/** What the platform said about a text. */
export interface Estimate {
  readonly sandbox: string;
  /** Undefined where the platform does not say. */
  readonly size: number | undefined;
  /** The text that was estimated. */
  readonly expression: string;
}

/** Ages grow without anything happening; this often they are written anew. */
const AGE_REFRESH_MS = 60_000;

/** The estimates of one window. */
export class EstimateLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly estimates = new Map<string, Estimate & { readonly at: number }>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.estimates.delete(uri.toString()),
  );
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly now: () => number) {}

  /** Shows the estimate until the next one, or until the document is closed. */
  note(uri: vscode.Uri, estimate: Estimate): void {
    this.estimates.set(uri.toString(), { ...estimate, at: this.now() });
    this.timer ??= setInterval(() => this.changed.fire(), AGE_REFRESH_MS);
    this.changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const estimate = this.estimates.get(document.uri.toString());
    if (estimate === undefined) return [];
    const age = `estimated ${toAgeText(this.now() - estimate.at)}`;
    const isOld = estimate.expression !== document.getText().trim();
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title: `${toEstimateText(estimate)} · ${age}${isOld ? ", before the text changed" : ""}`,
        tooltip: "Estimate anew",
        command: CLIENT_COMMANDS.estimateAudience,
        arguments: [document.uri.toString()],
      }),
    ];
  }

  dispose(): void {
    clearInterval(this.timer);
    this.closing.dispose();
    this.changed.dispose();
  }
}

/** "About 1,200 profiles match in prod". */
export function toEstimateText({ size, sandbox }: Pick<Estimate, "size" | "sandbox">): string {
  return size === undefined
    ? `The platform does not say how many profiles match in ${sandbox}`
    : `About ${size.toLocaleString("en-US")} ${size === 1 ? "profile matches" : "profiles match"} in ${sandbox}`;
}
