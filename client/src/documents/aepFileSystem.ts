/**
 * The `aep:` file system: what the platform holds, as read-only files. Refuses every change; writing goes through previews.
 * The editor asks for a file's facts and its content one after the other, so one reading serves both.
 */
import * as vscode from "vscode";
import { isApiError } from "../api/apiError";
import type { Log } from "../log";
import { describeFailure } from "../model/failureText";
import { type ResourceReference, toResourcePath } from "../model/resource";
import { toSha256 } from "../model/sha256";
import { say } from "../words/say";
import { isBesideFile, type PlatformDocument, readDocumentUri, toThingPath } from "./aepUri";

/** A document's text and the time of its last change. */
export interface FileContent {
  readonly text: string;
  readonly changedAt: number;
}

/** What the file system is built on. */
export interface FileSources {
  readonly read: (document: PlatformDocument) => Promise<FileContent>;
  readonly now: () => number;
  readonly log: Log;
}

/** How long one reading answers both questions of the editor. Long enough for one opening, too short to look stale. */
const SAME_OPENING_MS = 2_000;

interface Reading {
  readonly content: Promise<FileContent>;
  readonly at: number;
}

/** Read-only files of the platform. */
export class AepFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly readings = new Map<string, Reading>();
  private readonly stamps = new Map<string, { readonly hash: string; readonly mtime: number }>();

  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly sources: FileSources) {}

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, changedAt } = await this.read(uri);
    const size = new TextEncoder().encode(text).length;
    const mtime = this.toStamp(uri.toString(), text, changedAt);
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: changedAt, mtime, size, permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { text } = await this.read(uri);
    return new TextEncoder().encode(text);
  }

  /**
   * Reads what the editor is about to open. Rejects with what really failed, of which the editor would only say that it cannot open
   * the file.
   */
  async readAhead(uri: vscode.Uri): Promise<void> {
    const document = readDocumentUri(uri);
    const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
    if (document !== undefined && !isOpen) await this.readOnce(toThingPath(uri), document);
  }

  /** Has open documents of a thing read again, after it was written or on request. */
  announce(reference: ResourceReference): void {
    const path = toResourcePath(reference);
    this.readings.clear();
    const open = vscode.workspace.textDocuments
      .map(({ uri }) => uri)
      .filter((uri) => {
        const document = readDocumentUri(uri);
        return document !== undefined && toResourcePath(document.reference) === path;
      });
    this.changed.fire(open.map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async read(uri: vscode.Uri): Promise<FileContent> {
    const document = readDocumentUri(uri);
    if (document === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const content = await this.readOnce(toThingPath(uri), document);
      return isBesideFile(uri) ? { ...content, text: endLikeFile(content.text, uri) } : content;
    } catch (error) {
      throw this.toFileError(error);
    }
  }

  private readOnce(path: string, document: PlatformDocument): Promise<FileContent> {
    const now = this.sources.now();
    const known = this.readings.get(path);
    if (known !== undefined && now - known.at < SAME_OPENING_MS) return known.content;
    for (const [old, reading] of this.readings)
      if (now - reading.at >= SAME_OPENING_MS) this.readings.delete(old);
    const content = this.sources.read(document);
    this.readings.set(path, { content, at: now });
    content.catch(() => this.readings.delete(path));
    return content;
  }

  /**
   * The time the editor is told. The platform counts in seconds, so two changes within one can look alike to the editor,
   * which then keeps the old text; a new text therefore always gets a later time.
   */
  private toStamp(path: string, text: string, changedAt: number): number {
    const known = this.stamps.get(path);
    const hash = toSha256(text);
    if (known?.hash === hash) return known.mtime;
    const mtime = known === undefined ? changedAt : Math.max(known.mtime + 1, changedAt);
    this.stamps.set(path, { hash, mtime });
    return mtime;
  }

  private toFileError(error: unknown): vscode.FileSystemError {
    this.sources.log.error("A document could not be read from the platform", error);
    const text = describeFailure(error)?.text ?? say("Cancelled.");
    if (isApiError(error, "notFound")) return vscode.FileSystemError.FileNotFound(text);
    if (isApiError(error, "forbidden", "sandboxForbidden")) return vscode.FileSystemError.NoPermissions(text);
    return vscode.FileSystemError.Unavailable(text);
  }
}

/** Otherwise one of the two would be said to have one line more. Files end with a line break, unless the open one does not. */
function endLikeFile(text: string, { scheme, path }: vscode.Uri): string {
  const file = vscode.workspace.textDocuments.find(({ uri }) => uri.path === path && uri.scheme !== scheme);
  const bare = text.replace(/\r?\n$/, "");
  return bare === "" || file?.getText().endsWith("\n") === false ? bare : `${bare}\n`;
}
