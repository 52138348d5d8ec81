/**
 * How the e-mails of a campaign do, in a real editor: counted by Query Service over the tracking datasets, compared with what the
 * reports of Customer Journey Analytics count of all e-mails.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { listDataViews } from "../../client/src/api/cjaDataViews.js";
import { fetchReport } from "../../client/src/api/cjaReports.js";
import type { CampaignFigures } from "../../client/src/reports/campaignFigures.js";
import {
  closeEditors,
  eventually,
  findNamedRow,
  getOrganisation,
  getTestApi,
  SAMPLE,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";

describe("how a campaign does", () => {
  afterEach(closeEditors);

  it("is counted in the tracking datasets after a yes only, and is the same part of what reports count; who chose none is asked which", async () => {
    const api = await getTestApi();
    await useSample(api, "prod");
    await skipWaits(api);
    const organisation = await getOrganisation(api);
    const toDay = (ago: number) =>
      new Date(organisation.clock.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const [from, to] = [toDay(3), toDay(2)];
    const campaign = await findNamedRow(api, "campaign", "Order confirmation");
    const measure = () =>
      vscode.commands.executeCommand<CampaignFigures | undefined>("aep.campaign.showPerformance", campaign);
    const countQueries = () => organisation.state().queries.size;
    const before = countQueries();
    api.user.willAnswer("Other days…", `${from} to ${to}`);
    await measure();
    assert.equal(countQueries(), before, "nothing runs without a yes");
    api.user.willAnswer("order", "Order confirmation", "Other days…", `${from} to ${to}`, "Run Query");
    const figures = await vscode.commands.executeCommand<CampaignFigures>("aep.campaign.showPerformance");
    assert.ok(figures);
    assert.equal(countQueries(), before + 12);
    assert.deepEqual(
      figures.rows.map(({ label }) => label),
      ["All days", from, to],
    );
    const [all, ...days] = figures.rows.map(({ values }) => values.map((value) => value ?? 0));
    assert.deepEqual(
      all,
      all?.map((_sum, place) => days.reduce((sum, values) => sum + (values[place] ?? 0), 0)),
    );
    const [sent = 0, delivered = 0, bounced = 0, opened = 0, clicked = 0] = all ?? [];
    assert.equal(sent, delivered + bounced);
    const session = await (await api.services.sessions()).open(SAMPLE);
    const [view] = (await listDataViews(session).nextPage())?.items ?? [];
    const { totals } = await fetchReport(session, {
      dataViewId: view?.id ?? "",
      dimension: "variables/daterangeday",
      metrics: ["metrics/ajo_email_sends", "metrics/ajo_email_opens", "metrics/ajo_email_clicks"],
      dateRange: `${from}T00:00:00.000/${to}T23:59:59.999`,
    });
    const [part, ...others] = [sent, opened, clicked].map((value, place) => value / (totals[place] ?? 0));
    for (const other of others) assert.ok(Math.abs(other / (part ?? 0) - 1) < 0.02, `${other} of ${part}`);
    assert.match(
      figures.source,
      /^the tracking datasets ajo_message_feedback_event_dataset, .* by Query Service$/,
    );
    assert.match(figures.summary ?? "", new RegExp(`^It sent ${sent.toLocaleString("en-US")} messages, `));
    await eventually("the page", async () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ label }) => label === "Order confirmation"),
      ),
    );
    await vscode.commands.executeCommand(
      "aep.campaign.showPerformance",
      await findNamedRow(api, "campaign", "Autumn push"),
    );
    assert.match(api.user.shown.findLast(({ kind }) => kind === "message")?.text ?? "", /sends no e-mail/);
    assert.equal(countQueries(), before + 12);
  });
});
