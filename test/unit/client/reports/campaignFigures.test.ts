/**
 * How the e-mails of a campaign do: statements that a database runs over rows made here, figures that are the sums of days, and the
 * sample organisation, whose answers are worked out from its report by day once more.
 */
import assert from "node:assert/strict";
import { listCampaigns } from "../../../../client/src/api/campaigns";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { fetchReport } from "../../../../client/src/api/cjaReports";
import { collectItems } from "../../../../client/src/api/pages";
import { isReading } from "../../../../client/src/api/queryRuns";
import { MAIL_ROLES, splitRange, toCampaignFigures } from "../../../../client/src/reports/campaignFigures";
import { toTrackingStatement } from "../../../../client/src/reports/trackingStatements";
import { connectDuckDb, firstColumn } from "../../../support/duckTables";
import { createMessageTables, openTracked, TABLES } from "./support/trackedEvents";

const RANGE = { from: "2026-03-02", to: "2026-03-08" };
/** The sample organisation lives before those. */
const SAMPLE_RANGE = { from: "2025-12-01", to: "2025-12-07" };
const subject = { kind: "campaign", campaignId: "it's one", name: "Autumn\n-- look" } as const;

/** Rows that count, and others that each differ in one thing. */
const EVENTS = [
  { at: "2026-03-02 00:00:00", what: "sent" },
  { at: "2026-03-08 23:59:59", what: "sent", isTest: false },
  { at: "2026-03-05 12:00:00", what: "sent", isTest: true },
  { at: "2026-03-05 12:00:00", what: "sent", campaign: "other" },
  { at: "2026-03-05 12:00:00", what: "sent", channel: "push" },
  { at: "2026-03-01 23:59:59", what: "sent" },
  { at: "2026-03-09 00:00:00", what: "sent" },
  { at: "2026-03-05 12:00:00", what: "delivered" },
  { at: "2026-03-05 12:00:00", what: "bounce" },
  { at: "2026-03-05 12:00:00", what: "open" },
  { at: "2026-03-06 12:00:00", what: "open" },
  { at: "2026-03-06 12:00:00", what: "open", isTest: true },
  { at: "2026-03-06 12:00:00", what: "click" },
  { at: "2026-03-06 12:00:00", what: "click", campaign: "other" },
  { at: "2026-03-07 12:00:00", what: "unsubscribe" },
  { at: "2026-03-07 12:00:00", what: "spam_complaint" },
];

const COUNTED = { send: 2, delivered: 1, bounce: 1, open: 2, click: 1, unsubscribe: 1 };

describe("how the e-mails of a campaign do", () => {
  it("is asked in statements that count its e-mails of these days and nothing else", async function () {
    const connection = await connectDuckDb();
    if (connection === undefined) return this.skip();
    const { campaignId } = subject;
    await createMessageTables(
      connection,
      EVENTS.map((event) => ({ campaign: campaignId, ...event })),
    );
    for (const role of MAIL_ROLES) {
      const sql = toTrackingStatement({ subject, role, range: RANGE }, TABLES);
      assert.ok(isReading(sql), sql);
      const { length: rowCount } = await firstColumn(connection, sql);
      assert.equal(rowCount, COUNTED[role], sql);
    }
  });

  it("is counted day by day as long as that is few queries, else in parts of as many days", () => {
    assert.deepEqual(splitRange({ from: "2026-02-27", to: "2026-03-01" }, 10), [
      { from: "2026-02-27", to: "2026-02-27" },
      { from: "2026-02-28", to: "2026-02-28" },
      { from: "2026-03-01", to: "2026-03-01" },
    ]);
    const month = splitRange({ from: "2026-01-01", to: "2026-01-31" }, 10);
    assert.equal(month.length, 8);
    assert.deepEqual(
      [month[0], month.at(-1)],
      [
        { from: "2026-01-01", to: "2026-01-04" },
        { from: "2026-01-29", to: "2026-01-31" },
      ],
    );
  });

  const facts = {
    source: "here",
    days: "these days",
    columns: MAIL_ROLES.map((role) => ({ role, name: role })),
    remarks: [],
    parts: splitRange({ from: "2026-03-02", to: "2026-03-03" }, 10),
  };

  it("is told for all days and each, with shares of what was sent and a sentence", () => {
    const numbers = [1_000, 980, 20, 400, 50, 3, 500, 490, 10, 100, 10, 0];
    const { rows, findings, remarks, summary } = toCampaignFigures({ ...facts, numbers });
    assert.deepEqual(rows, [
      { label: "All days", values: [1_500, 1_470, 30, 500, 60, 3] },
      { label: "2026-03-02", values: [1_000, 980, 20, 400, 50, 3] },
      { label: "2026-03-03", values: [500, 490, 10, 100, 10, 0] },
    ]);
    assert.deepEqual(findings, [
      "Bounced, of what was sent: 2 %.",
      "Unsubscriptions, of what was sent: 0.2 %.",
    ]);
    assert.deepEqual(remarks, []);
    assert.equal(summary, "It sent 1,500 messages, with 500 opens and 60 clicks, these days.");
  });

  it("has no delivered number where the datasets tell none, no share of few, and no sentence that was cut off", () => {
    const few = toCampaignFigures({ ...facts, numbers: [9, 0, 1, 4, 1, 0, 5, 0, 0, 1, 1, 0] });
    assert.deepEqual(
      few.rows.map(({ values }) => values[1]),
      [undefined, undefined, undefined],
    );
    assert.match(few.remarks[0] ?? "", /tell no delivery/);
    assert.deepEqual(few.findings, []);
    assert.deepEqual(toCampaignFigures({ ...facts, numbers: Array<number>(12).fill(0) }).findings, []);
    const cut = toCampaignFigures({ ...facts, numbers: [50_000, 1, 1, 4, 1, 0, 5, 0, 0, 1, 1, 0] });
    assert.equal(cut.summary, undefined);
  });

  it("is, in the sample organisation, the same part of each day of its report, and all of it delivered or bounced", async () => {
    const { session, count: countTracked } = openTracked();
    const listed = await collectItems(listCampaigns(session));
    const find = (name: string) => listed.find((one) => one.name === name)?.campaignId ?? "";
    const count = (campaignId: string, role: (typeof MAIL_ROLES)[number], range = SAMPLE_RANGE): number =>
      countTracked({ subject: { kind: "campaign", campaignId, name: "" }, role, range });
    const id = find("Order confirmation");
    const [view] = await collectItems(listDataViews(session));
    assert.ok(view);
    const metrics = ["metrics/ajo_email_sends", "metrics/ajo_email_opens", "metrics/ajo_email_clicks"];
    const request = {
      dataViewId: view.id,
      dimension: "variables/daterangeday",
      metrics,
      dateRange: `${SAMPLE_RANGE.from}T00:00:00.000/${SAMPLE_RANGE.to}T23:59:59.999`,
    };
    const { rows } = await fetchReport(session, request);
    const days = splitRange(SAMPLE_RANGE, 10);
    assert.equal(rows.length, days.length);
    for (const [place, role] of (["send", "open", "click"] as const).entries()) {
      const counted = days.map((day) => count(id, role, day));
      // A report says its days in any order.
      const reported = rows.map(({ values }) => values[place] ?? 0).sort((one, other) => one - other);
      const share = sum(counted) / sum(reported);
      for (const [index, value] of [...counted].sort((one, other) => one - other).entries())
        assert.ok(Math.abs(value - (reported[index] ?? 0) * share) < 1, `${role} ${value}`);
      assert.equal(count(id, role), sum(counted));
    }
    assert.equal(count(id, "send"), count(id, "delivered") + count(id, "bounce"));
    assert.ok(count(id, "unsubscribe") > 0);
    for (const name of ["Autumn push", "Black Friday teaser"])
      assert.equal(count(find(name), "send"), 0, name);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
