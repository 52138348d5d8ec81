/**
 * The pages as a person meets them: opened from the sidebar, read, worked by keyboard alone, in every theme.
 */
import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { listPageProblems } from "../support/accessibility.js";
import { takePicture } from "../support/pictures.js";
import { useWorkbench } from "../support/useWorkbench.js";
import type { Workbench } from "../support/workbench.js";
import { findTree } from "./sidebarTree.js";

/** Where a step is drawn, in whole pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Frames of the page a picture may take to arrive somewhere. */
const MOST_LOOKS = 3_000;

/** What is inside the page in front. */
function findPage({ page }: Workbench): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** Shows the AEP view where a window does not show it yet. */
async function showView(workbench: Workbench): Promise<void> {
  if (!(await findTree(workbench).isVisible())) await workbench.runCommand("View: Show AEP");
}

/** Brings a sandbox into use with a click, whichever another test used. */
async function useSandbox(workbench: Workbench, title: string): Promise<void> {
  await showView(workbench);
  const row = workbench.page.getByRole("treeitem", { name: new RegExp(`^Sandbox ${title}.*, in use`) });
  const other = workbench.page.getByRole("treeitem", { name: new RegExp(`^Sandbox ${title}.*, not in use`) });
  await row.or(other).waitFor();
  if ((await other.count()) > 0) await other.click();
  await row.waitFor();
}

async function closeAll(workbench: Workbench): Promise<void> {
  if ((await workbench.page.locator(".tab").count()) > 0)
    await workbench.runCommand("View: Close All Editors");
}

/** Leaves nothing in front but the list of a kind, unfolded. */
async function openList(workbench: Workbench, title: string): Promise<Locator> {
  await closeAll(workbench);
  await showView(workbench);
  const kind = workbench.page.getByRole("treeitem", { name: new RegExp(`^${title}`) });
  await kind.waitFor();
  if ((await kind.getAttribute("aria-expanded")) !== "true") await kind.click();
  const rows = workbench.page.locator('[role=treeitem][aria-level="4"]');
  await rows.first().waitFor();
  return rows;
}

async function openRow(workbench: Workbench, list: string, name: string): Promise<FrameLocator> {
  const rows = await openList(workbench, list);
  // Once the list tells its count, its rows are drawn for the last time: the editor forgets a click on what it draws anew.
  await workbench.page.getByRole("treeitem", { name: new RegExp(`^${list}, .* shown`) }).waitFor();
  return await openFound(workbench, rows, name);
}

/** Templates and fragments stand one level deeper, below Content. */
async function openContent(workbench: Workbench, list: string, name: string): Promise<FrameLocator> {
  await openList(workbench, "Content");
  const kind = workbench.page.getByRole("treeitem", { name: new RegExp(`^${list}`) });
  await kind.waitFor();
  if ((await kind.getAttribute("aria-expanded")) !== "true") await kind.click();
  const rows = workbench.page.locator('[role=treeitem][aria-level="5"]');
  await rows.first().waitFor();
  return await openFound(workbench, rows, name);
}

async function openFound(workbench: Workbench, rows: Locator, name: string): Promise<FrameLocator> {
  await rows.filter({ hasText: name }).first().click();
  const front = findPage(workbench);
  await front.getByRole("heading", { level: 1, name }).waitFor();
  return front;
}

async function listProblems(workbench: Workbench): Promise<string[]> {
  return await listPageProblems(findPage(workbench));
}

async function foldAll(workbench: Workbench): Promise<void> {
  await showView(workbench);
  const open = workbench.page.locator('[role=treeitem][aria-level="3"][aria-expanded="true"]');
  while ((await open.count()) > 0) await open.first().click();
}

describe("pages", () => {
  const workbench = useWorkbench({
    workspace: "demo-workspace",
    environment: { AEP_DEMO: "1" },
    isTidy: true,
  });
  beforeEach(() => useSandbox(workbench(), "Development"));
  afterEach(() => foldAll(workbench()));

  it("show an audience with its size, history, relations and every field", async () => {
    const journey = await openRow(workbench(), "Journeys", "Abandoned cart");
    await journey.getByRole("button", { name: /^Audience qualification: Cart abandoned, start/ }).click();
    await journey.getByRole("button", { name: "Cart abandoned today" }).press("Enter");
    const front = findPage(workbench());
    await front.getByRole("heading", { level: 1, name: "Cart abandoned today" }).waitFor();
    await front.getByRole("img", { name: /Members at the last/ }).waitFor();
    const sections = ["Evaluation", "Size", "History", "Expression", "Dependencies", "Uses", "Used by"];
    for (const name of [...sections, "Belongs to", "All fields"])
      await front.getByRole("region", { name, exact: true }).waitFor();
    const evaluation = front.getByRole("region", { name: "Evaluation", exact: true });
    await evaluation.locator("code", { hasText: /^inSegment$/ }).waitFor();
    await front
      .getByRole("region", { name: "Belongs to" })
      .getByText("Acme default (private graph)")
      .waitFor();
    const picture = front.getByRole("group", { name: "Dependencies" });
    await picture.getByRole("button", { name: /this audience/ }).focus();
    await workbench().page.keyboard.press("ArrowRight");
    await picture.locator('.box:focus[aria-label="Journey · deployed: Abandoned cart"]').waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await front.getByRole("button", { name: "Open definition" }).press("Enter");
    await workbench().page.locator(".tab.active[data-resource-name='Cart abandoned today.pql']").waitFor();
  });

  it("walk through a journey by keyboard: along its arrows, into a step, to its e-mail and back", async () => {
    const front = await openRow(workbench(), "Journeys", "Abandoned cart");
    const { keyboard } = workbench().page;
    assert.deepEqual(await listProblems(workbench()), []);
    await front.getByRole("button", { name: /^Audience qualification: Cart abandoned, start/ }).focus();
    for (const name of ["Wait: One hour", "Condition: Still in cart", "E-mail: You left something"]) {
      await keyboard.press("ArrowDown");
      await front.locator(`.step:focus[aria-label^="${name}"]`).waitFor();
    }
    await keyboard.press("Enter");
    const details = front.getByRole("complementary", { name: "Details of the step" });
    await details.locator("h2:focus").waitFor();
    await details.getByRole("tab", { name: "HTML" }).focus();
    await keyboard.press("ArrowLeft");
    await details.getByRole("tab", { name: "Subject", selected: true }).waitFor();
    await details.getByText("{{profile.person.name.firstName}}").waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await keyboard.press("Escape");
    await front.locator('.step:focus[aria-label^="E-mail: You left something"]').waitFor();
  });

  it("zoom and move the picture of a journey with keys, buttons and drags, and leave the wheel to the page", async () => {
    const front = await openRow(workbench(), "Journeys", "Abandoned cart");
    const { keyboard, mouse } = workbench().page;
    const step = front.getByRole("button", { name: /^Audience qualification: Cart abandoned, start/ });
    const region = front.getByRole("region", { name: "Picture of the journey" });
    /** In the frame: the page may scroll meanwhile. */
    const place = async (): Promise<Place> =>
      await step.evaluate((element) => {
        const frame = element.closest(".frame")?.getBoundingClientRect() ?? { left: 0, top: 0 };
        const { left, top, width } = element.getBoundingClientRect();
        return {
          left: Math.round(left - frame.left),
          top: Math.round(top - frame.top),
          width: Math.round(width),
        };
      });
    const untilPlace = async (what: string, holds: (now: Place) => boolean): Promise<Place> => {
      for (let looks = 0; looks < MOST_LOOKS; looks++) {
        const now = await place();
        if (holds(now)) return now;
        await front.locator("body").evaluate(() => new Promise(requestAnimationFrame));
      }
      throw new Error(`The picture is not ${what}.`);
    };
    await front.getByRole("button", { name: "Fit" }).click();
    await step.focus();
    const fitted = await place();
    const isFitted = (now: Place) => now.left === fitted.left && now.top === fitted.top;
    await keyboard.press("+");
    await untilPlace("larger", ({ width }) => width > fitted.width);
    await keyboard.press("0");
    await untilPlace("fitted by a key", isFitted);
    await front.getByRole("button", { name: "Zoom out" }).click();
    const small = await untilPlace("smaller", ({ width }) => width < fitted.width);
    await region.hover();
    await mouse.wheel(0, 40);
    // A listener that comes after the wheel would wait for ever.
    await front.locator("body").evaluate(async () => {
      while (scrollY === 0) await new Promise(requestAnimationFrame);
    });
    assert.deepEqual(await place(), small, "the wheel scrolls the page and leaves the picture");
    await keyboard.down("Control");
    await mouse.wheel(0, -100);
    await keyboard.up("Control");
    const larger = await untilPlace("larger by the wheel", ({ width }) => width > small.width);
    const frame = await region.boundingBox();
    assert.ok(frame);
    const middle = frame.x + frame.width / 2;
    for (let drags = 0; drags < 8; drags++) {
      await mouse.move(middle, frame.y + 200);
      await mouse.down();
      await mouse.move(middle, frame.y + 20, { steps: 3 });
      await mouse.up();
    }
    await untilPlace("moved by drags", ({ top }) => top < larger.top);
    const picture = await front.locator("svg.picture").boundingBox();
    assert.ok(picture && picture.y + picture.height > frame.y + 100, "the picture stays in its frame");
    await front.getByRole("button", { name: "Fit" }).click();
    await untilPlace("fitted by a button", isFitted);
  });

  it("show an authored e-mail without scripts, and pictures only when asked", async () => {
    const front = await openRow(workbench(), "Journeys", "Welcome series");
    await front.getByRole("button", { name: /^E-mail: Welcome/ }).click();
    await front.getByRole("tab", { name: "HTML" }).click();
    const mail = front.locator("iframe.mail");
    assert.equal(await mail.getAttribute("sandbox"), "");
    const read = () => mail.evaluate((frame) => (frame as HTMLIFrameElement).srcdoc);
    assert.match(await read(), /<mark class="token">\{\{profile\.person\.name\.firstName\}\}<\/mark>/);
    assert.doesNotMatch(await read(), /<script|\shref=|src="https:/);
    await front.getByRole("button", { name: "Show pictures" }).waitFor();
    await front.getByRole("button", { name: "Open source" }).click();
    await workbench().page.locator(".tab.active[data-resource-name='Welcome.html']").waitFor();
  });

  it("show a dataset with its batches, and rows only after they were asked for", async () => {
    const front = await openRow(workbench(), "Datasets", "Acme CRM customers");
    await front.getByRole("img", { name: /Records loaded/ }).waitFor();
    const short = front.getByRole("list", { name: "In short" });
    await short.getByText(/Its rows follow “Acme Customer \(CRM\)” and feed profiles/).waitFor();
    await short.getByRole("button", { name: "Go to Batches" }).first().press("Enter");
    await front.locator("h2:focus", { hasText: "Batches" }).waitFor();
    assert.equal(await front.getByRole("grid", { name: "Preview rows" }).count(), 0);
    await front.getByRole("button", { name: "Show preview rows" }).press("Enter");
    const grid = front.getByRole("grid", { name: "Preview rows" });
    await grid.getByRole("columnheader", { name: "person", exact: true }).waitFor();
    await grid.press("End");
    await grid.getByRole("row", { selected: true }).getByRole("rowheader", { name: "50" }).waitFor();
    await front.getByRole("group", { name: "Row 50" }).locator("summary").first().press("Enter");
    assert.deepEqual(await listProblems(workbench()), []);
    await front.getByRole("region", { name: "Schema", exact: true }).getByRole("button").press("Enter");
    await findPage(workbench()).getByRole("tree", { name: "Fields" }).waitFor();
  });

  it("search a schema while typing and insert the path of a field where PQL was last written", async () => {
    await closeAll(workbench());
    await workbench().openFile("big-spenders.pql");
    await workbench().page.keyboard.press("Control+End");
    await workbench().runCommand("AEP: Open Schema…");
    await workbench().choose("Profile (union)");
    const front = findPage(workbench());
    await front.getByRole("searchbox", { name: "Search fields" }).fill("birth year");
    const outline = await front
      .getByRole("searchbox", { name: "Search fields" })
      .evaluate((box) => getComputedStyle(box).outlineColor);
    assert.notEqual(outline, "rgb(16, 16, 16)", "the focus has the colour of the theme");
    const tree = front.getByRole("tree", { name: "Fields" });
    await tree
      .getByRole("treeitem", { name: /birthYear/ })
      .first()
      .click();
    assert.deepEqual(await listProblems(workbench()), []);
    await tree.press("Enter");
    await front.getByText("Inserted into big-spenders.pql").waitFor();
    await workbench().page.locator(".tab[data-resource-name='big-spenders.pql']").click();
    await workbench()
      .page.locator(".editor-group-container.active .view-lines", { hasText: "person.birthYear" })
      .waitFor();
    await workbench().runCommand("File: Revert File");
  });

  it("show a destination and a data view after a click on their rows", async () => {
    const destination = await openRow(workbench(), "Destinations", "S3 export for the agency");
    await destination.getByRole("region", { name: "Sends to" }).getByText("Amazon S3").waitFor();
    const kind = destination.getByRole("definition").filter({ hasText: "Audience files" });
    assert.match(
      (await kind.getAttribute("title")) ?? "",
      /^id: [0-9a-f-]{36}/,
      "the id stays beside the name",
    );
    await destination
      .getByRole("cell", { name: /daily, from .* at \d\d:\d\d UTC/ })
      .first()
      .waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await destination.getByRole("button", { name: "Shoes fans" }).press("Enter");
    await findPage(workbench()).getByRole("heading", { level: 1, name: "Shoes fans" }).waitFor();
    const views = workbench().page.getByRole("treeitem", { name: /^Data Views/ });
    await views.click();
    await workbench()
      .page.getByRole("treeitem", { name: /^data view, Acme shops/ })
      .click();
    const view = findPage(workbench());
    await view.getByRole("heading", { level: 1, name: "Acme shops" }).waitFor();
    for (const name of ["All dimensions", "All metrics"])
      await view.getByRole("region", { name }).getByRole("table").waitFor();
    await view.getByRole("definition").filter({ hasText: "Acme cross-channel" }).waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await views.click();
  });

  it("survive what journeys hold: hostile mark-up, refused and empty messages, loose ends, 300 steps", async () => {
    await useSandbox(workbench(), "Production");
    const front = await openRow(workbench(), "Journeys", "Five mails");
    const openStep = (name: string) => front.getByRole("button", { name: `E-mail: ${name},` }).click();
    await openStep("Mail one");
    await front.getByRole("tab", { name: "HTML" }).click();
    const source = await front
      .locator("iframe.mail")
      .evaluate((frame) => (frame as HTMLIFrameElement).srcdoc);
    assert.doesNotMatch(source, /<script|<iframe|\son\w+=|tracker\.example/);
    await openStep("Mail four");
    await front.getByRole("alert").waitFor();
    await front.getByRole("button", { name: "Retry" }).waitFor();
    await openStep("Mail five");
    await front.getByText("The platform offers no content for this message.").waitFor();
    await openRow(workbench(), "Journeys", "Loose ends");
    await front.getByText(/No path leads from the start to 2 steps/).waitFor();
    await openRow(workbench(), "Journeys", "Three hundred steps");
    await front.getByText("300 steps as a list").waitFor();
    assert.equal(await front.locator(".step").count(), 300);
    await takePicture(workbench().page, "pages-300");
    // Below an unfolded list the others are not drawn.
    await foldAll(workbench());
    await useSandbox(workbench(), "Development");
  });

  it("show a template as people see it, and its source", async () => {
    const front = await openContent(workbench(), "Templates", "Newsletter frame");
    const mail = front.locator("iframe.mail");
    assert.equal(await mail.getAttribute("sandbox"), "");
    const source = await mail.evaluate((frame) => (frame as HTMLIFrameElement).srcdoc);
    assert.match(source, /<mark class="token">\{\{profile\.person\.name\.firstName\}\}<\/mark>/);
    assert.doesNotMatch(source, /<script|\shref=|src="https:/);
    await front.getByRole("tab", { name: "HTML" }).focus();
    await workbench().page.keyboard.press("ArrowRight");
    await front.getByRole("tab", { name: "Text", selected: true }).waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await front.getByRole("button", { name: "Open source" }).press("Enter");
    await workbench().page.locator(".tab.active[data-resource-name='Newsletter frame.body.txt']").waitFor();
  });

  it("show a campaign with its audience, messages and versions, and compare two versions", async () => {
    const front = await openRow(workbench(), "Campaigns", "Autumn look book");
    await front.getByRole("button", { name: "Autumn campaign" }).waitFor();
    await front.locator("iframe.mail").waitFor();
    const compare = front.getByRole("button", { name: /^Compare the version of/ });
    await compare.waitFor();
    // The frame around a mail lets no script in, not even that of axe.
    await front.getByRole("tab", { name: "Text" }).click();
    assert.deepEqual(await listProblems(workbench()), []);
    await compare.press("Enter");
    await workbench().page.locator(".tab.active", { hasText: "Autumn look book: archived" }).waitFor();
    const compared = workbench().page.locator(".multiDiffEditor", { hasText: "body.html" });
    await compared.waitFor();
    await compared
      .getByText(/Autumn look book \(archived.*\) ↔ Autumn look book \(live/)
      .first()
      .waitFor();
    assert.equal(await compared.locator(".status.renamed").count(), 0, "no side is struck through");
  });

  it("stand although a part cannot be read, offer to retry that part, and come back with the window", async () => {
    const { page } = workbench();
    await closeAll(workbench());
    await workbench().runCommand("AEP: Find…");
    await workbench().quickInput.fill("Flags without batch");
    await page.locator(".quick-input-widget .monaco-list-row", { hasText: "Flags without batch" }).waitFor();
    await workbench().quickInput.press("Enter");
    const findFailed = () => findPage(workbench()).getByRole("region", { name: "Belongs to" });
    const retry = findFailed().getByRole("button", {
      name: "Retry: The name of the folder could not be read",
    });
    await findFailed().getByText("Acme default (private graph)").waitFor();
    await retry.waitFor();
    assert.deepEqual(await listProblems(workbench()), []);
    await retry.press("Enter");
    await retry.waitFor();
    await Promise.all([page.waitForEvent("load"), workbench().runCommand("Developer: Reload Window")]);
    await findPage(workbench()).getByRole("heading", { level: 1, name: "Flags without batch" }).waitFor();
    await findFailed().getByText("Acme default (private graph)").waitFor();
  });
});
