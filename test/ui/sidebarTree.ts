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

/** Rows move under the pointer while lists above them are filled, so that a click may fold another row: then it is unfolded again. */
const MOST_ROUNDS = 10;

/** Unfolds the first row of each name by its twistie, which activates nothing; returns once something stands below each. */
export async function unfold(tree: Locator, names: readonly string[]): Promise<void> {
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const folded = await listFolded(tree, names);
    if (folded.length === 0) break;
    for (const name of folded) await findRow(tree, name).locator(".monaco-tl-twistie").click();
  }
  for (const name of names) await waitForChildren(tree, name);
}

async function listFolded(tree: Locator, names: readonly string[]): Promise<readonly string[]> {
  const states = await Promise.all(names.map((name) => findRow(tree, name).getAttribute("aria-expanded")));
  return names.filter((_, place) => states[place] === "false");
}

function findRow(tree: Locator, name: string): Locator {
  return tree.getByRole("treeitem", { name: new RegExp(`^${name}`) }).first();
}

/** Rows move while others arrive above them, so both are looked at in one moment. */
async function waitForChildren(tree: Locator, name: string): Promise<void> {
  const row = await findRow(tree, name).elementHandle();
  await tree.page().waitForFunction((element) => {
    const index = Number(element?.getAttribute("data-index")) + 1;
    const next = element?.parentElement?.querySelector(`[data-index="${index}"]`);
    return Number(next?.getAttribute("aria-level")) > Number(element?.getAttribute("aria-level"));
  }, row);
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
