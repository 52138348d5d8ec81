/**
 * What is to be said about a draft, as a read-only document beside it: plain text, in which nothing can be clicked. In memory only.
 */
import * as vscode from "vscode";
import { toFileName } from "../model/resource";
import { say } from "../words/say";

const NOTES_SCHEME = "aep-draft";

/** What a document says whose draft is forgotten, for example after the window was reloaded. */
const FORGOTTEN = say("What was said about this draft is forgotten. The draft itself is not.\n");

const LONGEST_LINE = 78;

/** Serves the notes until disposed. */
export class DraftNotes implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(NOTES_SCHEME, this);

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? FORGOTTEN;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  /** Keeps the notes on a draft of this name in the place of older ones. */
  put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: NOTES_SCHEME, path: `/About ${toFileName(name)}.txt` });
    this.texts.set(uri.path, wrapLines(text));
    this.changed.fire(uri);
    return uri;
  }
}

/** Long lines fold at blanks, what belongs to them indented like their beginning. */
function wrapLines(text: string): string {
  return text.split("\n").map(wrapLine).join("\n");
}

function wrapLine(line: string): string {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(/ +/)) {
    const isFull = current.trim() !== "" && current.length + word.length >= LONGEST_LINE;
    if (isFull) lines.push(current);
    current =
      isFull || current.trim() === "" ? `${isFull ? `${indent}  ` : indent}${word}` : `${current} ${word}`;
  }
  return [...lines, current].join("\n");
}
