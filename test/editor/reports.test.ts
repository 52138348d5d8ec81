/**
 * Reports of Customer Journey Analytics in a real editor: a new file in a few questions, what the editor says of it, and what running
 * it finds. Numbers are worked out here by asking the sample organisation day by day.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fetchReport } from "../../client/src/api/cjaReports.js";
import { findFindings } from "../../client/src/reports/findings.js";
import type { JourneyFigures } from "../../client/src/reports/journeyFigures.js";
import type { ResultTable } from "../../client/src/reports/reportResult.js";
import type { ReportResult } from "../../client/src/reports/runReport.js";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  findNamedRow,
  getOrganisation,
  getTestApi,
  openNewFile,
  rewrite,
  SAMPLE,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";
import {
  AUDIENCE_DIMENSION,
  confirmRoles,
  findFirstRow,
  JOURNEY_DIMENSION,
  readDataViews,
} from "./harness/reportSubjects.js";

const ORDERS = "metrics/commerce.purchases.value";

describe("reports", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
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
    api.user.willAnswer("Acme all channels", [], ["Orders", "Sessions"], "Marketing channel", "Last 7 days");
    const address = await vscode.commands.executeCommand<string>("aep.report.new");
    assert.ok(api.user.shown.some(({ text }) => text.includes("Tick at Least One")));
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
        title: "Lost",
        dataView: view,
        dates: { last: 7 },
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
      title: "Week",
      dataView: view,
      dates: { from: "2026-03-02", to: "2026-03-08" },
      compareBefore: true,
      tables: [{ dimension: "variables/marketing_channel", metrics: [ORDERS] }],
    };
    const document = await openNewFile("week.cja.json", JSON.stringify(report));
    const result = await vscode.commands.executeCommand<ReportResult>("aep.report.run", {
      file: document.uri.toString(),
      connection: SAMPLE,
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

/** The command of each template, what its report is called, and its tables. */
const TEMPLATES = [
  ["aep.report.abandonment", "Abandonment", ["Where people drop off", "Volume by day"]],
  ["aep.report.audiencePerformance", "Audience performance", ["By channel", "By day"]],
  ["aep.report.journeyPerformance", "Journey performance", ["By step", "Messages", "By day"]],
  [
    "aep.report.combined",
    "Combined report",
    ["Audience size", "E-mail engagement", "Conversion by channel", "Conversion trend"],
  ],
] as const;

/** What is chosen where a template is asked whom it is about. */
const SUBJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aep.report.audiencePerformance", ["Everybody"]],
  ["aep.report.journeyPerformance", ["All journeys"]],
]);

describe("templates of reports", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    await confirmRoles(api);
  });
  afterEach(closeEditors);

  /** The numbers of metrics, each from the days one by one. */
  const count = async (
    dataViewId: string,
    metrics: readonly string[],
    { from, to }: ReportResult["range"],
  ): Promise<ReadonlyMap<string, number>> => {
    const session = await (await api.services.sessions()).open(SAMPLE);
    const dateRange = `${from}T00:00:00.000/${to}T23:59:59.999`;
    const request = { dataViewId, dimension: "variables/daterangeday", metrics, dateRange };
    const { rows } = await fetchReport(session, request);
    return new Map(
      metrics.map((id, place) => [id, rows.reduce((sum, { values }) => sum + (values[place] ?? 0), 0)]),
    );
  };

  for (const [command, title, tables] of TEMPLATES) {
    it(`“${title}” counts what the platform counts, day by day, and finds the step that loses most`, async () => {
      const subject = SUBJECTS.get(command) ?? [];
      api.user.willAnswer("Acme all channels", ...subject, "Other days…", "2026-03-02 to 2026-03-08");
      const address = await vscode.commands.executeCommand<string>(command);
      const file = vscode.Uri.parse(address);
      // Its page has begun to count as well, and the platform takes one request a second.
      await closeEditors();
      const result = await vscode.commands.executeCommand<ReportResult>("aep.report.run", {
        file: address,
        connection: SAMPLE,
      });
      assert.deepEqual(result.before, { from: "2026-02-23", to: "2026-03-01" });
      assert.deepEqual(
        result.tables.map((table) => table.title),
        tables,
      );
      const ids = [...new Set(result.tables.flatMap(({ columns }) => columns.map(({ id }) => id)))];
      const now = await count(result.dataView.id, ids, result.range);
      const then = await count(result.dataView.id, ids, { from: "2026-02-23", to: "2026-03-01" });
      for (const table of result.tables) {
        for (const [index, { id, name, failure }] of table.columns.entries()) {
          assert.equal(failure, undefined, name);
          assert.equal(table.totals[index], now.get(id), name);
          assert.equal(table.totalsBefore?.[index], then.get(id), name);
        }
        assertLoss(table);
      }
      await vscode.workspace.fs.delete(file);
    });
  }

  for (const [kind, command, title, condition] of [
    [
      "journey",
      "aep.report.journeyPerformance",
      "Journey performance",
      { dimension: JOURNEY_DIMENSION, of: "event" },
    ],
    ["audience", "aep.report.combined", "Combined report", { dimension: AUDIENCE_DIMENSION }],
  ] as const)
    it(`are about the ${kind} they were called on, and ask nothing twice`, async () => {
      const { row, name } = await findFirstRow(api, kind);
      api.user.willAnswer("Acme all channels", "Last 7 days");
      const address = await vscode.commands.executeCommand<string>(command, row);
      const file = vscode.Uri.parse(address);
      const written = JSON.parse((await vscode.workspace.openTextDocument(file)).getText());
      assert.equal(written.title, `${title}: ${name}`);
      assert.deepEqual(written.where, [{ ...condition, equals: name }]);
      await vscode.workspace.fs.delete(file);
    });
});

/** The step that loses most, worked out from the totals once more. */
function assertLoss(table: ResultTable): void {
  const said = findFindings(table).findings.filter(({ kind }) => kind === "loss");
  const losses = table.steps.slice(1).map((to, index) => {
    const from = table.steps[index] ?? 0;
    return { from, to, left: (table.totals[to] ?? 0) / (table.totals[from] ?? 1) };
  });
  const [most] = losses.sort((one, other) => one.left - other.left);
  assert.equal(said.length, most === undefined ? 0 : 1);
  if (most === undefined) return;
  const [from, to] = [table.columns[most.from]?.name, table.columns[most.to]?.name];
  const lost = ((1 - most.left) * 100).toLocaleString("en-US", { maximumFractionDigits: 1 });
  assert.ok(
    said[0]?.text.includes(`from ${from} to ${to}`) && said[0].text.includes(`${lost} % lost`),
    said[0]?.text,
  );
}

describe("how a journey does", () => {
  let api: TestApi;
  let dataViewId = "";
  before(async () => {
    api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    dataViewId = await confirmRoles(api);
  });
  afterEach(closeEditors);

  it("leads on to a report that has the days before beside the numbers, without a further question", async () => {
    const journey = await findNamedRow(api, "journey", "Autumn campaign");
    api.user.willAnswer("Acme all channels", "Last 7 days", "Open Report");
    await vscode.commands.executeCommand("aep.journey.showPerformance", journey);
    const report = await eventually("the report", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith("Autumn campaign.cja.json")),
    );
    const written = JSON.parse(report.getText());
    assert.deepEqual(
      [written.dataView, written.dates, written.compareBefore],
      [dataViewId, { last: 7 }, true],
    );
    await closeEditors();
    await vscode.workspace.fs.delete(report.uri);
  });

  it("is the same from a data view and from the tracking datasets, which are asked after a yes only", async () => {
    const journey = await findNamedRow(api, "journey", "Autumn campaign");
    const measure = () =>
      vscode.commands.executeCommand<JourneyFigures | undefined>("aep.journey.showPerformance", journey);
    const days = ["Other days…", "2026-03-02 to 2026-03-08"];
    api.user.willAnswer("Acme all channels", ...days);
    const byReport = await measure();
    assert.ok(byReport);
    assert.deepEqual(
      byReport.columns.map(({ name }) => name),
      ["Journey step entries", "E-mail sends", "E-mail opens", "E-mail clicks", "Orders"],
    );
    await eventually("the page", async () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Autumn campaign")),
    );
    const countQueries = async () => (await getOrganisation(api)).state().queries.size;
    const before = await countQueries();
    api.user.willAnswer("Query Service", ...days);
    await measure();
    assert.equal(await countQueries(), before, "nothing runs without a yes");
    api.user.willAnswer("Query Service", ...days, "Run Query");
    const byQuery = await measure();
    // Three steps can be entered; the e-mail can be sent, opened and clicked.
    assert.equal(await countQueries(), before + 6);
    for (const { step, values } of byQuery?.steps ?? []) {
      const reported: readonly (number | undefined)[] =
        byReport.steps.find((one) => one.step === step)?.values ?? [];
      for (const [index, value] of values.entries())
        if (value !== undefined)
          assert.equal(value, reported[index], `${step}, ${byQuery?.columns[index]?.name}`);
    }
    assert.equal(byQuery?.steps.length, 3);
    assert.match(byQuery?.source ?? "", /journey_step_events/);
    // Without Customer Journey Analytics there is nothing to choose: the same page, from the other source.
    const organisation = await getOrganisation(api);
    const session = await (await api.services.sessions()).open(SAMPLE);
    const mails = await fetchReport(session, {
      dataViewId,
      dimension: "variables/daterangeday",
      metrics: ["metrics/ajo_email_sends", "metrics/ajo_email_opens", "metrics/ajo_email_clicks"],
      dateRange: "2026-03-02T00:00:00.000/2026-03-02T23:59:59.999",
    });
    organisation.adjust({ weather: [{ effect: "not-there", host: "cja" }] });
    try {
      api.user.willAnswer(...days, "Run Query");
      const without = await measure();
      assert.deepEqual([without?.steps, without?.source], [byQuery?.steps, byQuery?.source]);
      const { row: audience } = await findFirstRow(api, "audience");
      for (const [command, row] of [
        ["aep.report.journeyPerformance", journey],
        ["aep.report.combined", audience],
      ] as const) {
        await vscode.commands.executeCommand(command, row);
        const told = api.user.shown.findLast(({ kind }) => kind === "message")?.text ?? "";
        assert.match(
          told,
          /does not answer this credential\. .*can also be counted with Query Service.*in no tracking dataset/,
        );
      }
      // The whole sandbox: what of the template the datasets know, on the page of any report.
      api.user.willAnswer("Other days…", "2026-03-02 to 2026-03-02", "Run Query");
      const combined = await vscode.commands.executeCommand<ReportResult>("aep.report.combined");
      assert.match(combined.dataView.name, /^The tracking datasets ajo_message_feedback_event_dataset, /);
      const [size, mailing, ...conversion] = combined.tables;
      // Above 30,000 a number is told in two hundreds.
      const toTold = (value = 0) => (value > 30_000 ? Math.floor(value / 200) * 200 : value);
      for (const { id, label, values } of mails.rows)
        assert.deepEqual(
          [0, 3, 4].map((place) => mailing?.rows.find((row) => row.id === id)?.values[place]),
          values.map((value) => toTold(value)),
          label,
        );
      assert.equal(mailing?.rows.length, mails.rows.length);
      for (const table of [size, ...conversion]) {
        assert.deepEqual(table?.columns, []);
        assert.match(table?.gaps.at(-1) ?? "", /tracking dataset/);
      }
      await eventually("the page", async () =>
        vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(({ label }) => label === "Combined report: prod"),
        ),
      );
    } finally {
      organisation.adjust({ weather: [] });
    }
  });
});
