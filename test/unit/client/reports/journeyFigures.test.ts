/**
 * How the steps of a journey do: read from a report's table by step and, by another way, from statements for Query Service; the
 * sample organisation counts the same events for both.
 */
import assert from "node:assert/strict";
import { listDataViews } from "../../../../client/src/api/cjaDataViews";
import { fetchJourney, listJourneys } from "../../../../client/src/api/journeys";
import { collectItems } from "../../../../client/src/api/pages";
import { isReading } from "../../../../client/src/api/queryRuns";
import { fetchTrackingTables } from "../../../../client/src/api/queryTables";
import {
  FIGURE_ROLES,
  findStepLoss,
  findUnmatched,
  readStepTable,
} from "../../../../client/src/reports/journeyFigures";
import { fetchComponents } from "../../../../client/src/reports/reportComponents";
import type { ReportFile } from "../../../../client/src/reports/reportFile";
import { proposeComponent, readRoleIds } from "../../../../client/src/reports/reportRoles";
import { runReport } from "../../../../client/src/reports/runReport";
import { type CountedRole, toTrackingStatement } from "../../../../client/src/reports/trackingStatements";
import { runTrackingQuery } from "../../../../client/src/sample/data/sampleQueries";
import { openSample } from "../api/support/samplePlatform";

const RANGE = { from: "2025-12-01", to: "2025-12-07" };
const TABLES = { steps: "journey_step_events", feedback: "feedback", tracking: "tracking" };

describe("how the steps of a journey do", () => {
  it("is the same by report and by query, for each step and number", async () => {
    const sample = openSample({ sandbox: "prod" });
    const { session } = sample;
    const [view] = await collectItems(listDataViews(session));
    const listed = (await collectItems(listJourneys(session))).find(({ name }) => name === "Abandoned cart");
    assert.ok(view && listed);
    const journey = await fetchJourney(session, listed.id);
    const components = await fetchComponents(session, view.id);
    const roles = readRoleIds(
      Object.fromEntries(
        [...FIGURE_ROLES, "step", "journey"].map((role) => [
          role,
          proposeComponent(role as (typeof FIGURE_ROLES)[number], components)?.id,
        ]),
      ),
    );
    const report: ReportFile = {
      title: "Steps",
      dataView: view.id,
      dates: RANGE,
      where: [{ dimension: roles.journey ?? "", equals: journey.name, of: "event" }],
      tables: [
        {
          dimension: roles.step ?? "",
          metrics: FIGURE_ROLES.flatMap((role) => roles[role] ?? []),
          rows: 500,
        },
      ],
    };
    const signal = new AbortController().signal;
    const { tables } = await runReport(report, { session, signal, now: sample.clock.now() });
    assert.ok(tables[0]);
    const { columns, steps } = readStepTable(tables[0], roles);
    assert.deepEqual(
      columns.map(({ name }) => name),
      ["Journey step entries", "E-mail sends", "E-mail opens", "E-mail clicks", "Orders"],
    );
    assert.deepEqual(steps.map(({ step }) => step).sort(), journey.nodes.map(({ name }) => name).sort());
    const { state, seeded } = sample.organisation.surroundings();
    const { journeys } = state.journeys("prod");
    const place = { journeys, campaigns: [], seeded, now: sample.clock.now() };
    const trackingTables = await fetchTrackingTables(session);
    for (const { step, values } of steps) {
      for (const [index, role] of FIGURE_ROLES.entries()) {
        if (role === "purchase") continue;
        const subject = { kind: "step", journeyVersionId: journey.id, name: step } as const;
        const sql = toTrackingStatement({ subject, role, range: RANGE }, trackingTables);
        assert.ok(isReading(sql), sql);
        assert.deepEqual(runTrackingQuery(sql, place), { rows: values[index] }, `${step}: ${role}`);
      }
    }
  });

  it("is asked in statements that count rows of the documented tables, whatever a step is called", () => {
    const write = (role: CountedRole) =>
      toTrackingStatement(
        { subject: { kind: "step", journeyVersionId: "v1", name: "It's; here\n--" }, role, range: RANGE },
        TABLES,
      );
    assert.match(
      write("entry"),
      /^-- Entries into the step "It's; here\\n--"\nSELECT 1 FROM journey_step_events\n/,
    );
    assert.match(write("entry"), /nodeName = 'It''s; here\n--'/);
    assert.match(write("send"), /^SELECT 1 FROM feedback$/m);
    assert.match(
      write("click"),
      /journeyActionID IN \(SELECT [\w.]+\.actionID FROM journey_step_events WHERE/,
    );
    assert.ok((["entry", "send", "open", "click"] as const).every((role) => isReading(write(role))));
  });

  const column = (role: (typeof FIGURE_ROLES)[number]) => ({ role, name: role });

  it("says after which step the smallest share goes on, and nothing of small or unknown counts", () => {
    const steps = [
      { step: "start", values: [1_000] },
      { step: "wait", values: [900] },
      { step: "fork", values: [800] },
      { step: "left", values: [300] },
      { step: "right", values: [100] },
      { step: "end", values: [10] },
    ];
    const ways = [
      { step: "start", next: ["wait"] },
      { step: "wait", next: ["fork"] },
      { step: "fork", next: ["left", "right"] },
      { step: "left", next: ["gone"] },
      { step: "end", next: [] },
    ];
    const found = (change = steps) => findStepLoss({ columns: [column("entry")], steps: change }, ways);
    assert.deepEqual(found(), [
      "The step that loses most: “fork”, 800 in and 400 into what follows, 50 % lost.",
    ]);
    assert.deepEqual(found(steps.map(({ step, values }) => ({ step, values: [(values[0] ?? 0) / 20] }))), []);
    assert.deepEqual(findStepLoss({ columns: [column("send")], steps }, ways), []);
  });

  it("names steps that share a name, and numbers that belong to none", () => {
    const steps = [
      { step: "a", values: [1] },
      { step: "gone", values: [1] },
    ];
    assert.deepEqual(findUnmatched(steps, ["a", "b"]), [
      "Numbers of “gone” belong to no step of this version.",
    ]);
    assert.match(findUnmatched([], ["b", "b"])[0] ?? "", /^Several steps are called “b”/);
  });
});
