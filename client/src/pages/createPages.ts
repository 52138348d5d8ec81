/**
 * Puts the pages together: which host belongs to which page. Each host is loaded when its first page is opened.
 */

import type { PageKind } from "../model/resourceKinds";
import type { RenderedSides } from "../preview/content/renderedSides";
import type { PageHost } from "./frame/pageHost";
import { PagePanels, type PageSources } from "./frame/pagePanels";
import type { ReportEditor } from "./report/reportHost";

/** Hosts of kinds whose page shows more than their fields. */
const OWN_HOSTS: Readonly<Partial<Record<PageKind, () => Promise<PageHost>>>> = {
  audience: async () => (await import("./audience/audienceHost")).audiencePage,
  journey: async () => (await import("./journey/journeyHost")).journeyPage,
  campaign: async () => (await import("./campaign/campaignHost")).campaignPage,
  template: async () => (await import("./content/contentHost")).templatePage,
  fragment: async () => (await import("./content/contentHost")).fragmentPage,
  dataset: async () => (await import("./dataset/datasetHost")).datasetPage,
  schema: async () => (await import("./schema/schemaHost")).schemaPage,
  destination: async () => (await import("./factSheet/destinationHost")).destinationPage,
  dataView: async () => (await import("./factSheet/dataViewHost")).dataViewPage,
};

/** The pages of one window. */
export function createPages({
  rendered,
  reports,
  ...sources
}: Omit<PageSources, "loadHost"> & {
  readonly rendered: RenderedSides;
  readonly reports: ReportEditor;
}): PagePanels {
  let reportPage: PageHost | undefined;
  const loadReportPage = async (): Promise<PageHost> => {
    const { toReportPage } = await import("./report/reportHost");
    // One for all reports: it remembers their results.
    reportPage ??= toReportPage(reports);
    return reportPage;
  };
  const pages = new PagePanels({
    ...sources,
    loadHost: (page) => {
      if (page === "rendered")
        return async () => (await import("./rendered/renderedHost")).toRenderedPage(rendered);
      if (page === "report") return loadReportPage;
      return OWN_HOSTS[page] ?? (async () => (await import("./factSheet/factSheetHost")).toFactsPage(page));
    },
  });
  rendered.onDidEnd((ended) => pages.close({ page: "rendered", ...ended }));
  return pages;
}
