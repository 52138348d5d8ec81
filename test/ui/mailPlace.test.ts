/**
 * Authored e-mails in their place on a page: whole at any width, in a frame without rights. Whether an e-mail fits its
 * frame is seen by showing the same document, as wide, in a window of the test.
 */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { listAccessibilityProblems } from "../support/accessibility.js";
import { type OpenPage, openPageScript } from "../support/pageScript.js";
import { useBrowser } from "../support/useBrowser.js";

const WORDS = "Nice to meet you. ".repeat(30);

/** Mails and the width of their content (none: it flows), in the ways authors and their tools write them. */
const MAILS: Readonly<Record<string, readonly [source: string, width: number | undefined]>> = {
  "a table with a width": [`<table width="600"><tr><td>${WORDS}</td></tr></table>`, 600],
  "a table inside padded ones": [
    `<table width="100%"><tr><td style="padding:24px"><table width="600"><tr><td>${WORDS}</td></tr></table></td></tr></table>`,
    648,
  ],
  "cells beside each other": [
    `<table><tr><td width="350"><img width="350" height="9"></td><td width="350"><img width="350" height="9"></td></tr></table>`,
    700,
  ],
  "a container of its style sheet": [
    `<style>.box{width:680px;padding:0 10px}@media (max-width:480px){.box{width:100%}}</style><div class="box">${WORDS}</div>`,
    700,
  ],
  "a container that may shrink": [
    `<div style="margin:0 auto;max-width:640px"><table width="100%"><tr><td>${WORDS}</td></tr></table></div>`,
    640,
  ],
  "columns for wide screens": [
    `<style>@media only screen and (min-width:480px){.column{width:320px !important;display:inline-block}}</style>
     <div style="width:640px;font-size:0"><div class="column" style="width:100%">a</div><div class="column" style="width:100%">b</div></div>`,
    640,
  ],
  "a hidden part that is wider": [
    `<div style="display:none;width:1900px">Preview</div><table width="620"><tr><td>${WORDS}</td></tr></table>`,
    620,
  ],
  "a text": [`<p>${WORDS}</p>`, undefined],
};

const STEPS = Object.keys(MAILS).map((what, index) => ({
  key: what,
  kind: "E-mail",
  name: what,
  isStart: index === 0,
  isMissing: false,
  isUnreachable: false,
  audiences: [],
  isMessage: true,
  groups: [],
  messages: [{ campaignId: "c", messageId: what, channel: "email" }],
}));

const JOURNEY = {
  id: "x",
  name: "Many mails",
  connection: "Acme",
  sandbox: "dev",
  groups: [],
  graph: { steps: STEPS, links: [], remarks: [] },
};

async function openJourney(browser: Browser): Promise<OpenPage> {
  const open = await openPageScript(browser, { name: "journey", showsMarkup: true });
  await open.tell({ type: "content", content: JOURNEY });
  await open.page.getByText("as a list").click();
  return open;
}

/** Opens the step of a mail and answers what the page asks for it. */
async function showMail({ page, heard, tell }: OpenPage, what: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page
    .getByRole("listitem")
    .getByRole("button", { name: `E-mail: ${what}` })
    .click();
  const mail = page.getByTitle(`The mark-up of “${what}” as authored`);
  const reading = page.getByText("Reading the message…");
  await mail.or(reading).waitFor();
  const asked = heard.findLast((message) => message.type === "ask");
  if (asked?.type === "ask" && (await reading.count()) > 0)
    await tell({ type: "answer", id: asked.id, value: [{ subject: "Hello", html: MAILS[what]?.[0] }] });
  await mail.and(page.locator("[style]")).waitFor();
}

interface Drawn {
  readonly place: { readonly width: number; readonly height: number };
  /** The frame as it is drawn. */
  readonly frame: { readonly width: number; readonly height: number };
  /** The width the mail inside the frame is laid out for. */
  readonly layoutWidth: number;
}

function readDrawn(page: Page): Promise<Drawn> {
  return page.locator("iframe.mail").evaluate((frame) => {
    const place = frame.closest(".mail-place") ?? frame;
    const { width, height } = frame.getBoundingClientRect();
    return {
      place: { width: place.clientWidth, height: place.clientHeight },
      frame: { width, height },
      layoutWidth: frame.clientWidth,
    };
  });
}

/** How far the same document runs over, shown in a window as wide. */
async function measureOverflow(page: Page, other: Page, width: number): Promise<number> {
  const source = await page
    .locator("iframe.mail")
    .evaluate((frame) => (frame instanceof HTMLIFrameElement ? frame.srcdoc : ""));
  await other.setViewportSize({ width, height: 600 });
  await other.setContent(source);
  return await other.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

describe("the place of an authored e-mail", () => {
  const browser = useBrowser();
  let open: OpenPage;
  let other: Page;
  before("open a journey of e-mails, and a window of the test", async () => {
    open = await openJourney(browser());
    // Beside it, not in front of it: who is hidden draws nothing.
    other = await browser().newPage();
  });

  for (const [what, [, width]] of Object.entries(MAILS)) {
    it(`shows ${what} whole, on narrow pages smaller`, async () => {
      const { page, errors } = open;
      await showMail(open, what, 900);
      const { place, frame, layoutWidth } = await readDrawn(page);
      const needed = width ?? place.width;
      assert.ok(layoutWidth >= needed && layoutWidth <= needed + 40, `laid out for ${layoutWidth}`);
      assert.ok(Math.abs(frame.width - place.width) < 1, "as wide as its place");
      assert.ok(Math.abs(frame.height - place.height) < 1, "as high as its place");
      assert.equal(await measureOverflow(page, other, layoutWidth), 0);
      assert.equal(await page.getByRole("button", { name: "Show at 100 %" }).count(), width ? 1 : 0);
      assert.equal(await page.locator("iframe.mail").getAttribute("sandbox"), "");
      assert.deepEqual(errors, []);
    });
  }

  it("is drawn in its own size when asked, can be scrolled to its end, and fits again", async () => {
    const { page, errors } = open;
    await showMail(open, "a table with a width", 900);
    const fitted = await readDrawn(page);
    const actual = page.getByRole("button", { name: "Show at 100 %" });
    await actual.press("Enter");
    const { frame, layoutWidth, place } = await readDrawn(page);
    assert.deepEqual([frame.width, layoutWidth], [fitted.layoutWidth, fitted.layoutWidth]);
    const region = page.getByRole("region", { name: /The mark-up of “a table/ });
    const scrolled = await region.evaluate((element) => {
      element.scrollLeft = 10_000;
      return element.scrollLeft;
    });
    assert.equal(scrolled, layoutWidth - place.width);
    assert.deepEqual(await listAccessibilityProblems(page, "aside", { unlooked: "iframe.mail" }), []);
    await actual.press("Enter");
    assert.deepEqual(await readDrawn(page), fitted);
    assert.deepEqual(errors, []);
  });

  it("passes below the heading of its step, which stays in sight and can be closed", async () => {
    const { page } = open;
    await showMail(open, "a table with a width", 900);
    const details = page.getByRole("complementary", { name: "Details of the step" });
    await details.evaluate((element) => {
      const mail = element.querySelector("iframe.mail");
      element.scrollTop +=
        (mail?.getBoundingClientRect().top ?? 0) - element.getBoundingClientRect().top + 40;
    });
    const seen = await details.locator(".panel-head").evaluate((head) =>
      Array.from(head.children, (child) => {
        const { left, top, width, height } = child.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === child;
      }),
    );
    assert.deepEqual(seen, [true, true]);
  });

  it("follows its place: wide windows draw more, the narrowest put the details below the picture", async () => {
    const { page } = open;
    await showMail(open, "a table with a width", 900);
    const { place } = await readDrawn(page);
    for (const width of [1_300, 560]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction(
        (before) => (document.querySelector("iframe.mail")?.getBoundingClientRect().width ?? 0) > before,
        place.width,
      );
    }
    const [content, view] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.equal(content, view, "nothing runs out of the window");
  });
});
