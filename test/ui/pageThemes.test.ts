/**
 * Every page of a thing on the platform in the colours of every kind of theme, in a browser without an editor around it. What it shows is
 * what its host reads from the sample organisation.
 */
import assert from "node:assert/strict";
import { type Browser, chromium } from "playwright-core";
import { describePage } from "../../client/src/model/resourceKinds.js";
import { installBrowser } from "../support/installBrowser.js";
import { type OpenPage, openPageScript } from "../support/pageScript.js";
import { listProblemsInThemes } from "../support/themes.js";
import { openSample } from "../unit/client/api/support/samplePlatform.js";
import { findSubject, KINDS, type Subject } from "../unit/client/pages/pageSubjects.js";
import { PageUnderTest } from "../unit/client/pages/pageUnderTest.js";

/** What is pressed to see more of a page. */
const OPENED: Readonly<Partial<Record<Subject, RegExp>>> = {
  journey: /^E-mail: You left something/,
  dataset: /^Show preview rows/,
};

/** Answers what the page has asked, until it asks nothing more. */
async function answerAll({ heard, tell, page }: OpenPage, host: PageUnderTest): Promise<void> {
  for (let next = 0; ; ) {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const fresh = heard.slice(next);
    if (fresh.length === 0) return;
    next = heard.length;
    for (const message of fresh)
      if (message.type === "ask")
        await tell({ type: "answer", id: message.id, value: await host.ask(message.request) });
  }
}

describe("a page in every theme", () => {
  let browser: Browser;
  before("start a browser", async () => {
    browser = await chromium.launch({ executablePath: await installBrowser() });
  });
  after("end it", () => browser.close());

  for (const name of Object.keys(KINDS) as Subject[])
    it(`(${name}) keeps its texts readable`, async () => {
      const platform = openSample({ sandbox: "prod" });
      const id = await findSubject(platform, name);
      const host = new PageUnderTest(platform, { page: name, id, ...KINDS[name] });
      await host.reading.show();
      const open = await openPageScript(browser, { name, ...describePage(name) });
      for (const message of host.messages) await open.tell(message);
      await open.page.getByRole("heading", { level: 1 }).waitFor();
      await answerAll(open, host);
      const more = OPENED[name];
      if (more !== undefined) await open.page.getByRole("button", { name: more }).first().click();
      await answerAll(open, host);
      assert.deepEqual(await listProblemsInThemes(open.page, name), []);
      assert.deepEqual(open.errors, []);
      await open.page.context().close();
    });
});
