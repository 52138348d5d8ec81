/**
 * What commands for reports ask and do alike: which connection and data view, which days, what of the
 * data view means what a report needs (proposed by name and type, confirmed once, and kept), and showing what a report finds.
 */
import type * as vscode from "vscode";
import { isApiError } from "../api/apiError";
import { type DataView as AnalyticsView, listDataViews } from "../api/cjaDataViews";
import { collectItems } from "../api/pages";
import { isFor } from "../model/connection";
import { toReasonText } from "../model/failureText";
import { WHOLE_ORGANISATION } from "../model/resource";
import { UserError } from "../model/userError";
import { fetchAllComponents } from "../reports/reportComponents";
import { readDays } from "../reports/reportDates";
import type { ReportDates } from "../reports/reportFile";
import type { DataViewComponents } from "../reports/reportProblems";
import {
  describeRole,
  listCandidates,
  proposeComponent,
  type ReportRole,
  type RoleIds,
  readRoleIds,
} from "../reports/reportRoles";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { refuseWithoutSandbox } from "./arguments";

/** Asks which data view a report is about. */
export async function chooseDataView(services: Services, connection: string): Promise<AnalyticsView> {
  const found = await findDataView(services, connection);
  if ("reason" in found) throw withoutAnalytics(found.reason);
  return found;
}

/** The data view somebody chooses; where there is none, why. */
export async function findDataView(
  services: Services,
  connection: string,
): Promise<AnalyticsView | { readonly reason: string }> {
  const known = services.connections.find(connection);
  if (known !== undefined && !isFor(known, "cja")) return { reason: unanswered() };
  const views = await services.prompts
    .showProgress(say("Reading data views"), async (signal) =>
      collectItems(listDataViews(await (await services.sessions()).open(connection)), signal),
    )
    .catch((error: unknown) => {
      if (!isApiError(error, "forbidden", "unauthorized", "notFound")) throw error;
      return { reason: `${unanswered()} ${toReasonText(error)}` };
    });
  if ("reason" in views) return views;
  if (views.length === 0)
    return {
      reason: say(
        "No data view is shared with this credential. An administrator of Customer Journey Analytics can share one.",
      ),
    };
  const choices = views.map((view) => ({
    label: view.name,
    value: view,
    ...(view.description === undefined ? {} : { detail: view.description }),
  }));
  return await services.prompts.pick(say("Data View of the Report"), choices);
}

/** What the tracking datasets know without Customer Journey Analytics, and what they do not. */
export function withoutAnalytics(reason: string): UserError {
  return new UserError(
    "gone",
    say(
      "{0} How a journey and the e-mails of a campaign do can also be counted with Query Service: choose “Show Performance…” on one, or start a template from the palette for the whole sandbox. Purchases, conversion, and who was in an audience are in no tracking dataset.",
      reason,
    ),
  );
}

function unanswered(): string {
  return say("Customer Journey Analytics does not answer this credential.");
}

/** Reads what a data view has. */
export async function readComponents(
  services: Services,
  { connection, dataView }: { readonly connection: string; readonly dataView: string },
): Promise<DataViewComponents> {
  return await services.prompts.showProgress(say("Reading the data view"), async (signal) =>
    fetchAllComponents(await (await services.sessions()).open(connection), dataView, signal),
  );
}

const USUAL_DAYS = [7, 30, 90] as const;

/** Asks which days a report is about. */
export async function askDates(prompts: Services["prompts"], heading: string): Promise<ReportDates> {
  const title = say("{0}: Days", heading);
  const dates = await prompts.pick<ReportDates | undefined>(title, [
    ...USUAL_DAYS.map((last) => ({ label: say("Last {0} days", last), value: { last } })),
    { label: say("Other days…"), value: undefined },
  ]);
  if (dates !== undefined) return dates;
  const text = await prompts.ask({
    title,
    prompt: say("First and last day"),
    placeholder: say("{0} to {1}", "2026-01-01", "2026-01-31"),
    check: (typed) =>
      readDays(typed) === undefined ? say("Write two days, such as 2026-01-01 to 2026-01-31") : undefined,
  });
  const days = readDays(text);
  if (days === undefined) throw new UserError("badArguments", say("A report needs a first and a last day."));
  return days;
}

/** Opens the page of a report beside its file; it runs the report. */
export async function openReportPage(
  services: Services,
  { connection, uri }: { readonly connection: string; readonly uri: vscode.Uri },
): Promise<void> {
  const pages = await services.pages();
  const place = { page: "report", connection, sandbox: WHOLE_ORGANISATION, id: uri.toString() } as const;
  // An open page shows an older run.
  pages.close(place);
  pages.openBeside(place, uri.path.slice(uri.path.lastIndexOf("/") + 1));
}

/** The connection in use, or the only one. */
export function getReportConnection(services: Pick<Services, "selection" | "connections">): string {
  const all = services.connections.all();
  const name = services.selection.current?.connection ?? (all.length === 1 ? all[0]?.name : undefined);
  if (name !== undefined) return name;
  throw refuseWithoutSandbox(services);
}

interface Needed {
  readonly dataView: string;
  readonly components: DataViewComponents;
  readonly needs: readonly ReportRole[];
  /** Without it there is no report, so that an earlier “it has none” is asked for again. */
  readonly required?: ReportRole | undefined;
}

/** What is known, with what somebody confirms now. */
export async function findRoles(services: Services, needed: Needed): Promise<RoleIds> {
  const { dataView, components, needs, required } = needed;
  const keptRoles = await services.keptRoles();
  const known = keptRoles.find(dataView);
  const isSomeKnown = needs.some((role) => (known[role] ?? "") !== "");
  const isThere = (role: ReportRole): boolean =>
    (known[role] === "" && isSomeKnown && role !== required) ||
    listCandidates(role, components).some(({ id }) => id === known[role]);
  const unknown = needs.filter((role) => !isThere(role));
  if (unknown.length > 0)
    await keptRoles.keep(dataView, await confirmRoles(services.prompts, { ...needed, needs: unknown }));
  const kept = Object.entries(keptRoles.find(dataView)).filter(([, id]) => id !== "");
  return readRoleIds(Object.fromEntries(kept));
}

async function confirmRoles(prompts: Services["prompts"], { components, needs }: Needed): Promise<RoleIds> {
  const proposed = needs.map((role) => ({ role, component: proposeComponent(role, components) }));
  const detail = proposed
    .map(({ role, component }) => `${describeRole(role).title}: ${component?.name ?? say("nothing")}`)
    .join(" · ");
  const isRight = await prompts.pick(say("Is This What Your Data View Calls the Events of the Report?"), [
    { label: say("Yes, use these"), detail, value: true },
    {
      label: say("Choose others…"),
      detail: say("It is asked once and kept for this data view."),
      value: false,
    },
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
  const none = { label: say("It has none"), description: say("the report leaves it out"), value: "" };
  return await prompts.pick(say("What Means {0}?", describeRole(role).title), [...choices, none]);
}
