/**
 * Reports from templates: for the whole data view, or for the audience or journey they were called on. What a template needs is
 * proposed by name and type, confirmed once, and kept for the data view.
 */
import { createReportFile } from "../drafting/reportFolder";
import type { ReportRole } from "../reports/reportRoles";
import {
  describeTemplate,
  fillTemplate,
  type ReportTemplate,
  type TemplateFilling,
} from "../reports/reportTemplates";
import { findNodeData } from "./arguments";
import type { Command, CommandCall } from "./command";
import {
  askDates,
  chooseDataView,
  getReportConnection,
  openReportPage,
  readComponents,
} from "./reportQuestions";
import { findRoles } from "./reportRoleQuestions";

/** The commands of this file. */
export const REPORT_TEMPLATE_COMMANDS: readonly Command[] = [
  { id: "aep.report.abandonment", run: startTemplate("abandonment") },
  { id: "aep.report.audiencePerformance", run: startTemplate("audience") },
  { id: "aep.report.journeyPerformance", run: startTemplate("journey") },
  { id: "aep.report.combined", run: startTemplate("combined") },
];

/** Makes the file, opens it and runs it. Returns its address. */
function startTemplate(template: ReportTemplate): Command["run"] {
  return async (services, call): Promise<string> => {
    const { title } = describeTemplate(template);
    const connection = findNodeData(call, "resource")?.target.connection ?? getReportConnection(services);
    const { id: dataView } = await chooseDataView(services, connection);
    const components = await readComponents(services, { connection, dataView });
    const subject = findSubject(call);
    const needs = new Set<ReportRole>([
      ...describeTemplate(template).needs,
      ...(subject ? [subject.role] : []),
    ]);
    const roles = await findRoles(services, { dataView, components, needs: [...needs] });
    const dates = await askDates(services.prompts, title);
    const uri = await createReportFile(fillTemplate(template, { dataView, dates, roles, subject }));
    await openReportPage(services, { connection, uri });
    return uri.toString();
  };
}

/** The audience or journey the command was called on. */
function findSubject(call: CommandCall): TemplateFilling["subject"] {
  const row = findNodeData(call, "resource")?.row;
  if (row?.kind !== "audience" && row?.kind !== "journey") return undefined;
  return { role: row.kind, name: row.name };
}
