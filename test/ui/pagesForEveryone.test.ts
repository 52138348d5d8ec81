/**
 * The pages of things, with what their hosts read of the sample organisation, in a browser without an editor around them: by keyboard
 * alone, enlarged to 200 %, in a place as narrow as a sidebar, without movement, in the colours of every kind of theme, and the picture of a
 * journey as a list. One opening serves all of it, because that is as much work as what is asked.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openPageScript } from "../support/pageScript.js";
import { listProblemsInThemes } from "../support/themes.js";
import { useBrowser } from "../support/useBrowser.js";
import type { Subject } from "../unit/client/pages/pageSubjects.js";
import { type OpenSubject, openSubject, SUBJECTS } from "./openedSubject.js";

/** Of an opened page. */
const WIDTH = 1_000;

/** A page of that width enlarged to 200 %, and one beside a narrow sidebar. */
const NARROW = [WIDTH / 2, 220] as const;

/** Frames that a page may take to fit. */
const MOST_LOOKS = 120;

/** Frames and scrolled places of a page, at most. */
const PLACES = 10;

/** What takes the focus; the frame of an e-mail is read, not worked. */
const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";

/**
 * What stands out to the right, so that somebody would have to scroll sideways to read it; what scrolls in a place of its own may.
 * Runs in the page, like what follows: so it names no functions.
 */
function listWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide: string[] = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.getBoundingClientRect().right <= clientWidth) continue;
    let place = element.parentElement;
    while (place !== null && getComputedStyle(place).overflowX === "visible") place = place.parentElement;
    const text = element.textContent?.trim().slice(0, 40);
    if (place === null) wide.push(`${element.tagName} ${element.getAttribute("class") ?? ""}: ${text}`);
  }
  return wide.slice(0, 5);
}

/** What still stands out once the page has drawn itself for its new width, plots included. */
async function settle(page: Page): Promise<string[]> {
  for (let looks = 0; ; looks++) {
    const wide = await page.evaluate(listWide);
    if (wide.length === 0 || looks === MOST_LOOKS) return wide;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Marks everything that Tab should come by, and says what of the rest only a pointer reaches. */
function markStops(focusable: string): { readonly stops: number; readonly unreachable: string[] } {
  let stops = 0;
  for (const element of document.querySelectorAll<HTMLElement | SVGElement>(focusable)) {
    if (element.tabIndex < 0 || !element.checkVisibility() || element.matches(":disabled")) continue;
    element.setAttribute("data-stop", String(stops++));
  }
  const unreachable: string[] = [];
  for (const element of document.querySelectorAll("body *")) {
    if (getComputedStyle(element).cursor !== "pointer" || !element.checkVisibility()) continue;
    if (element.closest(`${focusable}, label`) === null) unreachable.push(element.outerHTML.slice(0, 80));
  }
  return { stops, unreachable };
}

/** The marked elements that Tab comes by on its way through the page, until it has come by all or goes round in circles. */
async function tabThrough(page: Page, most: number): Promise<ReadonlySet<string>> {
  const met = new Set<string>();
  await page.evaluate(() => document.body.focus());
  for (let pressed = 0; met.size < most && pressed <= 2 * most + PLACES; pressed++) {
    await page.keyboard.press("Tab");
    // On its way out of a frame with an e-mail, the focus is nowhere for a moment.
    const stop = await page.evaluate(() => document.activeElement?.getAttribute("data-stop"));
    // Frames and places that can be scrolled take the focus as well, once they are drawn.
    if (stop !== null && stop !== undefined) met.add(stop);
  }
  return met;
}

/** Whether the button stands above the heading, where the page is narrow. */
function isHeadingAlone(): boolean {
  const [button, heading] = ["button.reload", "h1"].map((one) =>
    document.querySelector(one)?.getBoundingClientRect(),
  );
  return button !== undefined && heading !== undefined && button.bottom <= heading.top;
}

/** What is pressed to see more of a page. */
const OPENED: Readonly<Partial<Record<Subject, RegExp>>> = {
  journey: /^E-mail: You left something/,
  dataset: /^Show preview rows/,
};

async function assertWorkedByTab(page: Page): Promise<void> {
  const { stops, unreachable } = await page.evaluate(markStops, FOCUSABLE);
  assert.deepEqual(unreachable, [], "only a pointer reaches");
  assert.ok(stops > 1);
  assert.equal((await tabThrough(page, stops)).size, stops, "Tab comes by everything");
}

async function assertReadNarrow(page: Page): Promise<void> {
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 700 });
    assert.deepEqual(await settle(page), [], `${width} pixels wide`);
  }
  assert.ok(await page.evaluate(isHeadingAlone), "beside the button the name would be cut into pieces");
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "nothing moves by itself");
  await page.setViewportSize({ width: WIDTH, height: 800 });
}

async function assertReadableInThemes(open: OpenSubject, name: Subject): Promise<void> {
  const more = OPENED[name];
  if (more !== undefined) await open.page.getByRole("button", { name: more }).first().click();
  await open.answerAll();
  assert.deepEqual(await listProblemsInThemes(open.page, name), []);
}

describe("pages for everyone", () => {
  const browser = useBrowser();

  for (const subject of SUBJECTS) {
    it(`let the page (${subject}) be worked by Tab alone, and read without scrolling sideways and in every theme`, async () => {
      const open = await openSubject(browser(), subject);
      await assertWorkedByTab(open.page);
      await assertReadNarrow(open.page);
      await assertReadableInThemes(open, subject);
      assert.deepEqual(open.errors, []);
    });
  }

  it("show two messages beside each other that are readable in every theme", async () => {
    const open = await openPageScript(browser(), { name: "rendered", showsMarkup: true });
    const left = { title: "Now on the platform", subject: "Hello", html: "<p>Hello {{profile.name}}</p>" };
    const right = { ...left, title: "With your change", subject: "Good day" };
    const content = { name: "Newsletter", connection: "Acme", sandbox: "dev", left, right };
    await open.tell({ type: "content", content });
    await open.page.getByText("With your change").first().waitFor();
    assert.deepEqual(await listProblemsInThemes(open.page, "rendered"), []);
    assert.deepEqual(open.errors, []);
  });

  it("tell no number below a plot while nothing is pointed at", async () => {
    const { page } = await openSubject(browser(), "dataset");
    const legend = page.locator(".u-legend");
    await legend.waitFor();
    assert.deepEqual(await legend.locator(".u-value:visible").allTextContents(), []);
    assert.ok((await legend.locator(".u-label:visible").count()) > 1, "which colour is what");
  });

  it("tell the picture of a journey as a list, in words, for those who do not see it", async () => {
    const { page } = await openSubject(browser(), "journey");
    await page.getByText(/^\d+ steps as a list$/).press("Enter");
    const list = page.getByRole("region", { name: "Steps" }).getByRole("list");
    const said = await list.getByRole("button").allTextContents();
    assert.deepEqual(
      said.map((text) => text.trim()),
      [
        "Audience qualification: Cart abandoned, start, leads to One hour",
        "Wait: One hour, leads to Still in cart?",
        "Condition: Still in cart?, leads to Yes: You left something, No: End",
        "E-mail: You left something, leads to One day",
        "Wait: One day, leads to Value above 100?",
        "Condition: Value above 100?, leads to Yes: Free shipping for you, No: Reminder",
        "E-mail: Free shipping for you, leads to End",
        "Push message: Reminder, leads to End",
        "End: End, leads nowhere",
      ],
    );
    const anchors = await page
      .locator(".link-label")
      .evaluateAll((all) => all.map((one) => one.getAttribute("text-anchor")));
    assert.deepEqual([...new Set(anchors)].sort(), ["end", "start"], "labels keep clear of their lines");
    await page.getByRole("button", { name: "Zoom in" }).click();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, "zooming moves at once");
  });
});
