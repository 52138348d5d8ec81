/**
 * Where each object stands in the folder: names that people recognise, that no other object has, and that stay the same from one
 * inventory to the next. Never leads out of the folder. Pure.
 */
import { describeKind } from "../model/resourceKinds";
import { toSha256 } from "../model/sha256";
import type { InventoryKind } from "./inventoryRecord";

const LONGEST_NAME = 60;
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

/** Letters and digits of any script, the rest as single dashes. */
export function toSlug(name: string): string {
  const words =
    name
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return Array.from(words.join("-")).slice(0, LONGEST_NAME).join("").replace(/-$/, "");
}

/** The way from a file to another one, both from the top of the folder, ready for a link. */
export function toLink(from: string, to: string): string {
  const up = from
    .split("/")
    .slice(1)
    .map(() => "..");
  return [...up, ...to.split("/").map(encodeURIComponent)].join("/");
}
