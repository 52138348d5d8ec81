/**
 * Where each object stands in the folder: names that people recognise, that no other object has, and that stay the same from one
 * inventory to the next. Never leads out of the folder. Pure.
 */
import { isReservedName } from "../model/reservedNames";
import { describeKind } from "../model/resourceKinds";
import { toSha256 } from "../model/sha256";
import type { InventoryKind } from "./inventoryRecord";

const LONGEST_NAME = 60;
/** In UTF-8; with mark and ending a name may have 255. */
const MOST_BYTES = 200;
const MARK_LENGTH = 8;

export function toKindFolder(kind: InventoryKind): string {
  return describeKind(kind).plural.replaceAll(" ", "-");
}

/** The path of an object's page without its ending; its texts stand in a folder of that name. */
export function toObjectStem({
  kind,
  id,
  name,
}: {
  readonly kind: InventoryKind;
  readonly id: string;
  readonly name: string;
}): string {
  const mark = toSha256(id).slice(0, MARK_LENGTH);
  const slug = toSlug(name);
  return `${toKindFolder(kind)}/${slug === "" ? mark : `${slug}-${mark}`}`;
}

/** Letters and digits of any script, the rest as single dashes; a name that no system refuses. */
export function toSlug(name: string): string {
  const words =
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const characters = Array.from(words.join("-")).slice(0, LONGEST_NAME);
  while (new TextEncoder().encode(characters.join("")).length > MOST_BYTES) characters.pop();
  const slug = characters.join("").replace(/-$/, "");
  return isReservedName(slug) ? `_${slug}` : slug;
}

/** The way from a file to another one, both from the top of the folder, ready for a link. */
export function toLink(from: string, to: string): string {
  const up = from
    .split("/")
    .slice(1)
    .map(() => "..");
  return [...up, ...to.split("/").map(encodeURIComponent)].join("/");
}
