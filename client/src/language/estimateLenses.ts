/**
 * The last estimate of each open document, above its text with its age. Kept while the document is open: a number without
 * the text it was made for is of no use. Estimates nothing itself.
 */
import * as vscode from "vscode";
import { CLIENT_COMMANDS } from "../../../server/src/protocol/clientMessages";
import { isSameExpression } from "../model/expressionText";
import { toAgeText } from "../model/schemaCache";
import { say, sayCount } from "../words/say";

/** What the platform said about a text. */
export interface Estimate {
  readonly sandbox: string;
  /** Undefined where the platform does not say. */
  readonly size: number | undefined;
  /** The text that was estimated. */
  readonly expression: string;
}

/** A size as it is shown, and the text it is of. */
export interface ShownSize {
  /** "Exactly 1,200 profiles match in prod". */
  readonly title: string;
  readonly expression: string;
}

/** Ages grow without anything happening; this often they are written anew. */
const AGE_REFRESH_MS = 60_000;

/** How a size was found, and how to find it anew. */
const COMMANDS = {
  estimated: CLIENT_COMMANDS.estimateAudience,
  counted: "aep.audience.countByQuery",
} as const;

type KeptSize = ShownSize & { readonly at: number };

/** The sizes of one window. */
export class EstimateLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sizes = { estimated: new Map<string, KeptSize>(), counted: new Map<string, KeptSize>() };
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    for (const sizes of Object.values(this.sizes)) sizes.delete(uri.toString());
  });
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly now: () => number) {}

  /** Shows an estimate. */
  note(uri: vscode.Uri, estimate: Estimate): void {
    this.keep("estimated", uri, { ...estimate, title: toEstimateText(estimate) });
  }

  /** Shows a size that was found in this way until the next one, or until the document is closed. */
  keep(how: keyof typeof COMMANDS, uri: vscode.Uri, size: ShownSize): void {
    this.sizes[how].set(uri.toString(), { ...size, at: this.now() });
    this.timer ??= setInterval(() => this.changed.fire(), AGE_REFRESH_MS);
    this.changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const uri = document.uri.toString();
    return (["estimated", "counted"] as const).flatMap((how) => {
      const size = this.sizes[how].get(uri);
      if (size === undefined) return [];
      const isOld = !isSameExpression(size.expression, document.getText());
      const age =
        how === "estimated"
          ? say("estimated {0}", toAgeText(this.now() - size.at))
          : say("counted {0}", toAgeText(this.now() - size.at));
      const command = {
        // What matters more stands first, and how old a size of another text is does not: the end of a long line is out of sight.
        title: isOld ? say("Before the text changed: {0}", size.title) : `${size.title} · ${age}`,
        command: COMMANDS[how],
        arguments: [uri],
      };
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
    });
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
    ? say("The platform does not say how many profiles match in {0}", sandbox)
    : sayCount(size, ["About {0} profile matches in {1}", "About {0} profiles match in {1}"], sandbox);
}
