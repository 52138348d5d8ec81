/**
 * Numbers where there is little room, on pages in a browser without an editor around them: they stay in their box, and whole.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inRepository } from "../support/folders.js";
import { openPageScript } from "../support/pageScript.js";
import { useBrowser } from "../support/useBrowser.js";
import { openReport } from "../unit/client/pages/openedReport.js";

const STEPS = ["Enters newsletter", "Welcome"].map((name, index) => ({
  key: name,
  kind: "E-mail",
  name,
  isStart: index === 0,
  isMissing: false,
  isUnreachable: false,
  audiences: [],
  isMessage: true,
  messages: [],
  groups: [],
}));

const FIGURES = {
  source: "Acme",
  days: "2026-10-31 to 2026-11-29",
  columns: (["entry", "send", "open", "click", "purchase"] as const).map((role) => ({ role, name: role })),
  steps: [
    { step: "Enters newsletter", values: [33_700, 0, 0, 0, 59] },
    { step: "Welcome", values: [31_400, 146_000, 46_200, 6_240, 55] },
  ],
  findings: [],
  remarks: [],
};

/** Between words and the edge of their box, in pixels. */
const LEAST_ROOM = 5;

const JOURNEY = {
  id: "x",
  name: "Welcome series",
  connection: "Acme",
  sandbox: "dev",
  groups: [],
  graph: {
    steps: STEPS,
    links: [{ from: "Enters newsletter", to: "Welcome", label: "", isLoop: false }],
    remarks: [],
  },
  figures: FIGURES,
};

describe("room for numbers", () => {
  const browser = useBrowser();
  const sentences = JSON.parse(readFileSync(inRepository("dist/l10n/bundle.l10n.de.json"), "utf8"));
  const language = { name: "de", sentences };

  it("is on each step of a journey, as many lines as it takes, written as everywhere", async () => {
    const { page, tell, errors } = await openPageScript(browser(), { name: "journey", language });
    await tell({ type: "content", content: JOURNEY });
    const box = page.locator('.step[data-key="Welcome"]');
    await box.waitFor();
    const outside = await page.locator(".step text").evaluateAll(
      (texts, leastRoom) =>
        texts
          .filter((text) => {
            const words = text.getBoundingClientRect();
            const step = text.parentElement?.querySelector("rect")?.getBoundingClientRect();
            return step === undefined || words.right > step.right - leastRoom || words.bottom > step.bottom;
          })
          .map(({ textContent }) => textContent),
      LEAST_ROOM,
    );
    assert.deepEqual(outside, []);
    assert.deepEqual(await box.locator(".number").allTextContents(), [
      "31.400 Eintritte · 55 gekauft",
      "146.000 gesendet",
      "46.200 geöffnet",
      "6.240 geklickt",
    ]);
    assert.deepEqual(errors, []);
  });

  it("is in a table half as wide as a window: a change may stand below its number, never its sign", async () => {
    const metrics = ["visits", "ajo_email_sends", "ajo_email_opens", "ajo_email_clicks"];
    const table = { dimension: "variables/marketing_channel", metrics: metrics.map((id) => `metrics/${id}`) };
    const host = await openReport([table], {
      spoil: (text) => JSON.stringify({ ...JSON.parse(text), compareBefore: true }),
    });
    const opened = await openPageScript(browser(), { name: "report", language, width: 440 });
    for (const message of host.page.messages) await opened.tell(message);
    const cells = opened.page.locator("tbody td.number");
    await cells.first().waitFor();
    const [torn, heights] = await cells.evaluateAll((all) => [
      all.flatMap((cell) =>
        [...cell.children].filter((part) => part.getClientRects().length > 1).map((part) => part.textContent),
      ),
      all.map((cell) => cell.getBoundingClientRect().height),
    ]);
    assert.deepEqual(torn, []);
    assert.ok(Math.max(...heights) > 40, "some changes do stand below their number");
    const hidden = await opened.page
      .locator(".scroller", { has: opened.page.locator("tbody") })
      .evaluateAll((boxes) => boxes.map((box) => box.scrollHeight - box.clientHeight));
    assert.ok(heights.length > 32, "the table is higher than its box would be");
    assert.deepEqual(hidden, [0], "a table of few rows is shown whole");
    assert.deepEqual(opened.errors, []);
  });
});
