/**
 * The addresses of read-only documents of the `aep:` scheme and back: `/connection/sandbox/kind/id/name.ending`.
 * The name is for people and ignored when reading; nothing is fetched here.
 */
import * as vscode from "vscode";
import { PLATFORM_SCHEME } from "../../../server/src/protocol/clientMessages";
import { type ResourceReference, readResourcePath, toFileName, toResourcePath } from "../model/resource";

/** What a document shows of a thing. */
export type DocumentView = "expression" | "definition" | "details";

const ENDINGS: Readonly<Record<DocumentView, string>> = {
  expression: ".pql",
  definition: ".definition.json",
  details: ".details.json",
};

/** A thing and what a document shows of it. */
export interface PlatformDocument {
  readonly reference: ResourceReference;
  readonly view: DocumentView;
}

/** The address of a document. */
export function toDocumentUri(document: PlatformDocument, name: string): vscode.Uri {
  const path = `/${toResourcePath(document.reference)}/${toFileName(name)}${ENDINGS[document.view]}`;
  return vscode.Uri.from({ scheme: PLATFORM_SCHEME, path });
}

/** What an address shows; undefined when it is not one of ours. */
export function readDocumentUri(uri: vscode.Uri): PlatformDocument | undefined {
  if (uri.scheme !== PLATFORM_SCHEME) return undefined;
  const reference = readResourcePath(uri.path.slice(1));
  if (reference === undefined || uri.path.split("/").length !== 6) return undefined;
  if (uri.path.endsWith(ENDINGS.expression)) return { reference, view: "expression" };
  if (uri.path.endsWith(ENDINGS.definition)) return { reference, view: "definition" };
  return uri.path.endsWith(ENDINGS.details) ? { reference, view: "details" } : undefined;
}
