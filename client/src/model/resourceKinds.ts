/**
 * The kinds of things the sidebar lists: one table of what each is called, where it stands, how its list can be asked, and what
 * opens it. The tree, the pages, Find and the menus follow from it; what is read of the platform stands in `resourceSources.ts`.
 */
import { later } from "../words/say";
import type { Product } from "./connection";

/** In which order the platform is asked for a list. */
export type SortOrder = "changed" | "name" | "size";

/** By what rows can be put together. */
export type Grouping = "state" | "evaluation" | "origin" | "folder" | "tag";

/** What a thing can be asked about its neighbours. */
export type Relation =
  | "dependencies"
  | "dependents"
  | "journeys"
  | "campaigns"
  | "destinations"
  | "audiences"
  | "schemas";

/** The folder with a script and a style that draws pages, below `client/src/pages`. */
type PageScript = "audience" | "journey" | "campaign" | "content" | "dataset" | "schema" | "factSheet";

interface KindPage {
  readonly script: PageScript;
  /** Whether it shows mark-up somebody else wrote. */
  readonly showsMarkup?: boolean;
  /** The command that opens it, where it is one of its own. */
  readonly command?: string;
}

/** The command that opens the page of every kind without one of its own. */
export const OPEN_PAGE_COMMAND = "aep.resource.openPage";

/** The command that opens a thing as a document. */
export const OPEN_DOCUMENT_COMMAND = "aep.resource.open";

/** What stands in the table of a kind. */
interface KindFacts {
  /** In front of a list. */
  readonly title: string;
  /** One of them, in a sentence. */
  readonly noun: string;
  /** Many of them, in a sentence. */
  readonly plural: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** What its list stands below. */
  readonly parent: "sandbox" | "content" | "organisation" | "dataView";
  /** The product an organisation needs for it. */
  readonly product: Product;
  /** How its service is told each order, where it knows any; by size what stands behind those whose size is known. */
  readonly sort?: Readonly<Partial<Record<SortOrder, string>>>;
  /**
   * Who looks for a part of a name: the platform, or the extension, in one page after the other or in the whole list, where the
   * service has no filter (docs/platform.md, sections Profile and governance, Destinations, Journey Optimizer, Analytics).
   */
  readonly filter: "platform" | "pages" | "whole";
  /** The groupings that say something about it. */
  readonly groupings: readonly Grouping[];
  /** What one of them unfolds into beside its relations. */
  readonly unfolds?: "steps" | "fields" | "lists";
  readonly relations: readonly Relation[];
  readonly page?: KindPage;
  /** What a click does: its page, a document with every field or its expression, or nothing where the list says all of it. */
  readonly opens: "page" | "document" | "nothing";
  /** Whether two of them can be compared, and one with its namesake in another sandbox. */
  readonly isComparable?: boolean;
  /** Whether the platform keeps versions that can be compared. */
  readonly hasVersions?: boolean;
  /** Whether Find looks for it by name. */
  readonly isFound?: boolean;
}

/** All kinds, in the order of the sidebar. */
const KINDS = {
  audience: {
    title: later("Audiences"),
    noun: later("audience"),
    plural: later("audiences"),
    icon: "organization",
    parent: "sandbox",
    product: "aep",
    sort: { changed: "updateTime:desc", name: "name:asc", size: "updateTime:desc" },
    filter: "platform",
    groupings: ["state", "evaluation", "origin", "folder", "tag"],
    relations: ["dependencies", "dependents", "journeys", "campaigns", "destinations"],
    page: { script: "audience", command: "aep.audience.details" },
    opens: "document",
    isComparable: true,
    isFound: true,
  },
  journey: {
    title: later("Journeys"),
    noun: later("journey"),
    plural: later("journeys"),
    icon: "type-hierarchy",
    parent: "sandbox",
    product: "ajo",
    sort: { changed: "metadata.lastModifiedAt=desc", name: "name=asc" },
    filter: "pages",
    groupings: ["state", "tag"],
    unfolds: "steps",
    relations: [],
    page: { script: "journey", showsMarkup: true, command: "aep.journey.open" },
    opens: "page",
    isComparable: true,
    isFound: true,
  },
  campaign: {
    title: later("Campaigns"),
    noun: later("campaign"),
    plural: later("campaigns"),
    icon: "megaphone",
    parent: "sandbox",
    product: "ajo",
    sort: { changed: "-modifiedAt", name: "name" },
    filter: "platform",
    groupings: ["state", "origin", "tag"],
    relations: ["audiences"],
    page: { script: "campaign", showsMarkup: true, command: "aep.campaign.open" },
    opens: "page",
    isComparable: true,
    hasVersions: true,
    isFound: true,
  },
  template: {
    title: later("Templates"),
    noun: later("template"),
    plural: later("templates"),
    icon: "preview",
    parent: "content",
    product: "ajo",
    sort: { changed: "-modifiedAt", name: "name" },
    filter: "platform",
    groupings: ["state", "origin", "folder"],
    relations: [],
    page: { script: "content", showsMarkup: true, command: "aep.template.open" },
    opens: "page",
    isComparable: true,
  },
  fragment: {
    title: later("Fragments"),
    noun: later("fragment"),
    plural: later("fragments"),
    icon: "extensions",
    parent: "content",
    product: "ajo",
    sort: { changed: "-modifiedAt", name: "name" },
    filter: "platform",
    groupings: ["state", "folder"],
    relations: [],
    page: { script: "content", showsMarkup: true, command: "aep.fragment.open" },
    opens: "page",
    isComparable: true,
    hasVersions: true,
  },
  dataset: {
    title: later("Datasets"),
    noun: later("dataset"),
    plural: later("datasets"),
    icon: "database",
    parent: "sandbox",
    product: "aep",
    sort: { changed: "desc:updated", name: "asc:name" },
    filter: "platform",
    groupings: ["state", "origin"],
    relations: ["schemas"],
    page: { script: "dataset", command: "aep.dataset.details" },
    opens: "page",
    isComparable: true,
    isFound: true,
  },
  schema: {
    title: later("Schemas"),
    noun: later("schema"),
    plural: later("schemas"),
    icon: "symbol-structure",
    parent: "sandbox",
    product: "aep",
    filter: "platform",
    groupings: ["state"],
    unfolds: "fields",
    relations: [],
    page: { script: "schema", command: "aep.schema.open" },
    opens: "page",
    isFound: true,
  },
  computedAttribute: {
    title: later("Computed Attributes"),
    noun: later("computed attribute"),
    plural: later("computed attributes"),
    icon: "symbol-operator",
    parent: "sandbox",
    product: "aep",
    // Unasked, the service sorts by the last change; its definition has no word for that order.
    sort: { changed: "", name: "name" },
    filter: "pages",
    groupings: ["state"],
    relations: [],
    page: { script: "factSheet" },
    opens: "page",
    isComparable: true,
  },
  destination: {
    title: later("Destinations"),
    noun: later("destination"),
    plural: later("destinations"),
    icon: "export",
    parent: "sandbox",
    product: "aep",
    filter: "pages",
    groupings: ["state"],
    relations: ["audiences"],
    page: { script: "factSheet", command: "aep.destination.open" },
    opens: "page",
    isComparable: true,
  },
  namespace: {
    title: later("Namespaces"),
    noun: later("namespace"),
    plural: later("namespaces"),
    icon: "key",
    parent: "sandbox",
    product: "aep",
    filter: "whole",
    groupings: ["origin"],
    relations: [],
    opens: "nothing",
  },
  dataView: {
    title: later("Data Views"),
    noun: later("data view"),
    plural: later("data views"),
    icon: "graph-line",
    parent: "organisation",
    product: "cja",
    filter: "pages",
    groupings: [],
    unfolds: "lists",
    relations: [],
    page: { script: "factSheet", command: "aep.dataView.open" },
    opens: "page",
    isFound: true,
  },
  dimension: {
    title: later("Dimensions"),
    noun: later("dimension"),
    plural: later("dimensions"),
    icon: "symbol-enum",
    parent: "dataView",
    product: "cja",
    filter: "whole",
    groupings: [],
    relations: [],
    opens: "nothing",
  },
  metric: {
    title: later("Metrics"),
    noun: later("metric"),
    plural: later("metrics"),
    icon: "symbol-numeric",
    parent: "dataView",
    product: "cja",
    filter: "whole",
    groupings: [],
    relations: [],
    opens: "nothing",
  },
  analyticsFilter: {
    title: later("Filters"),
    noun: later("filter"),
    plural: later("filters"),
    icon: "filter",
    parent: "organisation",
    product: "cja",
    sort: { changed: "modified_date", name: "name" },
    filter: "platform",
    groupings: [],
    relations: [],
    page: { script: "factSheet" },
    opens: "page",
    isFound: true,
  },
  calculatedMetric: {
    title: later("Calculated Metrics"),
    noun: later("calculated metric"),
    plural: later("calculated metrics"),
    icon: "symbol-operator",
    parent: "organisation",
    product: "cja",
    sort: { changed: "modified_date", name: "name" },
    filter: "pages",
    groupings: [],
    relations: [],
    page: { script: "factSheet" },
    opens: "page",
    isFound: true,
  },
} as const satisfies Readonly<Record<string, KindFacts>>;

/** One of the kinds. Those of Customer Journey Analytics belong to the organisation, all others to a sandbox. */
export type ResourceKind = keyof typeof KINDS;

/** The kinds that have a page. */
export type PageKind = {
  [Kind in ResourceKind]: (typeof KINDS)[Kind] extends { readonly page: KindPage } ? Kind : never;
}[ResourceKind];

/** All kinds, in the order of the sidebar. */
export const RESOURCE_KINDS = Object.keys(KINDS) as readonly ResourceKind[];

/** What the table says of a kind. */
export function describeKind(kind: ResourceKind): KindFacts {
  return KINDS[kind];
}

/** The kinds that have a page. */
export const PAGE_KINDS = RESOURCE_KINDS.filter((kind): kind is PageKind => "page" in KINDS[kind]);

/** What draws the page of a kind, and which command opens it. */
export function describePage(kind: PageKind): KindPage {
  return KINDS[kind].page;
}

/** Kinds whose lists stand below one place, in the order of the sidebar. */
export function listKindsBelow(parent: KindFacts["parent"]): readonly ResourceKind[] {
  return RESOURCE_KINDS.filter((kind) => KINDS[kind].parent === parent);
}

/** The command that shows a thing on a page; where there is none, the one that opens it as a document. */
export function toPageCommand(kind: ResourceKind): string {
  const { page } = describeKind(kind);
  return page === undefined ? OPEN_DOCUMENT_COMMAND : (page.command ?? OPEN_PAGE_COMMAND);
}

/** The command a click on a thing runs. */
export function toOpeningCommand(kind: ResourceKind): string {
  return describeKind(kind).opens === "page" ? toPageCommand(kind) : OPEN_DOCUMENT_COMMAND;
}
