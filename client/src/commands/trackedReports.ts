/**
 * Templates of reports for a whole sandbox of an organisation without Customer Journey Analytics: counted in the tracking datasets by
 * Query Service, and shown on the same page as any report. Reads only; nothing is kept but in memory, so there is no file.
 */
import { unchosenSandbox } from "../model/refusals";
import { toDayRange, toRangeBefore, toToday } from "../reports/reportDates";
import { describeTemplate, type ReportTemplate } from "../reports/reportTemplates";
import type { ReportResult } from "../reports/runReport";
import { listQuestions, planTracked } from "../reports/trackedPlan";
import { toTrackedResult } from "../reports/trackedReport";
import type { Services } from "../services";
import { say } from "../words/say";
import { askDates } from "./reportQuestions";
import { COUNTED_NAMES, countTracked, MOST_STATEMENTS } from "./trackingQueries";

/** Asks for the days, counts, and shows the page. Returns what it shows. */
export async function countTemplate(
  services: Services,
  template: ReportTemplate,
  { connection, reason }: { readonly connection: string; readonly reason: string },
): Promise<ReportResult> {
  const { current } = services.selection;
  if (current?.connection !== connection) throw unchosenSandbox();
  const { sandbox } = current;
  const session = await (await services.sessions()).open(connection, sandbox);
  const { title } = describeTemplate(template);
  const range = toDayRange(await askDates(services.prompts, title), toToday(services.now(), undefined));
  const tables = planTracked(template, { sandbox, range, most: MOST_STATEMENTS });
  const questions = listQuestions(tables);
  const name = "AEP Workbench: messages of a sandbox";
  const counted = await countTracked(services, { connection, sandbox, session, questions, name });
  const { rows, statements, source } = counted;
  const result = toTrackedResult({
    title: `${title}: ${sandbox}`,
    source: source.charAt(0).toUpperCase() + source.slice(1),
    range,
    before: toRangeBefore(range),
    tables,
    numbers: rows.map((count, index) => ({ rows: count, sql: statements[index] ?? "" })),
    toName: (role) => say(COUNTED_NAMES[role]),
    reason,
  });
  const place = { page: "report", connection, sandbox, id: template } as const;
  (await services.pages()).hand(place, { name: result.title, value: result });
  return result;
}
