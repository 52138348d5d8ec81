/**
 * Templates of a whole sandbox from the tracking datasets: statements that a database runs over rows made here, plans that never ask too
 * much, results worked out by hand, and the sample organisation, whose reports and campaigns are added up once more.
 */
import assert from "node:assert/strict";
import { listCampaigns } from "../../../../client/src/api/campaigns.js";
import { listDataViews } from "../../../../client/src/api/cjaDataViews.js";
import { fetchReport } from "../../../../client/src/api/cjaReports.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { isReading } from "../../../../client/src/api/queryRuns.js";
import { findFindings } from "../../../../client/src/reports/findings.js";
import { findItemTime, toRangeBefore } from "../../../../client/src/reports/reportDates.js";
import { readThinned } from "../../../../client/src/reports/thinnedRows.js";
import { listQuestions, planTracked } from "../../../../client/src/reports/trackedPlan.js";
import {
  type CountedRole,
  type TrackedChannel,
  type TrackingQuestion,
  toTrackingStatement,
} from "../../../../client/src/reports/trackingStatements.js";
import { connectDuckDb, firstColumn } from "../../../support/duckTables.js";
import { createMessageTables, openTracked, TABLES, type TrackedEvent } from "./support/trackedEvents.js";
import { plan, RANGE, toResult } from "./support/trackedResults.js";

/** The sample organisation lives before those. */
const SAMPLE_RANGE = { from: "2025-12-01", to: "2025-12-07" };
const TEMPLATES = ["abandonment", "audience", "journey", "combined"] as const;
const WORDS = {
  send: "sent",
  delivered: "delivered",
  bounce: "bounce",
  open: "open",
  click: "click",
  unsubscribe: "unsubscribe",
};

/** Every channel, sender and word on a day that counts, each a different number of times; then what does not count. */
const EVENTS: readonly TrackedEvent[] = [
  ...["email", "push", "sms", "line", null].flatMap((channel, place) =>
    Object.values(WORDS).flatMap((what, more) => [
      ...repeat(1 + place + more, { at: "2026-03-02 00:00:00", what, channel, journey: "v1" }),
      ...repeat(2 + more, { at: "2026-03-08 23:59:59", what, channel, campaign: "c1", isTest: false }),
    ]),
  ),
  { at: "2026-03-05 12:00:00", what: "sent", isTest: true },
  { at: "2026-03-05 12:00:00", what: "click", isTest: true },
  { at: "2026-03-01 23:59:59", what: "sent" },
  { at: "2026-03-09 00:00:00", what: "open" },
  { at: "2026-03-05 12:00:00", what: "spam_complaint" },
];

function repeat(times: number, event: TrackedEvent): readonly TrackedEvent[] {
  return Array.from({ length: times }, () => event);
}

/** Above 30,000 a number is told in two hundreds. */
function roundDown(value: number): number {
  return value > 30_000 ? Math.floor(value / 200) * 200 : value;
}

/** What of the events above a statement has to find, counted without it. */
function countByHand({ subject, role }: TrackingQuestion): number {
  assert.ok(subject.kind === "sandbox" && role !== "entry");
  const { channel, sender } = subject;
  return EVENTS.filter((event) => {
    const isInside = event.at >= "2026-03-02 00:00:00" && event.at < "2026-03-09 00:00:00";
    const by = event.journey === undefined ? "campaigns" : "journeys";
    const named = ["email", "push", "sms"].find((one) => one === (event.channel ?? "")) ?? "other";
    const isOfTable = !/sent|delivered|bounce/.test(event.what) || named === channel;
    const isOfSender = sender === undefined || sender === by;
    return isInside && event.isTest !== true && event.what === WORDS[role] && isOfTable && isOfSender;
  }).length;
}

describe("reports of a whole sandbox from the tracking datasets", () => {
  it("are asked in statements that count the messages of a channel and a sender in these days, without proofs", async function () {
    const connection = await connectDuckDb();
    if (connection === undefined) return this.skip();
    await createMessageTables(connection, EVENTS);
    const questions = ["email", "push", "sms", "other"].flatMap((channel) =>
      [undefined, "journeys", "campaigns"].flatMap((sender) =>
        Object.keys(WORDS).map((role) => ({ channel, sender, role })),
      ),
    );
    for (const { channel, sender, role } of questions) {
      const subject = { kind: "sandbox", name: "it's\none", channel: channel as TrackedChannel } as const;
      const question: TrackingQuestion = {
        subject: { ...subject, ...(sender === undefined ? {} : { sender: sender as "journeys" }) },
        role: role as CountedRole,
        range: RANGE,
      };
      const sql = toTrackingStatement(question, TABLES);
      assert.ok(isReading(sql), sql);
      const { length } = await firstColumn(connection, sql);
      assert.equal(length, countByHand(question), sql);
      assert.ok(length > 0, sql);
    }
  });

  it("tell more than a result may hold, nearly, and say nothing of what is too much even so", async function () {
    const connection = await connectDuckDb();
    if (connection === undefined) return this.skip();
    const happened = { at: "2026-03-05 12:00:00", what: "sent" };
    await createMessageTables(connection, [happened, { ...happened, what: "open" }]);
    await connection.run(`CREATE TABLE one AS SELECT * FROM ${TABLES.feedback}`);
    const subject = { kind: "sandbox", name: "prod", channel: "email" } as const;
    const sql = toTrackingStatement({ subject, role: "send", range: RANGE }, TABLES);
    for (const many of [29_999, 30_000, 30_199, 30_200, 123_456]) {
      await connection.run(
        `CREATE OR REPLACE TABLE ${TABLES.feedback} AS SELECT one.* FROM one, range(${many})`,
      );
      const { length } = await firstColumn(connection, sql);
      assert.ok(length < 50_000, `${length} rows`);
      assert.equal(readThinned(length), roundDown(many));
    }
    assert.equal(readThinned(50_000), undefined);
  });

  it("never ask for more numbers than may be asked, and count all days once", () => {
    for (const template of TEMPLATES)
      for (const [to, isEven] of [
        ["2026-03-02", true],
        ["2026-03-08", true],
        ["2026-03-31", true],
        ["2026-04-01", false],
        ["2027-08-30", false],
      ] as const) {
        const range = { from: "2026-03-02", to };
        const tables = planTracked(template, { sandbox: "prod", range, most: 60 });
        const { length } = listQuestions(tables);
        assert.ok(length > 0 && length <= 60, `${template} ${to}: ${length}`);
        for (const { by, rows, title } of tables.filter(
          (table) => table.by === "day" && table.roles.length > 0,
        )) {
          assert.equal(rows[0]?.range.from, range.from, `${title} by ${by}`);
          assert.equal(rows.at(-1)?.range.to, to, title);
          const times = rows.map(({ id }) => findItemTime(id));
          if (isEven) assert.equal(times[0], Date.parse(range.from));
          // Parts that are not alike would draw a fall that is none.
          else assert.deepEqual([...new Set(times)], [undefined], `${title} ${to}`);
        }
      }
  });

  it("name best, worst and too small channels, and leave out what no dataset tells", () => {
    const { tables, questions } = plan("audience", RANGE);
    const numbers = questions.map(({ subject, role, range }) => {
      assert.ok(subject.kind === "sandbox");
      const isNow = range.from >= RANGE.from;
      if (role === "open") return 40;
      if (role === "click") return 4;
      if (subject.channel === "push") return role === "send" ? 500 : 0;
      if (subject.channel === "sms") return role === "send" ? 90 : role === "delivered" ? 45 : 45;
      if (subject.channel === "other") return role === "send" ? 200 : role === "delivered" ? 100 : 100;
      return role === "send" ? (isNow ? 1_000 : 2_000) : role === "delivered" ? 990 : 10;
    });
    const { tables: results, dataView } = toResult({ tables, questions, numbers });
    const [channels, days] = results;
    assert.ok(channels && days);
    assert.equal(dataView.name, "here");
    assert.deepEqual(
      channels.rows.map(({ label, values }) => [label, ...values]),
      [
        ["E-mail", 1_000, 990, 10],
        ["Push message", 500, undefined, 0],
        ["SMS", 90, 45, 45],
        ["Other channels", 200, 100, 100],
      ],
    );
    assert.deepEqual(channels.totals, [1_790, undefined, 155]);
    assert.deepEqual(channels.totalsBefore, [2_790, undefined, 155]);
    assert.equal(channels.gaps[0], "because");
    assert.match(channels.gaps.join(" "), /who was in an audience.*no purchases.*tell no delivery/);
    const said = findFindings(channels).findings.map(({ text }) => text);
    assert.ok(said.includes("Best: E-mail, Delivered of Messages sent 99 %."), said.join("\n"));
    assert.ok(said.includes("Worst: Other channels, Delivered of Messages sent 50 %."), said.join("\n"));
    assert.ok(
      said.some((text) => text.startsWith("Too small to say: SMS (90 Messages sent)")),
      said.join("\n"),
    );
    assert.ok(said.includes("Messages sent: 1,790 after 2,790 before, −35.8 %."), said.join("\n"));
    assert.deepEqual(days.totals, [7_000, 280, 28]);
    assert.deepEqual(days.totalsBefore, [2_000, 40, 4]);
    assert.equal(days.requests.length, 24);
  });

  it("have no sum, no share and no change of what was cut off, and say so", () => {
    const { tables, questions } = plan("combined", RANGE);
    const numbers = questions.map(({ role }, index) => (role === "send" && index < 6 ? 50_000 : 300));
    const { tables: results } = toResult({ tables, questions, numbers });
    const mails = results[1];
    assert.ok(mails);
    assert.equal(mails.rows[0]?.values[0], undefined);
    assert.deepEqual(mails.totals, [undefined, 2_100, 2_100, 2_100, 2_100, 2_100]);
    assert.match(mails.gaps.join(" "), /too large to be counted/);
    assert.doesNotMatch(JSON.stringify(findFindings(mails)), /Messages sent/);
    for (const index of [0, 2, 3]) {
      const unanswered = results[index];
      assert.deepEqual([unanswered?.rows, unanswered?.columns, unanswered?.requests], [[], [], []]);
      assert.match(unanswered?.gaps.at(-1) ?? "", /tracking dataset/);
    }
  });

  it("are, in the sample organisation, what its reports count, and what its campaigns and journeys sum up to", async () => {
    const { session, count } = openTracked();
    const { tables, questions } = plan("abandonment", SAMPLE_RANGE);
    const { tables: results } = toResult({ tables, questions, numbers: questions.map(count) });
    const [senders, days] = results;
    assert.ok(senders && days);
    const [view] = await collectItems(listDataViews(session));
    const reported = async ({ from, to }: typeof RANGE) => {
      const { rows, totals } = await fetchReport(session, {
        dataViewId: view?.id ?? "",
        dimension: "variables/daterangeday",
        metrics: ["metrics/ajo_email_sends", "metrics/ajo_email_opens", "metrics/ajo_email_clicks"],
        dateRange: `${from}T00:00:00.000/${to}T23:59:59.999`,
      });
      return { totals, days: new Map(rows.map(({ id, values }) => [id, values])) };
    };
    const campaigns = await collectItems(listCampaigns(session));
    const before = toRangeBefore(SAMPLE_RANGE);
    const sum = (range: typeof RANGE, role: CountedRole) =>
      campaigns
        .map(({ campaignId }) => count({ subject: { kind: "campaign", campaignId, name: "" }, role, range }))
        .reduce((all, one) => all + one, 0);
    for (const [range, toValues, totals] of [
      [SAMPLE_RANGE, (id: string) => senders.rows.find((row) => row.id === id)?.values, days.totals],
      [before, (id: string) => senders.rows.find((row) => row.id === id)?.before, days.totalsBefore],
    ] as const) {
      const all = await reported(range);
      for (const [place, role] of (["send", "open", "click"] as const).entries()) {
        const [whole, ofCampaigns] = [all.totals[place] ?? 0, sum(range, role)];
        assert.ok(ofCampaigns > 0 && whole > ofCampaigns);
        assert.equal(toValues("campaigns")?.[place], roundDown(ofCampaigns), role);
        assert.equal(toValues("journeys")?.[place], roundDown(whole - ofCampaigns), role);
        const perDay = [...all.days.values()].map((values) => roundDown(values[place] ?? 0));
        const added = perDay.reduce((total, one) => total + one, 0);
        assert.equal(totals?.[place], range === before ? roundDown(whole) : added, role);
      }
    }
    const now = await reported(SAMPLE_RANGE);
    assert.equal(days.rows.length, 7);
    for (const { id, label, values } of days.rows)
      assert.deepEqual(
        values,
        now.days.get(id)?.map((value) => roundDown(value ?? 0)),
        label,
      );
    assert.match(days.gaps.join(" "), /^Numbers above 30,000 are rounded down to multiples of 200\.$/);
    const lost = 1 - (now.totals[2] ?? 0) / (now.totals[1] ?? 1);
    const loss = findFindings(senders).findings.find(({ kind }) => kind === "loss")?.text ?? "";
    assert.ok(
      loss.includes(`from Opens to Clicks`) && loss.includes(`${(lost * 100).toFixed(1)} % lost`),
      loss,
    );
  });
});
