/**
 * What reports are asked with in tests: the rows they are called on and the data view, whose components mean what they seem to mean.
 */
import assert from "node:assert/strict";
import { listDataViews } from "../../../client/src/api/cjaDataViews.js";
import { fetchComponents } from "../../../client/src/reports/reportComponents.js";
import { proposeComponent } from "../../../client/src/reports/reportRoles.js";
import { describeTemplate } from "../../../client/src/reports/reportTemplates.js";
import type { TestApi } from "../../../client/src/testApi.js";
import { getChildren, getNode, SAMPLE } from "./extensionUnderTest.js";

/** Who is in which audience. */
export const AUDIENCE_DIMENSION = "variables/adobe_personid_audience";
/** Which journey an event belongs to. */
export const JOURNEY_DIMENSION = "variables/_experience.journeyOrchestration.stepEvents.journeyVersionName";

/** What of the data view means what, as a person confirms it once (test/ui/reports.test.ts does). Returns its id. */
export async function confirmRoles({ services }: TestApi): Promise<string> {
  const session = await (await services.sessions()).open(SAMPLE);
  const views = await listDataViews(session).nextPage();
  const view = views?.items.find(({ name }) => name === "Acme all channels");
  assert.ok(view);
  const components = await fetchComponents(session, view.id);
  const needs = (["abandonment", "audience", "journey", "combined"] as const).flatMap(
    (template) => describeTemplate(template).needs,
  );
  const proposed = [...new Set(needs)].map(
    (role) => [role, proposeComponent(role, components)?.id ?? ""] as const,
  );
  await (await services.keptRoles()).keep(view.id, Object.fromEntries(proposed));
  return view.id;
}

/** The first row of a list, whatever it is called. */
export async function findFirstRow(api: TestApi, kind: "journey" | "audience") {
  const rows = await getChildren(api, await getNode(api, `${SAMPLE}/prod/${kind}`));
  const [first] = rows.flatMap((row) =>
    row.data.type === "resource" ? [{ row, name: row.data.row.name }] : [],
  );
  assert.ok(first, kind);
  return first;
}

/** The ids of the data views, as JSON. */
export async function readDataViews({ services }: TestApi): Promise<string> {
  const page = await listDataViews(await (await services.sessions()).open(SAMPLE)).nextPage();
  return JSON.stringify((page?.items ?? []).map(({ id }) => id));
}
