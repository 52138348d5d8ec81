/**
 * The AEP view as a screen reader tells it: unfolding rows by name, and its accessibility tree as text in which numbers,
 * icons and what the pointer happens to be on do not matter.
 */
import type { Locator } from "playwright-core";
import type { Workbench } from "../support/workbench.js";

/** The tree of the AEP view. */
export function findTree({ page }: Workbench): Locator {
  return page.getByRole("tree", { name: "Platform" });
}

/** Opens the AEP view and returns once its lists are there. */
export async function showTree(workbench: Workbench): Promise<Locator> {
  await workbench.runCommand("View: Show AEP");
  const tree = findTree(workbench);
  await tree.getByRole("treeitem", { name: /^Namespaces/ }).waitFor();
  return tree;
}

/** Unfolds the first row of each name by its twistie, which activates nothing; returns once something stands below each. */
export async function unfold(tree: Locator, names: readonly string[]): Promise<void> {
  for (const name of names) await unfoldRow(tree, name);
}

/**
 * The row and the one after it are looked up anew at every look, and a row that is still folded is clicked, all in one moment: the
 * editor moves rows while lists above them are filled, draws others in their place, and forgets a click on what it draws anew.
 */
async function unfoldRow(tree: Locator, name: string): Promise<void> {
  const list = await tree.elementHandle();
  await tree.page().waitForFunction(
    ([element, start]) => {
      const rows = [...(element?.querySelectorAll('[role="treeitem"]') ?? [])].map((row) => ({
        row,
        name: row.getAttribute("aria-label")?.trim() ?? "",
        place: Number(row.getAttribute("data-index")),
        level: Number(row.getAttribute("aria-level")),
      }));
      const named = rows.filter((each) => new RegExp(`^${start}`).test(each.name));
      const first = named.sort((one, other) => one.place - other.place)[0];
      if (first?.row.getAttribute("aria-expanded") === "false")
        first.row
          .querySelector(".monaco-tl-twistie")
          ?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return rows.some((each) => each.place === (first?.place ?? -2) + 1 && each.level > (first?.level ?? 0));
    },
    [list, name] as const,
  );
}

/** What is told of the tree, a row a line and indented by its level; every number reads as `#`. */
export async function readTree(tree: Locator): Promise<string> {
  // The pointer's row shows its buttons.
  await tree.page().mouse.move(0, 0);
  const told = await tree.ariaSnapshot();
  const rows = [...told.matchAll(/treeitem "(.*?)"((?: \[[^\]]*\])*)/g)];
  const lines = rows.map(([, name = "", states = ""]) => {
    const level = Number(/level=(\d+)/.exec(states)?.[1] ?? 1);
    const isOpen = states.includes("[expanded]");
    return `${"  ".repeat(level - 1)}${isOpen ? "v " : ""}${name}`;
  });
  return lines.join("\n").replaceAll(/\d+(?:,\d{3})*/g, "#");
}
