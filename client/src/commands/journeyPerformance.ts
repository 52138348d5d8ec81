/**
 * How the steps of a journey do, drawn on its page: numbers of Customer Journey Analytics, or where an organisation has none, of
 * the tracking datasets by way of Query Service. Reads only; nothing is kept but in memory.
 */
import { listDataViews } from "../api/cjaDataViews";
import { fetchJourney } from "../api/journeys";
import { collectItems } from "../api/pages";
import { isFor } from "../model/connection";
import { UserError } from "../model/userError";
import {
  FIGURE_ROLES,
  findStepLoss,
  findUnmatched,
  type JourneyFigures,
  readStepTable,
} from "../reports/journeyFigures";
import { findSummary } from "../reports/performanceSummary";
import { sayDays } from "../reports/reportDates";
import type { ReportDates, ReportFile } from "../reports/reportFile";
import type { RoleIds } from "../reports/reportRoles";
import { describeTemplate, fillTemplate } from "../reports/reportTemplates";
import { runReport } from "../reports/runReport";
import type { Services } from "../services";
import type { Choice } from "../ui/prompts";
import { say } from "../words/say";
import { CAMPAIGN_PERFORMANCE_COMMANDS } from "./campaignPerformance";
import type { Command, CommandCall } from "./command";
import { type MeasuredJourney, measureByQuery, toStepName, toWays } from "./journeyQueries";
import { getMeantPlace } from "./meantPlace";
import { createReportFile } from "./reportCommands";
import { askDates, findRoles, openReportPage, readComponents } from "./reportQuestions";

/** The command of this file, and that of campaigns, which is loaded with it. */
export const JOURNEY_PERFORMANCE_COMMANDS: readonly Command[] = [
  { id: "aep.journey.showPerformance", run: showPerformance },
  ...CAMPAIGN_PERFORMANCE_COMMANDS,
];

/** Asks for the source and the days, counts, and shows the page of the journey with the numbers. Returns them. */
async function showPerformance(services: Services, call: CommandCall): Promise<JourneyFigures> {
  const { connection, sandbox, id } = await getMeantPlace(services, call, "journey");
  const session = await (await services.sessions()).open(connection, sandbox);
  const journey = await fetchJourney(session, id, { signal: call.signal });
  const measured: MeasuredJourney = { connection, sandbox, journey, session };
  const dataView = await chooseSource(services, connection);
  const dates = await askDates(services.prompts, say("Performance of the Journey"));
  const counted: Counted =
    dataView === undefined
      ? await measureByQuery(services, measured, dates)
      : await measureByReport(services, measured, { dataView, dates });
  const { offer, ...found } = counted;
  const figures = { ...found, summary: findSummary(found, found.steps) };
  const place = { page: "journey", connection, sandbox, id } as const;
  (await services.pages()).hand(place, { name: journey.name, value: toHanded(figures) });
  if (offer !== undefined) void offerReport(services, connection, offer);
  return figures;
}

const OPEN_REPORT = say("Open Report");

/** The same numbers with the days before them, without a further question. */
async function offerReport(services: Services, connection: string, report: ReportFile): Promise<void> {
  const text = say("A report has the days before beside these numbers.");
  const pressed = await services.prompts.tell({ severity: "information", text, buttons: [OPEN_REPORT] });
  if (pressed === OPEN_REPORT)
    await openReportPage(services, { connection, uri: await createReportFile(report) });
}

/** What was counted, and a report that counts it with the days before. */
type Counted = Omit<JourneyFigures, "summary"> & { readonly offer?: ReportFile };

/** The data view to ask; undefined for Query Service. Where there is no data view, there is nothing to choose. */
async function chooseSource(services: Services, connection: string): Promise<string | undefined> {
  const known = services.connections.find(connection);
  if (known !== undefined && !isFor(known, "cja")) return undefined;
  const views = await services.prompts.showProgress(say("Reading data views"), async (signal) => {
    const session = await (await services.sessions()).open(connection);
    return await collectItems(listDataViews(session), signal).catch(() => []);
  });
  if (views.length === 0) return undefined;
  const choices: Choice<string | undefined>[] = views.map(({ id, name, description }) => ({
    label: name,
    value: id,
    description: say("data view"),
    ...(description === undefined ? {} : { detail: description }),
  }));
  const detail = say(
    "Counts in the tracking datasets of the sandbox; each number is a query that your licence counts.",
  );
  choices.push({ label: say("Query Service"), description: "SQL", detail, value: undefined });
  return await services.prompts.pick(say("Where the Numbers Come From"), choices);
}

async function measureByReport(
  services: Services,
  { connection, journey }: MeasuredJourney,
  { dataView, dates }: { readonly dataView: string; readonly dates: ReportDates },
): Promise<Counted> {
  const components = await readComponents(services, { connection, dataView });
  // All that a report on it needs: what a person confirms is asked once.
  const { needs } = describeTemplate("journey");
  const roles = await findRoles(services, { dataView, components, needs });
  const report = toStepReport(journey.name, { dataView, dates, roles });
  const result = await services.prompts.showProgress(say("Counting the steps"), async (signal) =>
    runReport(report, {
      session: await (await services.sessions()).open(connection),
      signal,
      now: services.now(),
    }),
  );
  const [table] = result.tables;
  if (table === undefined)
    throw new UserError(
      "gone",
      say("The platform sent no numbers for this journey. Try again, or count with Query Service."),
    );
  const read = readStepTable(table, roles);
  return {
    ...read,
    offer: fillTemplate("journey", {
      dataView,
      dates,
      roles,
      subject: { role: "journey", name: journey.name },
    }),
    source: say("the data view “{0}” of Customer Journey Analytics", result.dataView.name),
    days: sayDays(result.range),
    findings: findStepLoss(read, toWays(journey)),
    remarks: [
      ...table.gaps,
      ...findUnmatched(read.steps, journey.nodes.map(toStepName)),
      say("With the days before beside them, these numbers stand in “AEP: Report on Journey Performance…”."),
    ],
  };
}

/** More steps than a journey can have. */
const MOST_STEPS = 500;

function toStepReport(
  name: string,
  {
    dataView,
    dates,
    roles,
  }: { readonly dataView: string; readonly dates: ReportDates; readonly roles: RoleIds },
): ReportFile {
  const { step, journey } = roles;
  const metrics = [...new Set(FIGURE_ROLES.flatMap((role) => roles[role] ?? []))];
  if (step === undefined || journey === undefined || metrics.length === 0)
    throw new UserError(
      "gone",
      say(
        "The data view has no dimension for steps and names of journeys, or no metric that counts them. Choose another data view, or Query Service.",
      ),
    );
  return {
    title: name,
    dataView,
    dates,
    where: [{ dimension: journey, equals: name, of: "event" }],
    tables: [{ dimension: step, metrics, rows: MOST_STEPS }],
  };
}

/** A page is sent JSON, which knows no undefined. */
function toHanded({ steps, summary, ...figures }: JourneyFigures): object {
  return {
    ...figures,
    ...(summary === undefined ? {} : { summary }),
    steps: steps.map(({ step, values }) => ({ step, values: values.map((value) => value ?? null) })),
  };
}
