/**
 * The addresses of read-only documents of the `aep:` scheme and back: `/connection/sandbox/kind/id/name.ending`.
 * The name is for people and ignored when reading; nothing is fetched here. Beside each other the two sides of a comparison have
 * one path, which names both, and say in their queries what they are.
 */
import * as vscode from "vscode";
import { PLATFORM_SCHEME } from "../../../server/src/protocol/clientMessages";
import { type ResourceReference, readResourcePath, toFileName, toResourcePath } from "../model/resource";

/** What a document shows of a thing. */
export type DocumentView = "expression" | "definition" | "details";

/** What the names of documents end with. */
export const ENDINGS: Readonly<Record<DocumentView, string>> = {
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

/** The two sides under one name, which ends as theirs do: of different paths the editor would strike the left one through, as renamed. */
export function underOneName(
  { left, right }: { readonly left: vscode.Uri; readonly right: vscode.Uri },
  name: string,
): { readonly left: vscode.Uri; readonly right: vscode.Uri } {
  const rename = (uri: vscode.Uri): vscode.Uri => uri.with({ path: `/${name}`, query: toThingPath(uri) });
  return { left: rename(left), right: rename(right) };
}

/** Ends the query of a document that stands beside a file. No name of a document ends like that. */
const BESIDE_A_FILE = "?file";

/** The document under the path of a file it is compared with; it ends like that file, which is to be open by then. */
export function besideFile(uri: vscode.Uri, file: vscode.Uri): vscode.Uri {
  return uri.with({ path: file.path, query: toThingPath(uri) + BESIDE_A_FILE });
}

/** Whether the document stands beside a file. */
export function isBesideFile({ query }: vscode.Uri): boolean {
  return query.endsWith(BESIDE_A_FILE);
}

/** The path that says what a document is of, also where it is a side of a comparison. */
export function toThingPath({ path, query }: vscode.Uri): string {
  if (query === "") return path;
  return query.endsWith(BESIDE_A_FILE) ? query.slice(0, -BESIDE_A_FILE.length) : query;
}

/** What an address shows; undefined when it is not one of ours. */
export function readDocumentUri(uri: vscode.Uri): PlatformDocument | undefined {
  if (uri.scheme !== PLATFORM_SCHEME) return undefined;
  const path = toThingPath(uri);
  const reference = readResourcePath(path.slice(1));
  if (reference === undefined || path.split("/").length !== 6) return undefined;
  if (path.endsWith(ENDINGS.expression)) return { reference, view: "expression" };
  if (path.endsWith(ENDINGS.definition)) return { reference, view: "definition" };
  return path.endsWith(ENDINGS.details) ? { reference, view: "details" } : undefined;
}
