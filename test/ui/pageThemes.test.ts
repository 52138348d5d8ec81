/**
 * Every page of a thing on the platform in the colours of every kind of theme, in a browser without an editor around it. What it shows is
 * what its host reads from the sample organisation.
 */
import assert from "node:assert/strict";
import { openPageScript } from "../support/pageScript.js";
import { listProblemsInThemes } from "../support/themes.js";
import { useBrowser } from "../support/useBrowser.js";
import type { Subject } from "../unit/client/pages/pageSubjects.js";
import { openSubject, SUBJECTS } from "./openedSubject.js";

/** What is pressed to see more of a page. */
const OPENED: Readonly<Partial<Record<Subject, RegExp>>> = {
  journey: /^E-mail: You left something/,
  dataset: /^Show preview rows/,
};

describe("a page in every theme", () => {
  const browser = useBrowser();

  for (const name of SUBJECTS)
    it(`(${name}) keeps its texts readable`, async () => {
      const open = await openSubject(browser(), name);
      const more = OPENED[name];
      if (more !== undefined) await open.page.getByRole("button", { name: more }).first().click();
      await open.answerAll();
      assert.deepEqual(await listProblemsInThemes(open.page, name), []);
      assert.deepEqual(open.errors, []);
      await open.page.context().close();
    });

  it("(rendered) keeps its texts readable", async () => {
    const open = await openPageScript(browser(), { name: "rendered", showsMarkup: true });
    const left = { title: "Now on the platform", subject: "Hello", html: "<p>Hello {{profile.name}}</p>" };
    const right = { ...left, title: "With your change", subject: "Good day" };
    const content = { name: "Newsletter", connection: "Acme", sandbox: "dev", left, right };
    await open.tell({ type: "content", content });
    await open.page.getByText("With your change").first().waitFor();
    assert.deepEqual(await listProblemsInThemes(open.page, "rendered"), []);
    assert.deepEqual(open.errors, []);
  });
});
