/**
 * Templates: what of a data view means what, and the reports made from it.
 */
import assert from "node:assert/strict";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { collectItems } from "../../../../client/src/api/pages";
import { findFindings } from "../../../../client/src/reports/findings";
import { fetchComponents } from "../../../../client/src/reports/reportComponents";
import { readReportFile, toReportText } from "../../../../client/src/reports/reportFile";
import { type DataViewComponents, findReportProblems } from "../../../../client/src/reports/reportProblems";
import {
  describeRole,
  proposeComponent,
  type RoleIds,
  readRoleIds,
} from "../../../../client/src/reports/reportRoles";
import {
  describeTemplate,
  fillTemplate,
  type ReportTemplate,
} from "../../../../client/src/reports/reportTemplates";
import { runReport } from "../../../../client/src/reports/runReport";
import { openSample } from "../api/support/samplePlatform";

const TEMPLATES: readonly ReportTemplate[] = ["abandonment", "audience", "journey", "combined"];

function propose(template: ReportTemplate, components: DataViewComponents): RoleIds {
  const { needs } = describeTemplate(template);
  return readRoleIds(Object.fromEntries(needs.map((role) => [role, proposeComponent(role, components)?.id])));
}

describe("report templates", () => {
  const sample = openSample();
  let components: DataViewComponents;
  let dataView = "";

  before(async () => {
    const [view] = await collectItems(listDataViews(sample.session));
    dataView = view?.id ?? "";
    components = await fetchComponents(sample.session, dataView);
  });

  it("propose components by name, id and type", () => {
    const propose = (role: Parameters<typeof proposeComponent>[0]) =>
      proposeComponent(role, components)?.name;
    assert.deepEqual(
      (["visit", "people", "cart", "checkout", "purchase", "send", "open", "click"] as const).map(propose),
      [
        "Sessions",
        "People",
        "Cart additions",
        "Checkouts",
        "Orders",
        "E-mail sends",
        "E-mail opens",
        "E-mail clicks",
      ],
    );
    assert.deepEqual((["day", "channel", "audience", "campaign"] as const).map(propose), [
      "Day",
      "Marketing channel",
      "Audience",
      "Campaign",
    ]);
  });

  it("never propose a share or an amount as a step", () => {
    const metric = (name: string, type: string) => ({
      id: name,
      name,
      type,
      description: undefined,
      isHidden: false,
    });
    const metrics = [
      metric("Orders rate", "percent"),
      metric("Order value", "currency"),
      metric("Purchases", "int"),
    ];
    assert.equal(proposeComponent("purchase", { metrics, dimensions: [] })?.name, "Purchases");
    assert.equal(proposeComponent("cart", { metrics, dimensions: [] }), undefined);
    assert.equal(describeRole("cart").kind, "metric");
  });

  for (const template of TEMPLATES) {
    it(`make a report without problems: ${template}`, () => {
      const roles = propose(template, components);
      const report = fillTemplate(template, { dataView, dates: { last: 30 }, roles });
      assert.deepEqual(readReportFile(toReportText(report)), { report });
      assert.deepEqual(findReportProblems(report, components), []);
    });
  }

  it("leave out steps the data view lacks", () => {
    const roles = { visit: "metrics/visits", purchase: "metrics/orders", channel: "variables/channel" };
    const { tables } = fillTemplate("abandonment", { dataView, dates: { last: 30 }, roles });
    assert.deepEqual(tables, [
      {
        title: "Where people drop off",
        dimension: "variables/channel",
        metrics: ["metrics/visits", "metrics/orders"],
        steps: ["metrics/visits", "metrics/orders"],
      },
    ]);
  });

  it("are refused where the data view has nothing to count, or would count everybody in the place of an audience", () => {
    const fill = (roles: RoleIds, subject?: { readonly role: "audience"; readonly name: string }) => () =>
      fillTemplate("audience", { dataView, dates: { last: 30 }, roles, subject });
    assert.throws(fill({}), /has nothing that the report “Audience performance” counts/);
    assert.throws(fill({ people: "metrics/people" }), /has nothing/, "a metric alone is no table");
    const { audience: _left, ...roles } = propose("audience", components);
    assert.throws(fill(roles, { role: "audience", name: "Families" }), /who belongs to “Families”/);
    assert.equal(fill(roles)().where, undefined);
  });

  it("count only who the audience holds", () => {
    const roles = propose("audience", components);
    const subject = { role: "audience", name: "Families" } as const;
    const report = fillTemplate("audience", { dataView, dates: { last: 30 }, roles, subject });
    assert.equal(report.title, "Audience performance: Families");
    assert.deepEqual(report.where, [{ dimension: "variables/adobe_personid_audience", equals: "Families" }]);
  });

  it("count in a journey its own events alone, whose rows add up to their totals by step and by day", async () => {
    const roles = propose("journey", components);
    const subject = { role: "journey", name: "Welcome series" } as const;
    const report = fillTemplate("journey", { dataView, dates: { last: 30 }, roles, subject });
    const result = await runReport(report, {
      session: sample.session,
      signal: new AbortController().signal,
      now: sample.clock.now(),
    });
    assert.deepEqual(result.parts, ["Counts only events with Journey name “Welcome series”."]);
    const [steps, days] = result.tables;
    assert.ok(steps && days);
    const add = ({ columns, rows }: typeof steps) =>
      columns.map((_column, index) => rows.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
    assert.deepEqual(add(steps), steps.totals);
    assert.deepEqual(add(days), days.totals);
    assert.deepEqual(steps.totals, days.totals);
    const [entries = 0, sends = 0] = steps.totals;
    assert.ok(sends > 0 && sends < entries, "nobody is sent more than one message at a step");
  });

  it("find where most is lost, as the totals of the platform say", async () => {
    const roles = propose("abandonment", components);
    const dates = { from: "2025-12-01", to: "2025-12-31" };
    const report = fillTemplate("abandonment", { dataView, dates, roles });
    const { tables } = await runReport(report, {
      session: sample.session,
      signal: new AbortController().signal,
      now: sample.clock.now(),
    });
    const [steps, volume] = tables;
    assert.ok(steps && volume);
    const counts = volume.columns.map((_column, index) =>
      volume.rows.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
    );
    const losses = counts.slice(1).map((count, index) => 1 - count / (counts[index] ?? 1));
    const worst = losses.indexOf(Math.max(...losses));
    const [from, to] = [steps.columns[worst]?.name, steps.columns[worst + 1]?.name];
    const loss = findFindings(steps).findings.find(({ kind }) => kind === "loss");
    assert.ok(loss);
    assert.ok(loss.text.startsWith(`The step that loses most: from ${from} to ${to},`), loss.text);
    assert.ok(loss.text.includes(`${Number(((losses[worst] ?? 0) * 100).toFixed(1))} % lost`), loss.text);
  });
});
