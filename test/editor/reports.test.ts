/**
 * Reports of Customer Journey Analytics in a real editor: a new file in a few questions, what the editor says of it, and what running
 * it finds. Numbers are worked out here by asking the sample organisation day by day.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fetchReport } from "../../client/src/api/cjaReports.js";
import type { ReportResult } from "../../client/src/reports/runReport.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getTestApi,
  openNewFile,
  rewrite,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";

const ORDERS = "metrics/commerce.purchases.value";

describe("reports", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api, "prod");
  });
  afterEach(closeEditors);

  const toHintTexts = async ({ uri, lineCount }: vscode.TextDocument): Promise<string[]> => {
    const whole = new vscode.Range(0, 0, lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      uri,
      whole,
    );
    return hints.map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
  };

  it("begin with a few questions by name, and say names beside ids", async () => {
    api.user.willAnswer("Acme all channels", ["Orders", "Sessions"], "Marketing channel", "Last 7 days");
    const address = await vscode.commands.executeCommand<string>("aep.report.new");
    assert.match(address, /Orders.*\.cja\.json$/);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
    const written = JSON.parse(document.getText());
    assert.deepEqual(written.tables, [
      { dimension: "variables/marketing_channel", metrics: [ORDERS, "metrics/visits"] },
    ]);
    const hints = await toHintTexts(document);
    assert.deepEqual(hints, ["Acme all channels", "Marketing channel", "Orders", "Sessions"]);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    assert.ok(lenses.some(({ command }) => command?.command === "aep.report.run"));
    await vscode.workspace.fs.delete(document.uri);
  });

  it("name ids the data view lacks, and offer those it has by name", async () => {
    const [view] = JSON.parse(await readDataViews(api));
    const text = JSON.stringify(
      {
        ...{ title: "Lost", dataView: view, dates: { last: 7 } },
        tables: [{ dimension: "variables/none", metrics: [ORDERS] }],
      },
      undefined,
      2,
    );
    const document = await openNewFile("lost.cja.json", text);
    const list = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "AEP");
    await eventually("the problem", async () => list().length === 1);
    assert.match(list()[0]?.message ?? "", /no dimension “variables\/none”/);
    const place = document.positionAt(text.indexOf("variables/none") + 4);
    const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      place,
    );
    const found = offered.items.find(({ insertText }) => insertText === '"variables/marketing_channel"');
    assert.ok(found, "offered by name");
    await rewrite(document, text.replace("variables/none", "variables/marketing_channel"));
    await eventually("no problem", async () => list().length === 0);
  });

  it("run, with the numbers of the platform", async () => {
    const [view] = JSON.parse(await readDataViews(api));
    const report = {
      ...{
        title: "Week",
        dataView: view,
        dates: { from: "2026-03-02", to: "2026-03-08" },
        compareBefore: true,
      },
      tables: [{ dimension: "variables/marketing_channel", metrics: [ORDERS] }],
    };
    const document = await openNewFile("week.cja.json", JSON.stringify(report));
    const result = await vscode.commands.executeCommand<ReportResult>("aep.report.run", {
      ...{ file: document.uri.toString(), connection: SAMPLE },
    });
    const session = await (await api.services.sessions()).open(SAMPLE);
    const count = async (dateRange: string): Promise<number> => {
      const request = { dataViewId: view, dimension: "variables/daterangeday", metrics: [ORDERS], dateRange };
      const { rows } = await fetchReport(session, request);
      return rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
    };
    const [table] = result.tables;
    assert.equal(table?.totals[0], await count("2026-03-02T00:00:00.000/2026-03-08T23:59:59.999"));
    assert.equal(table?.totalsBefore?.[0], await count("2026-02-23T00:00:00.000/2026-03-01T23:59:59.999"));
    assert.equal(table?.rows.length, 8);
    await vscode.commands.executeCommand("aep.report.run", document.uri);
    await eventually("the page", async () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Week")),
    );
  });
});

/** The ids of the data views, as JSON. */
async function readDataViews({ services }: TestApi): Promise<string> {
  const { listDataViews } = await import("../../client/src/api/cjaDataViews.js");
  const page = await listDataViews(await (await services.sessions()).open(SAMPLE)).nextPage();
  return JSON.stringify((page?.items ?? []).map(({ id }) => id));
}
