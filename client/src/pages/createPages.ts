/**
 * Puts the pages together: which host belongs to which page. Each host is loaded when its first page is opened.
 */
import type { RenderedSides } from "../preview/renderedSides";
import { PagePanels, type PageSources } from "./frame/pagePanels";

/** The pages of one window. */
export function createPages({
  rendered,
  ...sources
}: Omit<PageSources, "hosts"> & { readonly rendered: RenderedSides }): PagePanels {
  const pages = new PagePanels({
    ...sources,
    hosts: {
      audience: async () => (await import("./audience/host")).audiencePage,
      journey: async () => (await import("./journey/host")).journeyPage,
      campaign: async () => (await import("./campaign/host")).campaignPage,
      template: async () => (await import("./content/host")).templatePage,
      fragment: async () => (await import("./content/host")).fragmentPage,
      dataset: async () => (await import("./dataset/host")).datasetPage,
      schema: async () => (await import("./schema/host")).schemaPage,
      destination: async () => (await import("./thing/host")).destinationPage,
      dataView: async () => (await import("./thing/host")).dataViewPage,
      rendered: async () => (await import("./rendered/host")).toRenderedPage(rendered),
    },
  });
  rendered.onDidEnd((ended) => pages.close({ page: "rendered", ...ended }));
  return pages;
}
