/**
 * Commands for reports of Customer Journey Analytics: a new file in a few questions, and running one; and reports from templates, for
 * the whole data view or for the audience or journey they were called on. Reports only read.
 */
import * as vscode from "vscode";
import { findText } from "../documents/draftFiles";
import { assignFileNames } from "../files/fileNames";
import { unopened } from "../model/refusals";
import { UserError } from "../model/userError";
import { readText } from "../model/values";
import { REPORT_FILE_ENDING, type ReportFile, toReportText } from "../reports/reportFile";
import { type DataViewComponents, getRunnableReport } from "../reports/reportProblems";
import type { ReportRole } from "../reports/reportRoles";
import { describeTemplate, fillTemplate, type ReportTemplate } from "../reports/reportTemplates";
import { type ReportResult, runReport } from "../reports/runReport";
import type { Services } from "../services";
import { openDocument } from "../ui/editors";
import { findFree, openNamed } from "../ui/namedDocuments";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { findNodeData, findUri, getRecord, readFileArgument } from "./arguments";
import type { Command, CommandCall } from "./command";
import {
  askDates,
  chooseDataView,
  findDataView,
  findRoles,
  getReportConnection,
  openReportPage,
  readComponents,
  withoutAnalytics,
} from "./reportQuestions";
import { askSubject, findSubject } from "./reportSubject";

/** The commands of this file. */
export const REPORT_COMMANDS: readonly Command[] = [
  { id: "aep.report.new", run: startReport },
  { id: "aep.report.run", run: showReport },
  { id: "aep.report.abandonment", run: startTemplate("abandonment") },
  { id: "aep.report.audiencePerformance", run: startTemplate("audience") },
  { id: "aep.report.journeyPerformance", run: startTemplate("journey") },
  { id: "aep.report.combined", run: startTemplate("combined") },
];

/** Asks for a data view, what is counted by what, and for when; writes the file. */
async function startReport(services: Services, call: CommandCall): Promise<string> {
  const clicked = findNodeData(call, "resource");
  const connection = clicked?.target.connection ?? getReportConnection(services);
  const dataView =
    clicked?.row.kind === "dataView" ? clicked.row : await chooseDataView(services, connection);
  const components = await readComponents(services, { connection, dataView: dataView.id });
  const report = await askReport(services, { dataView: dataView.id, components });
  return (await createReportFile(report)).toString();
}

async function askReport(
  { prompts }: Services,
  { dataView, components }: { readonly dataView: string; readonly components: DataViewComponents },
): Promise<ReportFile> {
  const offered = toChoices([...components.metrics, ...(components.calculatedMetrics ?? [])]);
  const dimensions = toChoices(components.dimensions);
  if (offered.length === 0 || dimensions.length === 0)
    throw new UserError(
      "gone",
      say("The data view has no metric, or no dimension to count by. Choose another data view."),
    );
  let metrics = await prompts.pickMany(say("New Report: Metrics"), offered);
  while (metrics.length === 0)
    metrics = await prompts.pickMany(say("New Report: Metrics (Tick at Least One)"), offered);
  const dimension = await prompts.pick(say("New Report: By"), dimensions);
  const dates = await askDates(prompts, say("New Report"));
  const counted =
    metrics.length > 2 ? say("{0} metrics", metrics.length) : metrics.map(({ name }) => name).join(", ");
  const title = say("{0} by {1}", counted, dimension.name);
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

/** Opens the page of a report, which runs it; a program gets the result instead. */
async function showReport(services: Services, call: CommandCall): Promise<ReportResult | undefined> {
  const uri = getReportUri(call);
  const connection = readText(getRecord(call)["connection"]) ?? getReportConnection(services);
  if (call.isAutomated) return await runForProgram(services, { uri, connection, call });
  await openReportPage(services, { connection, uri });
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
  const report = getRunnableReport((await findText(uri)) ?? "");
  const session = await (await services.sessions()).open(connection);
  return await runReport(report, { session, signal: call.signal, now: services.now() });
}

function getReportUri(call: CommandCall): vscode.Uri {
  const given = readFileArgument(getRecord(call)["file"]) ?? findUri(call);
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.path.endsWith(REPORT_FILE_ENDING) === true) return uri;
  throw unopened(say("a report (a .cja.json file)"), "badArguments");
}

/**
 * Makes the file, opens it and runs it. Returns its address. Without Customer Journey Analytics a report on the whole sandbox is counted
 * by Query Service, has no file, and is returned itself; who belongs to an audience or a journey is not known there.
 */
function startTemplate(template: ReportTemplate): Command["run"] {
  return async (services, call): Promise<string | ReportResult> => {
    const { title } = describeTemplate(template);
    const connection = findNodeData(call, "resource")?.target.connection ?? getReportConnection(services);
    const called = findSubject(call);
    const found = await findDataView(services, connection);
    if ("reason" in found) {
      if (called !== undefined) throw withoutAnalytics(found.reason);
      const { countTemplate } = await import("./trackedReports");
      return await countTemplate(services, template, { connection, reason: found.reason });
    }
    const { id: dataView } = found;
    const subject = called ?? (await askSubject(services, call, template));
    const components = await readComponents(services, { connection, dataView });
    const needs = new Set<ReportRole>([
      ...describeTemplate(template).needs,
      ...(subject ? [subject.role] : []),
    ]);
    const roles = await findRoles(services, {
      dataView,
      components,
      needs: [...needs],
      required: subject?.role,
    });
    const dates = await askDates(services.prompts, title);
    const uri = await createReportFile(fillTemplate(template, { dataView, dates, roles, subject }));
    await openReportPage(services, { connection, uri });
    return uri.toString();
  };
}

const REPORT_FOLDER = "reports";

/** Writes a report file into the folder of the workspace, or a document without a file where none is open, and opens it. */
export async function createReportFile(report: ReportFile): Promise<vscode.Uri> {
  const stem = assignFileNames([{ id: "", name: report.title }]).get("") ?? report.title;
  const name = `${stem}${REPORT_FILE_ENDING}`;
  const text = toReportText(report);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined || vscode.workspace.fs.isWritableFileSystem(root.scheme) !== true)
    return (await openNamed(vscode.Uri.file(`/${name}`), text)).uri;
  const uri = await findFree(vscode.Uri.joinPath(root, REPORT_FOLDER, name));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await openDocument(uri);
  return uri;
}
