/**
 * The page of a report without an editor, over the sample organisation; its file lies in memory.
 */
import assert from "node:assert/strict";
import { listDataViews } from "../../../../client/src/api/cjaDataViews.js";
import { collectItems } from "../../../../client/src/api/pages.js";
import { type ReportEditor, toReportPage } from "../../../../client/src/pages/report/reportHost.js";
import {
  type ReportContent,
  reportContentShape,
} from "../../../../client/src/pages/report/reportPageContent.js";
import { openSample, type SamplePlatform } from "../api/support/samplePlatform.js";
import { type Bend, bendReports } from "../reports/support/bentReports.js";
import { type PageOptions, PageUnderTest } from "./pageUnderTest.js";

/** How the report is met. */
export interface Opening {
  readonly scenario?: string;
  readonly bend?: Bend;
  /** Told what is said of the way; may cancel. */
  readonly onSaid?: (text: string, cancel: () => void) => void;
  /** Makes of the text of the file another one. */
  readonly spoil?: (text: string) => string;
}

/** A page that was read, and the texts it had opened. */
export interface OpenedReport {
  readonly page: PageUnderTest;
  readonly created: readonly string[];
}

/** Runs a report of November 2025, of sessions where a table names nothing else. */
export async function openReport(
  tables: readonly object[],
  { scenario = "default", bend, onSaid, spoil = (text) => text }: Opening = {},
): Promise<OpenedReport> {
  const platform = openSample({ scenario, ...(bend === undefined ? {} : { bend: bendReports(bend) }) });
  const [view] = await collectItems(listDataViews(platform.session));
  const dates = { from: "2025-11-01", to: "2025-11-30" };
  const asked = tables.map((table) => ({ metrics: ["metrics/visits"], ...table }));
  const text = spoil(JSON.stringify({ title: "Long", dataView: view?.id, dates, tables: asked }));
  return await openReportPage({ text, platform, ...(onSaid === undefined ? {} : { onSaid }) });
}

/** Opens the page of a report by its text, or of what a command handed over. */
export async function openReportPage({
  id = "untitled:long.cja.json",
  text,
  platform = openSample(),
  onSaid,
  findHanded = () => undefined,
}: Pick<Opening, "onSaid"> &
  Pick<PageOptions, "findHanded"> & {
    readonly id?: string;
    readonly text?: string;
    readonly platform?: SamplePlatform;
  }): Promise<OpenedReport> {
  const editor: ReportEditor = {
    read: async () => text,
    open: async () => undefined,
    showProgress: async (_title, task) => {
      const controller = new AbortController();
      return await task(controller.signal, (said) => onSaid?.(said, () => controller.abort()));
    },
    now: () => platform.clock.now(),
  };
  const created: string[] = [];
  const options = {
    page: "report",
    id,
    host: toReportPage(editor),
    shape: reportContentShape,
    findHanded,
  } as const;
  const page = new PageUnderTest(platform, options, created);
  await page.reading.read();
  return { page, created };
}

/** The first table of the page. */
export function getTable({ content }: PageUnderTest): ReportContent["tables"][number] {
  const [table] = (content as unknown as ReportContent).tables;
  assert.ok(table);
  return table;
}
