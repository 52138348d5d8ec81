/**
 * The sidebar as it is told to somebody who does not see it, and what the three people come for by keyboard alone.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { listAccessibilityProblems, RULES_OF_THE_THEME } from "../support/accessibility.js";
import { useWorkbench } from "../support/useWorkbench.js";
import { ROWS_OF_EVERY_KIND, ROWS_OF_FAILURES } from "./sidebarSnapshots.js";
import { findTree, readTree, showTree, unfold } from "./sidebarTree.js";

const SIDEBAR = ".part.sidebar .pane-body";

/** More keys than any of these ways takes. */
const MOST_KEYS = 40;

/** Few rows of each list, in a window that has room for all of them. */
const FEW_ROWS = {
  workspace: "demo-workspace",
  settings: { "aep.tree.pageSize": 2 },
  page: { viewport: { width: 1280, height: 2400 } },
};

const MOST_DRAGS = 5;
/** How long the first drop may take to become text; each further one may take twice as long. */
const FIRST_DROP_MS = 3_000;

/** There and back; only production is to be warned of. */
const SWITCHES = [
  ["Production", "prod", "warning"],
  ["Development", "dev", "plain"],
] as const;

/** Lists right below a sandbox. */
const LISTS = [
  "Audiences",
  "Journeys",
  "Campaigns",
  "Content",
  "Datasets",
  "Schemas",
  "Destinations",
  "Namespaces",
];

/** Lists of the whole organisation, right below the connection. */
const LISTS_OF_ALL = ["Data Views", "Filters", "Calculated Metrics"];

/** Those that say how many rows they show, a moment after these are there. */
const COUNTED = LISTS.filter((name) => name !== "Content");

/** Presses a key until something holds; fails with `what` when it never does. */
async function pressUntil(page: Page, key: string, wanted: { what: string; holds: () => Promise<boolean> }) {
  for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
    if (await wanted.holds()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} did not lead to ${wanted.what}`);
}

/** Opens the menu of the focused row and chooses an entry. */
async function chooseInMenu(page: Page, entry: string): Promise<void> {
  await page.keyboard.press("Shift+F10");
  const focused = page.locator(".monaco-menu .action-item.focused");
  await page.locator(".monaco-menu").waitFor();
  await pressUntil(page, "ArrowDown", {
    what: entry,
    holds: async () => (await focused.count()) > 0 && (await focused.innerText()).includes(entry),
  });
  await page.keyboard.press("Enter");
}

describe("the AEP view", () => {
  const workbench = useWorkbench({ ...FEW_ROWS, environment: { AEP_DEMO: "1" } });
  const findPage = () =>
    workbench().page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");

  it("tells of every row what it is, what it holds and what can be done", async () => {
    const tree = await showTree(workbench());
    await unfold(tree, [...LISTS, ...LISTS_OF_ALL]);
    await unfold(tree, ["Templates", "Fragments", "data view,", "Dimensions", "Metrics"]);
    await unfold(tree, ["audience,", "journey,", "campaign,", "dataset,", "destination,"]);
    await unfold(tree, ["Depends on", "Schema$"]);
    await tree
      .getByRole("treeitem", { name: /members$/ })
      .first()
      .waitFor();
    for (const name of [...COUNTED, ...LISTS_OF_ALL, "Templates", "Fragments", "Dimensions", "Metrics"])
      await tree.getByRole("treeitem", { name: new RegExp(`^${name}, .*shown`) }).waitFor();
    assert.equal(await readTree(tree), ROWS_OF_EVERY_KIND);
    assert.deepEqual(
      await listAccessibilityProblems(workbench().page, SIDEBAR, { except: RULES_OF_THE_THEME }),
      [],
    );
  });

  it("opens a definition with arrows and Enter", async () => {
    const { page } = workbench();
    const audience = page.locator("[role=treeitem].focused[aria-label^='audience,']");
    const tree = await showTree(workbench());
    await unfold(tree, ["Audiences"]);
    await tree.focus();
    await page.keyboard.press("Home");
    await pressUntil(page, "ArrowDown", {
      what: "an audience",
      holds: async () => (await audience.count()) > 0,
    });
    await page.keyboard.press("Enter");
    await page.locator(".tab.active[data-resource-name$='.pql']").waitFor();
  });

  it("lets an audience be dragged into an expression, where it becomes a reference", async () => {
    const { page } = workbench();
    const editor = await workbench().openFile("loyal-carts.pql");
    const tree = await showTree(workbench());
    await unfold(tree, ["Audiences"]);
    const row = tree.getByRole("treeitem", { name: /^audience,/ }).first();
    const line = await editor.locator(".view-line").last().boundingBox();
    assert.ok(line);
    const inserted = editor.locator(".view-lines", { hasText: "inSegment(" });
    // The list is drawn once more when its count is known; what is seized in that moment is nothing, and is seized again.
    for (let drags = 0; drags < MOST_DRAGS && (await inserted.count()) === 0; drags++) {
      await row.hover();
      await page.mouse.down();
      await page.mouse.move(line.x + 60, line.y + 4, { steps: 5 });
      // Without it the editor opens what is dropped instead of inserting it.
      await page.keyboard.down("Shift");
      await page.mouse.move(line.x + 40, line.y + 5, { steps: 5 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
      await inserted.waitFor({ timeout: FIRST_DROP_MS * 2 ** drags }).catch(() => undefined);
    }
    await editor.locator(".view-lines", { hasText: "inSegment(" }).waitFor();
  });

  it("an engineer repairs an expression with the fix that is offered, and previews the audience", async () => {
    const { page } = workbench();
    const editor = await workbench().openFile("loyal-carts.pql");
    await page.getByText("Sample Organisation · dev").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    // Problems of what stood there before would be gone to as well.
    await editor.locator(".squiggly-error").waitFor({ state: "detached" });
    await page.keyboard.insertText('_acme.loyalty.teir = "gold"');
    await editor.locator(".squiggly-error").waitFor();
    await page.keyboard.press("F8");
    const problem = page.locator(".marker-widget", { hasText: "teir" });
    await problem.waitFor();
    // The first key may close the suggestions.
    await pressUntil(page, "Escape", {
      what: "the text alone",
      holds: async () => (await problem.count()) === 0,
    });
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget").getByText("tier").first().waitFor();
    await page.keyboard.press("Enter");
    await editor.locator(".view-lines", { hasText: "_acme.loyalty.tier" }).waitFor();
    await page.keyboard.press("Control+s");
    await page.keyboard.press("Control+Alt+Enter");
    const preview = page.getByRole("tab", { name: /Create “Loyal carts above 100” in dev/ });
    await preview.waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    await page.keyboard.press("Control+Shift+Backspace");
    await preview.waitFor({ state: "detached" });
  });

  it("an analyst finds an audience, sees it in its list, reads all about it, and what uses it", async () => {
    const { page } = workbench();
    await workbench().runCommand("AEP: Find…");
    await workbench().quickInput.fill("abandoned");
    const found = page.locator(".quick-input-widget .monaco-list-row", { hasText: "Cart abandoned today" });
    await found.first().waitFor();
    await page
      .locator(".quick-input-widget .monaco-progress-container.active")
      .waitFor({ state: "detached" });
    await pressUntil(page, "ArrowDown", {
      what: "the audience",
      holds: async () => (await found.first().getAttribute("class"))?.includes("focused") === true,
    });
    const button = page.locator(".quick-input-widget :focus[aria-label^='Reveal']");
    await pressUntil(page, "Tab", { what: "Reveal", holds: async () => (await button.count()) > 0 });
    await page.keyboard.press("Enter");
    const row = findTree(workbench()).locator("[role=treeitem].focused", { hasText: "Cart abandoned today" });
    // Sizes come later and have the list drawn anew, and a menu of a row that is drawn anew is of none.
    await row.filter({ hasText: "190K" }).waitFor();
    await chooseInMenu(page, "Open Audience Page");
    await findPage().getByRole("heading", { level: 1, name: "Cart abandoned today" }).waitFor();
    await workbench().runCommand("AEP: Focus on Platform View");
    await chooseInMenu(page, "Show What Uses This Audience");
    await page.locator(".quick-input-widget", { hasText: "What uses “Cart abandoned today”" }).waitFor();
    await workbench().quickInput.press("Enter");
    await findPage().getByRole("heading", { level: 1, name: "Abandoned cart" }).waitFor();
  });

  it("says which sandbox is in use and how old its schema is, warns of production, and switches with a click", async () => {
    const { page } = workbench();
    const status = page.locator('[id="aep-workbench.aep-workbench.aep.sandbox"]');
    await status.getByText("Sample Organisation · dev · may publish").waitFor();
    assert.doesNotMatch((await status.getAttribute("class")) ?? "", /warning-kind/);
    await workbench().openFile("loyal-carts.pql");
    await page.locator('[id="status.languageStatus"] [aria-label*="Schema "]').first().waitFor();
    for (const [title, name, kind] of SWITCHES) {
      await status.getByRole("button").click();
      await workbench().choose(title);
      await status.getByText(`Sample Organisation · ${name}`).waitFor();
      const isWarning = /warning-kind/.test((await status.getAttribute("class")) ?? "");
      assert.equal(isWarning, kind === "warning", name);
    }
  });

  it("a marketer publishes an audience of production, answering three questions at most", async () => {
    const { page } = workbench();
    await workbench().runCommand("AEP: Choose Sandbox…");
    await workbench().choose("Production");
    await page.getByText("Sample Organisation · prod").waitFor();
    await workbench().runCommand("AEP: Publish Audience (or Reactivate)…");
    await workbench().choose("even crm", "Even CRM ring");
    await page.getByRole("tab", { name: /Publish “Even CRM ring” in prod/ }).waitFor();
    // The key means something else until the comparison is in front.
    await page.locator(".modified .view-line", { hasText: "Publishes" }).first().waitFor();
    await page.getByText("Nothing is sent yet.").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(/This changes production/).waitFor();
    await workbench().quickInput.fill("prod");
    await workbench().quickInput.press("Enter");
    await page
      .getByText(/Published “Even CRM ring” in prod/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole("tab", { name: /Publish “Even CRM ring”/ }).count(), 0);
  });

  it("says of an inactive audience that it will be published again", async () => {
    const { page } = workbench();
    await workbench().runCommand("AEP: Publish Audience (or Reactivate)…");
    await workbench().quickInput.fill("Attended the opening");
    await page
      .locator(".quick-input-widget .monaco-list-row", { hasText: "Attended the opening" })
      .getByText(/^inactive: will be published again/)
      .waitFor();
    await page.keyboard.press("Escape");
  });

  it("a newcomer is offered the files of Adobe's command line, whose names have no ending", async () => {
    const { page, workspace } = workbench();
    for (const name of [".env", ".aio"]) writeFileSync(join(workspace, name), "{}");
    await workbench().runCommand("AEP: Add Connection from a Credential File");
    const dialog = page.locator(".quick-input-widget");
    for (const name of [".env", ".aio"]) await dialog.getByText(name, { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });
});

describe("a list that opens while the editor's walkthrough is in front", () => {
  const workbench = useWorkbench({ ...FEW_ROWS, environment: { AEP_DEMO: "1", AEP_DEMO_TOUR: "1" } });

  for (const [kind, command, typed, shown] of [
    ["that searches", "AEP: Find…", "Cart abandoned today", "Cart abandoned today"],
    ["to choose from", "AEP: Choose Sandbox…", "Staging", "Sample Organisation · stage"],
  ] as const)
    it(`is not closed by the key that asked for it: one ${kind}`, async () => {
      const { page } = workbench();
      await page.getByText("Sample Organisation · dev").waitFor();
      await page.getByRole("tab", { name: /^Walkthrough: AEP Workbench/ }).click();
      await page.locator("button.getting-started-step.expanded").focus();
      await workbench().runCommand(command);
      await workbench().choose(typed);
      await page.locator(".tab, .statusbar-item", { hasText: shown }).first().waitFor();
    });
});

describe("a window whose editor speaks German", () => {
  const workbench = useWorkbench({ ...FEW_ROWS, environment: { AEP_DEMO: "1" }, language: "de" });

  it("is German from the sidebar to the preview, rules in plain words included", async () => {
    const { page } = workbench();
    await page.getByText("Sample Organisation · dev · darf veröffentlichen").waitFor();
    await page.locator(".activitybar [aria-label^='AEP']").first().click();
    await page.getByRole("treeitem", { name: /^Zielgruppen/ }).waitFor();
    await page.getByRole("treeitem", { name: /^Sandbox Production, Produktion/ }).waitFor();
    await unfold(page.getByRole("tree", { name: "Plattform" }), ["Journeys", "Journey, Abandoned cart"]);
    await page.getByRole("treeitem", { name: "Schritt, One hour, Warten" }).waitFor();
    await workbench().openFile("loyal-carts.pql");
    await page.keyboard.press("Control+Alt+Enter");
    await page.getByRole("tab", { name: "Anlegen: „Loyal carts above 100“ in dev" }).waitFor();
    await page
      .locator(".modified .view-line", { hasText: /Wer.dazugehört:.Profile,.für.die.all.dies/ })
      .waitFor();
    await page.locator(".modified .view-line", { hasText: /\(Entwicklung\).von.Sample/ }).waitFor();
    await page.getByText("Noch ist nichts gesendet.").first().waitFor();
    // Above the preview stands the same word.
    const offer = page.locator(".notification-list-item", { hasText: "Noch ist nichts gesendet." });
    await offer.getByRole("button", { name: "Verwerfen", exact: true }).click();
    await page.getByRole("tab", { name: /^Anlegen/ }).waitFor({ state: "detached" });
  });
});

describe("the AEP view on a bad day", () => {
  const workbench = useWorkbench({
    ...FEW_ROWS,
    environment: { AEP_DEMO: "1", AEP_DEMO_SCENARIO: "lists-fail" },
  });

  it("tells what happened to which list, and offers to try again", async () => {
    const tree = await showTree(workbench());
    await unfold(tree, LISTS);
    await unfold(tree, ["Templates", "Fragments"]);
    await tree
      .getByRole("treeitem", { name: /members$/ })
      .first()
      .waitFor();
    assert.equal(await readTree(tree), ROWS_OF_FAILURES);
    assert.deepEqual(
      await listAccessibilityProblems(workbench().page, SIDEBAR, { except: RULES_OF_THE_THEME }),
      [],
    );
  });
});
