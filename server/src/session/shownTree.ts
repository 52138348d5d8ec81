/**
 * Tells a tree of the platform that has no text, which is shown as it is kept: it is no PQL, and nobody can mend it here. Reads the text only.
 */
import { PLATFORM_SCHEME } from "../protocol/clientMessages";
import type { PqlDocument } from "./pqlDocument";

/** Whether the document is such a tree. */
export function isShownTree(document: Pick<PqlDocument, "uri" | "text">): boolean {
  return document.uri.startsWith(`${PLATFORM_SCHEME}:`) && document.text.trimStart().startsWith("{");
}
