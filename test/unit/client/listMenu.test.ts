/**
 * The menu of a list holds what its row offers as icons: an icon shows only under the pointer, and a keyboard opens the menu.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inRepository } from "../../support/folders.js";

interface MenuItem {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

describe("the menu of a list", () => {
  const { contributes } = JSON.parse(readFileSync(inRepository("package.json"), "utf8")) as {
    readonly contributes: { readonly menus: Readonly<Record<string, readonly MenuItem[]>> };
  };
  const items = contributes.menus["view/item/context"] ?? [];
  for (const id of ["aep.tree.filter", "aep.tree.clearFilter"]) {
    it(`has ${id} as its row does`, () => {
      const places = items.filter(({ command }) => command === id);
      assert.deepEqual(
        places.map(({ group }) => group.split("@")[0]),
        ["inline", "2_view"],
      );
      assert.equal(new Set(places.map(({ when }) => when)).size, 1);
    });
  }
});
