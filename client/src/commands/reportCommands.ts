/**
 * Commands for reports of Customer Journey Analytics: a new file in a few questions, and running one. Reports only read.
 */
import * as vscode from "vscode";
import { type DataView as AnalyticsView, listDataViews } from "../api/cjaDataViews";
import { collectItems } from "../api/pages";
import { findText } from "../documents/draftFiles";
import { createReportFile } from "../drafting/reportFolder";
import { WHOLE_ORGANISATION } from "../model/resource";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { isDay } from "../reports/reportDates";
import { REPORT_FILE_ENDING, type ReportDates, type ReportFile, readReportFile } from "../reports/reportFile";
import type { DataViewComponents } from "../reports/reportProblems";
import { fetchComponents, type ReportResult, runReport } from "../reports/runReport";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { findNodeData, findUri, getRecord, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";

/** The commands of this file. */
export const REPORT_COMMANDS: readonly Command[] = [
  { id: "aep.report.new", run: startReport },
  { id: "aep.report.run", run: showReport },
];

/** Asks for a data view, what is counted by what, and for when; writes the file. */
async function startReport(services: Services, call: CommandCall): Promise<string> {
  const clicked = findNodeData(call, "resource");
  const connection = clicked?.target.connection ?? getConnection(services);
  const dataView =
    clicked?.row.kind === "dataView" ? clicked.row : await chooseDataView(services, connection);
  const components = await services.prompts.showProgress("Reading the data view", async (signal) =>
    fetchComponents(await (await services.sessions()).open(connection), dataView.id, signal),
  );
  const report = await askReport(services, { dataView: dataView.id, components });
  return (await createReportFile(report)).toString();
}

async function chooseDataView(services: Services, connection: string): Promise<AnalyticsView> {
  const views = await services.prompts.showProgress("Reading data views", async (signal) =>
    collectItems(listDataViews(await (await services.sessions()).open(connection)), signal),
  );
  const choices = views.map((view) => ({
    ...{ label: view.name, value: view },
    ...(view.description === undefined ? {} : { detail: view.description }),
  }));
  return await services.prompts.pick("New Report: Data View", choices);
}

async function askReport(
  { prompts }: Services,
  { dataView, components }: { readonly dataView: string; readonly components: DataViewComponents },
): Promise<ReportFile> {
  const metrics = await prompts.pickMany("New Report: Metrics", toChoices(components.metrics));
  if (metrics.length === 0) throw new UserError("badArguments", "A report counts at least one metric.");
  const dimension = await prompts.pick("New Report: By", toChoices(components.dimensions));
  const dates = await askDates(prompts);
  const counted = metrics.map(({ name }) => name);
  const title = `${counted.length > 2 ? `${counted.length} metrics` : counted.join(" and ")} by ${dimension.name}`;
  const ids = metrics.map(({ id }) => id);
  return { title, dataView, dates, compareBefore: true, tables: [{ dimension: dimension.id, metrics: ids }] };
}

function toChoices<Component extends DataViewComponents["metrics"][number]>(
  components: readonly Component[],
): readonly Choice<Component>[] {
  return components
    .filter(({ isHidden }) => !isHidden)
    .map((component) => ({ label: component.name, description: component.id, value: component }));
}

const USUAL_DAYS = [7, 30, 90] as const;

/** Asks which days a report is about. */
async function askDates(prompts: Services["prompts"]): Promise<ReportDates> {
  const dates = await prompts.pick<ReportDates | undefined>("New Report: Days", [
    ...USUAL_DAYS.map((last) => ({ label: `Last ${last} days`, value: { last } })),
    { label: "Other days…", value: undefined },
  ]);
  if (dates !== undefined) return dates;
  const text = await prompts.ask({
    title: "New Report: Days",
    prompt: "First and last day",
    placeholder: "2026-01-01 to 2026-01-31",
    check: (typed) =>
      readDays(typed) === undefined ? "Write two days, such as 2026-01-01 to 2026-01-31" : undefined,
  });
  const days = readDays(text);
  if (days === undefined) throw new UserError("badArguments", "A report needs a first and a last day.");
  return days;
}

function readDays(text: string): ReportDates | undefined {
  const [from = "", to = ""] = /^\s*(\S+)\s+to\s+(\S+)\s*$/.exec(text)?.slice(1) ?? [];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

/** Opens the page of a report, which runs it; a program gets the result instead. */
async function showReport(services: Services, call: CommandCall): Promise<ReportResult | undefined> {
  const uri = getReportUri(call);
  const connection = readText(getRecord(call)["connection"]) ?? getConnection(services);
  if (call.isAutomated) return await runForProgram(services, { uri, connection, call });
  const pages = await services.pages();
  const place = { page: "report", connection, sandbox: WHOLE_ORGANISATION, id: uri.toString() } as const;
  // An open page shows an older run.
  pages.close(place);
  pages.openBeside(place, uri.path.slice(uri.path.lastIndexOf("/") + 1));
  return undefined;
}

async function runForProgram(
  services: Services,
  {
    uri,
    connection,
    call,
  }: { readonly uri: vscode.Uri; readonly connection: string; readonly call: CommandCall },
): Promise<ReportResult> {
  const read = readReportFile((await findText(uri)) ?? "");
  if ("problems" in read) throw new UserError("badFile", read.problems[0].message);
  const session = await (await services.sessions()).open(connection);
  return await runReport(read.report, { session, signal: call.signal, now: services.now() });
}

function getReportUri(call: CommandCall): vscode.Uri {
  const given = readFileArgument(getRecord(call)["file"]) ?? findUri(call);
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.path.endsWith(REPORT_FILE_ENDING) === true) return uri;
  throw new UserError("badArguments", "Open a report (a file that ends in .cja.json) first.");
}

/** The connection in use, or the only one. */
function getConnection({ selection, connections }: Services): string {
  const all = connections.all();
  const name = selection.current?.connection ?? (all.length === 1 ? all[0]?.name : undefined);
  if (name !== undefined) return name;
  throw new UserError("noSandbox", "Choose the sandbox to work in first.", {
    waysOut: [{ title: "Choose Sandbox", command: "aep.sandbox.select" }],
  });
}
