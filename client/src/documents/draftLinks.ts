/**
 * Which audience a draft was made from or became. Files keep that beside themselves, which counts more; a document without
 * a file has only this, and it ends with the window.
 */
import * as vscode from "vscode";
import type { AudienceDefinition } from "../model/audienceDefinition";
import { type SandboxTarget, toSandboxKey } from "../model/resource";

/** The audience a draft is of, and what it was when it was last seen. */
export interface DraftLink {
  readonly target: SandboxTarget;
  readonly id: string;
  readonly started: AudienceDefinition;
  /** The text the draft began with. */
  readonly text?: string | undefined;
}

/** Links of documents. */
export class DraftLinks {
  private readonly links = new Map<string, DraftLink>();

  put(uri: vscode.Uri, link: DraftLink): void {
    this.links.set(uri.toString(), link);
  }

  /** The links of documents that were untitled when they got theirs, by address. */
  untitled(): readonly (readonly [uri: vscode.Uri, link: DraftLink])[] {
    return [...this.links].flatMap(([text, link]) =>
      text.startsWith("untitled:") ? [[vscode.Uri.parse(text, true), link] as const] : [],
    );
  }

  /** Whether the document is of an audience of any sandbox. */
  has(uri: vscode.Uri): boolean {
    return this.links.has(uri.toString());
  }

  forget(uri: vscode.Uri): void {
    this.links.delete(uri.toString());
  }

  /** Gives the link of one document to another, which took its place. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const link = this.links.get(from.toString());
    if (link === undefined) return;
    this.links.delete(from.toString());
    this.links.set(to.toString(), link);
  }

  /** The link of a document, if it belongs to this sandbox. */
  find(uri: vscode.Uri, target: SandboxTarget): DraftLink | undefined {
    const link = this.links.get(uri.toString());
    return link !== undefined && toSandboxKey(link.target) === toSandboxKey(target) ? link : undefined;
  }
}
