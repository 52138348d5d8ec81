/**
 * Reports from templates: for the whole data view, or for the audience or journey they were called on. What a template needs is
 * proposed by name and type, confirmed once, and kept for the data view.
 */
import { createReportFile } from "../drafting/reportFolder";
import type { DataViewComponents } from "../reports/reportProblems";
import {
  describeRole,
  listCandidates,
  proposeComponent,
  type ReportRole,
  type RoleIds,
  readRoleIds,
} from "../reports/reportRoles";
import {
  describeTemplate,
  fillTemplate,
  type ReportTemplate,
  type TemplateFilling,
} from "../reports/reportTemplates";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { findNodeData } from "./arguments";
import type { Command, CommandCall } from "./command";
import {
  askDates,
  chooseDataView,
  getReportConnection,
  openReportPage,
  readComponents,
} from "./reportQuestions";

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

interface Needed {
  readonly dataView: string;
  readonly components: DataViewComponents;
  readonly needs: readonly ReportRole[];
}

/** What is known, with what somebody confirms now. */
async function findRoles(services: Services, needed: Needed): Promise<RoleIds> {
  const { dataView, components, needs } = needed;
  const keptRoles = await services.keptRoles();
  const known = keptRoles.find(dataView);
  const isThere = (role: ReportRole): boolean =>
    known[role] === "" || listCandidates(role, components).some(({ id }) => id === known[role]);
  const unknown = needs.filter((role) => !isThere(role));
  if (unknown.length > 0)
    await keptRoles.keep(dataView, await confirmRoles(services.prompts, { ...needed, needs: unknown }));
  const kept = Object.entries(keptRoles.find(dataView)).filter(([, id]) => id !== "");
  return readRoleIds(Object.fromEntries(kept));
}

async function confirmRoles(prompts: Services["prompts"], { components, needs }: Needed): Promise<RoleIds> {
  const proposed = needs.map((role) => ({ role, component: proposeComponent(role, components) }));
  const detail = proposed
    .map(({ role, component }) => `${describeRole(role).title}: ${component?.name ?? "nothing"}`)
    .join(" · ");
  const isRight = await prompts.pick("What the Data View Calls It", [
    { label: "Use these", detail, value: true },
    { label: "Choose each…", detail: "It is asked once and kept for this data view.", value: false },
  ]);
  const entries: (readonly [ReportRole, string])[] = [];
  for (const { role, component } of proposed) {
    entries.push([role, isRight ? (component?.id ?? "") : await askRole(prompts, { role, components })]);
  }
  return readRoleIds(Object.fromEntries(entries));
}

/** Asks for one; the proposed one stands first. */
async function askRole(
  prompts: Services["prompts"],
  { role, components }: { readonly role: ReportRole; readonly components: DataViewComponents },
): Promise<string> {
  const proposed = proposeComponent(role, components);
  const others = listCandidates(role, components).filter(({ id }) => id !== proposed?.id);
  const choices: Choice<string>[] = [...(proposed === undefined ? [] : [proposed]), ...others].map(
    ({ id, name }) => ({ label: name, description: id, value: id }),
  );
  const none = { label: "It has none", description: "the report leaves it out", value: "" };
  return await prompts.pick(`What Means ${describeRole(role).title}?`, [...choices, none]);
}
