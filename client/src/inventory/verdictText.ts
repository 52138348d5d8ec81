/**
 * The words of a verdict, and where the files stand that `aep plan` reads. Pure.
 */
import type { Carriage } from "./carriage";
import type { InventoryKind } from "./inventoryRecord";
import { toObjectStem } from "./objectPaths";

/** The folder for `aep plan`. */
export const PLAN_FOLDER = "build/audiences";

/** The words of each verdict, as the head of a column. */
export const VERDICT_TITLES = {
  api: "Can be carried by API",
  hand: "Rebuilt by hand",
  blocked: "Blocked",
} as const;

/** The verdict in a few words. */
export function toCarriageWords({ verdict, by }: Carriage): string {
  if (by === "provided") return "There already";
  if (by === "plan") return "Carried by aep plan";
  return VERDICT_TITLES[verdict];
}

/** The pair of an audience, without the endings. */
export function toPairStem(object: {
  readonly kind: InventoryKind;
  readonly id: string;
  readonly name: string;
}): string {
  return `${PLAN_FOLDER}/${toObjectStem(object).split("/").at(-1)}`;
}
