/**
 * A report of many rows in a browser without an editor around it, over the sample organisation: some rows are drawn and the others
 * turned to, and what did not arrive is said where it is missing.
 */
import assert from "node:assert/strict";
import type { ToPage } from "../../client/src/pages/frame/protocol.js";
import { reportContentShape } from "../../client/src/pages/report/reportPageContent.js";
import { openPageScript } from "../support/pageScript.js";
import { takePicture } from "../support/pictures.js";
import { listProblemsInThemes } from "../support/themes.js";
import { useBrowser } from "../support/useBrowser.js";
import { openReport } from "../unit/client/pages/openedReport.js";
import { makeAnswering } from "./openedSubject.js";

/** The content with the first rows of each table. */
function withFewRows(message: ToPage): ToPage {
  if (message.type !== "content") return message;
  const content = reportContentShape.parse(message.content);
  const tables = content.tables.map((table) => ({ ...table, rows: table.rows.slice(0, 5) }));
  return { type: "content", content: { ...content, tables } };
}

describe("a long report", () => {
  const browser = useBrowser();

  it("is turned through, says what did not arrive, and is readable in every theme", async () => {
    const host = await openReport(
      [
        {
          dimension: "variables/productListItems.SKU",
          metrics: ["metrics/visits", "metrics/none"],
          rows: 5_000,
        },
        { dimension: "variables/marketing_channel", rows: 1, breakdown: { dimension: "variables/none" } },
        { dimension: "variables/none" },
      ],
      { scenario: "reports-cut" },
    );
    const { page, tell, heard, errors } = await openPageScript(browser(), { name: "report" });
    // Axe looks at every row, and a few are like the others.
    for (const message of host.page.messages) await tell(withFewRows(message));
    const answerAll = makeAnswering({ page, tell, heard, errors }, host.page);
    await page.getByText(/^Only 2,000 of 5,000 rows could be read, then the platform failed: /).waitFor();
    await page.getByText(/^This table could not be counted: .*variables\/none/).waitFor();
    const table = page.getByRole("region", { name: "All numbers: Product SKU" });
    await table.getByRole("columnheader", { name: /^metrics\/none.*does not exist/ }).waitFor();
    await page.getByRole("rowheader", { name: /^E-mail.*Not broken down: .*variables\/none/ }).waitFor();
    assert.deepEqual(await listProblemsInThemes(page, "long report"), []);
    for (const message of host.page.messages) await tell(message);
    await page.getByText("The first 12 rows.").first().waitFor();
    const isShown = (text: string) =>
      table.getByText(`2,000 of 50,000 rows, here ${text}`, { exact: true }).waitFor();
    const toButton = (word: string) => page.getByRole("button", { name: `${word} rows of Product SKU` });
    await isShown("1 to 500");
    assert.equal(await table.getByRole("row").count(), 502, "a heading, the total and the rows in sight");
    assert.ok(await toButton("Earlier").isDisabled());
    await table.evaluate((scroller) => scroller.scrollTo(0, 9_999));
    for (const text of ["501 to 1,000", "1,001 to 1,500", "1,501 to 2,000"]) {
      await toButton("Later").press("Enter");
      await answerAll();
      await isShown(text);
    }
    await page.getByText("Rows 1,501 to 2,000 of 2,000").waitFor();
    assert.ok(await toButton("Later").isDisabled());
    await table.getByRole("row", { name: /^SKU-101999 / }).waitFor();
    assert.equal(await table.getByRole("row").count(), 502);
    assert.equal(await table.evaluate(({ scrollTop }) => scrollTop), 0, "they begin at their beginning");
    await takePicture(page, "long-report");
    assert.deepEqual(errors, []);
  });
});
