/**
 * Puts the pages together: which host belongs to which page. Each host is loaded when its first page is opened.
 */
import type { ServerSeam } from "../language/serverSeam";
import type { PageKind } from "../model/resourceKinds";
import type { RenderedSides } from "../preview/content/renderedSides";
import type { EditorParts } from "../rules/editorRules";
import type { Prompts } from "../ui/prompts";
import type { PageHost } from "./frame/pageHost";
import { isPageOfKind, type PageName } from "./frame/pageNames";
import { PagePanels, type PageSources } from "./frame/pagePanels";

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

/** What pages are made of beside what all of them share. */
export interface PageParts extends Omit<PageSources, "loadHost" | "server">, EditorParts {
  readonly server: ServerSeam;
  readonly rendered: RenderedSides;
  readonly prompts: Prompts;
  readonly now: () => number;
}

/** The pages of one window. */
export function createPages(parts: PageParts): PagePanels {
  const { rendered, ...sources } = parts;
  const makers = toMakers(parts);
  const pages = new PagePanels({
    ...sources,
    loadHost: (page) => (isPageOfKind(page) ? loadHostOfKind(page) : makers[page]),
  });
  rendered.onDidEnd((ended) => pages.close({ page: "rendered", ...ended }));
  return pages;
}

function loadHostOfKind(kind: PageKind): () => Promise<PageHost> {
  return OWN_HOSTS[kind] ?? (async () => (await import("./factSheet/factSheetHost")).toFactsPage(kind));
}

/** Hosts that need more than a session, and those that remember what they found: one for all of their pages. */
function toMakers(parts: PageParts): Readonly<Record<Exclude<PageName, PageKind>, () => Promise<PageHost>>> {
  const { rendered, prompts, now } = parts;
  return {
    rendered: async () => (await import("./rendered/renderedHost")).toRenderedPage(rendered),
    report: onlyOnce(async () => {
      const [{ toReportPage }, { toReportEditor }] = await Promise.all([
        import("./report/reportHost"),
        import("./report/reportEditor"),
      ]);
      return toReportPage(toReportEditor(prompts, now));
    }),
    families: async () => {
      const [{ toFamiliesPage }, { toFamiliesEditor }] = await Promise.all([
        import("./families/familiesHost"),
        import("./families/familiesEditor"),
      ]);
      return toFamiliesPage(toFamiliesEditor(parts));
    },
    impact: onlyOnce(async () => {
      const [{ toImpactPage }, { toImpactEditor }] = await Promise.all([
        import("./impact/impactHost"),
        import("./impact/impactEditor"),
      ]);
      return toImpactPage(toImpactEditor(parts));
    }),
  };
}

function onlyOnce(make: () => Promise<PageHost>): () => Promise<PageHost> {
  let made: Promise<PageHost> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
