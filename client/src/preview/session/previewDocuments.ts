/**
 * The two sides of a preview as read-only documents. What will be sent never changes in them; only the facts above it are
 * filled in as they are found.
 */
import * as vscode from "vscode";
import { toFileName } from "../../model/resource";
import type { Sides } from "../../ui/editors";
import { say } from "../../words/say";
import type { SideTexts } from "./writeTask";

/** The scheme of preview documents; menus and keys match on it. */
export const PREVIEW_SCHEME = "aep-preview";

/** What a document says whose preview is over, for example after the window was reloaded. */
const ENDED = say("This preview has ended. Nothing can be sent from it.\n");

/** Serves preview texts by session and side. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.query || uri.path) ?? ENDED;
  }

  /** Keeps the texts of a session, labelled by what they are of. */
  put(session: string, name: string, texts: SideTexts): Sides {
    const left = toSideUri(session, "now", name);
    const right = toSideUri(session, "planned", name);
    this.texts.set(left.path, texts.before);
    this.texts.set(right.path, texts.after);
    return { left, right };
  }

  /** Shows texts with more facts above the same content. A preview that ended stays ended. */
  refresh({ left, right }: Sides, { before, after }: SideTexts): void {
    for (const [uri, text] of [[left, before] as const, [right, after] as const]) {
      if (!this.texts.has(uri.path) || this.texts.get(uri.path) === text) continue;
      this.texts.set(uri.path, text);
      this.changed.fire(uri);
    }
  }

  /** Forgets the texts of a session whose documents are closed. */
  drop(session: string): void {
    for (const path of this.texts.keys()) if (path.startsWith(`/${session}/`)) this.texts.delete(path);
  }

  /** Keeps one more text of a session, for a comparison. */
  putOne(session: string, label: string, text: string): vscode.Uri {
    const uri = toSideUri(session, label, label);
    this.texts.set(uri.path, text);
    return uri;
  }

  /** The same under the path of the file it is compared with: of different paths the editor strikes the left one through, as renamed. */
  putBeside(session: string, file: vscode.Uri, text: string): vscode.Uri {
    const key = this.putOne(session, "beside", text).path;
    return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: file.path, query: key });
  }
}

/** The session a preview document belongs to; undefined for other documents. */
export function findSessionId(uri: vscode.Uri): string | undefined {
  return uri.scheme === PREVIEW_SCHEME ? (uri.query || uri.path).split("/")[1] : undefined;
}

function toSideUri(session: string, side: string, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${session}/${side}/${toFileName(name)}.md` });
}
