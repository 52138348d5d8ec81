/**
 * Opens the page of a thing in a browser without an editor around it, with what its host reads from the sample organisation.
 */
import type { Browser } from "playwright-core";
import { describePage } from "../../client/src/model/resourceKinds.js";
import { type OpenPage, openPageScript } from "../support/pageScript.js";
import { openSample } from "../unit/client/api/support/samplePlatform.js";
import { findSubject, KINDS, type Subject } from "../unit/client/pages/pageSubjects.js";
import { PageUnderTest } from "../unit/client/pages/pageUnderTest.js";

/** All things that have a page. */
export const SUBJECTS = Object.keys(KINDS) as Subject[];

/** An open page whose host answers. */
export interface OpenSubject extends OpenPage {
  /** Answers what the page has asked, until it asks nothing more. */
  answerAll(): Promise<void>;
}

/** Returns once the page shows everything that its host read. */
export async function openSubject(browser: Browser, name: Subject): Promise<OpenSubject> {
  const platform = openSample({ sandbox: "prod" });
  const id = await findSubject(platform, name);
  const host = new PageUnderTest(platform, { page: name, id, ...KINDS[name] });
  await host.reading.show();
  const open = await openPageScript(browser, { name, ...describePage(name) });
  for (const message of host.messages) await open.tell(message);
  await open.page.getByRole("heading", { level: 1 }).waitFor();
  const answerAll = makeAnswering(open, host);
  await answerAll();
  // E-mails stand in frames, and one that is still loading takes the focus away.
  await Promise.all(open.page.frames().map((frame) => frame.waitForLoadState()));
  return { ...open, answerAll };
}

/** What answers the questions of a page, as its host does. */
export function makeAnswering({ heard, tell, page }: OpenPage, host: PageUnderTest): () => Promise<void> {
  let next = 0;
  return async () => {
    for (;;) {
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const fresh = heard.slice(next);
      if (fresh.length === 0) return;
      next = heard.length;
      for (const message of fresh)
        if (message.type === "ask")
          await tell({ type: "answer", id: message.id, value: (await host.ask(message.request)) ?? null });
    }
  };
}
