/**
 * Folders of audiences and datasets (docs/platform.md#profile-and-governance). They are per sandbox and read only: moving an object
 * between folders has no public call.
 */

import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { getShape, identifier, text, textOrEmpty } from "./tolerantShapes";

/** What the folders hold. Organisations differ in the word for audiences. */
export type FolderKind = "segment" | "audience" | "dataset";

const folderShape = z
  .object({ id: identifier, name: textOrEmpty, noun: text, parentFolderId: text, status: text })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name,
    noun: raw.noun,
    parentId: raw.parentFolderId,
    isArchived: raw.status?.toUpperCase() === "ARCHIVED",
  }));

/** One folder. */
export type Folder = z.output<typeof folderShape>;

/** Which folder. */
export interface FolderPlace {
  readonly kind: FolderKind;
  readonly id: string;
}

/** One folder. */
export async function fetchFolder(
  session: ApiSession,
  place: FolderPlace,
  options: CallOptions = {},
): Promise<Folder> {
  const { body } = await session.send({ host: "experience", path: toPath(place), ...options });
  return getShape(folderShape, body, "a folder");
}

function toPath(place: FolderPlace): string {
  return `/unifiedfolders/folders/${place.kind}/${toAddressPart(place.id)}`;
}
