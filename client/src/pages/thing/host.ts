/**
 * Reads what the pages of destinations, data views and kinds without a page of their own show. Reads only: neither runs nor
 * reports are started.
 */
import {
  type DataViewComponent,
  fetchDataView,
  fetchDataViewComponents,
  listCjaConnections,
} from "../../api/cjaDataViews";
import { type Flow, type FlowRun, fetchFlow, listConnectionSpecs, listFlowRuns } from "../../api/flows";
import { collectItems } from "../../api/pages";
import { findObject } from "../../api/tolerantShapes";
import { describeKind, type PageKind } from "../../model/resourceKinds";
import { readResource } from "../../resources/resourceSources";
import { readGroupTexts, toFactGroups, toTimeText } from "../frame/facts";
import type { PageContent, PageContext, PageHost, PartReader } from "../frame/pageHost";
import type { PagePlace } from "../frame/protocol";
import { withoutAbsent } from "../frame/withoutAbsent";
import type { TableContent, ThingContent, ThingPart } from "./messages";

/** The page of a destination. */
export const destinationPage: PageHost = { load: loadDestination };

/** The page of a data view. */
export const dataViewPage: PageHost = { load: loadDataView };

/** Components drawn of one kind; who needs more searches in the product. */
const MOST_COMPONENTS = 500;

const DESTINATION_GROUPS = readGroupTexts(`
Identity: id = Id | version = Version | flowSpec = Kind of dataflow
Sending: scheduleParams = Schedule | transformations = Audiences and fields (as written) | lastRunDetails = Last run
Who and when: createdBy = Created by | createdAt@ = Created | updatedBy = Changed by | updatedAt@ = Changed
Technical: etag = Version tag | sourceConnectionIds = Source connections | targetConnectionIds = Target connections | inheritedAttributes = Connections (as written) | imsOrgId = Organisation | sandboxName = Sandbox | sandboxId = Sandbox id
`);

const DATA_VIEW_GROUPS = readGroupTexts(`
Identity: id = Id | owner = Owner | parentDataGroupId = Connection id
Time: timezoneDesignator = Time zone | modifiedDate@ = Changed | createdDate@ = Created
`);

const SHOWN_ELSEWHERE = ["name", "description", "state"];

/** The page of a kind of which there is nothing to say but its fields. */
export function toFactsPage(kind: PageKind): PageHost {
  return {
    async load({ session, place }): Promise<PageContent> {
      const { raw, row } = await readResource(session, kind, place.id);
      const content: Omit<ThingContent, ThingPart> = {
        ...toHead(kind, place),
        name: row?.name ?? place.id,
        ...withoutAbsent({ state: row?.state }),
        tables: [],
        groups: [
          { title: "In short", facts: (row?.facts ?? []).map(([label, value]) => ({ label, value })) },
          ...toFactGroups(findObject(raw) ?? {}, []),
        ],
      };
      return { title: content.name, content };
    },
  };
}

function toHead(kind: PageKind, { id, connection, sandbox }: PagePlace) {
  const { noun } = describeKind(kind);
  return { kind, word: `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`, id, connection, sandbox };
}

async function loadDestination({ session, place, signal }: PageContext): Promise<PageContent> {
  const flow = await fetchFlow(session, place.id, { signal });
  const content: Omit<ThingContent, ThingPart> = {
    ...toHead("destination", place),
    sourceTitle: "Sends to",
    tables: [
      { part: "members", title: "Audiences", empty: "It sends no audience." },
      { part: "others", title: "Runs", empty: "It has not run yet." },
    ],
    name: flow.name.trim() === "" ? flow.id : flow.name,
    ...withoutAbsent({ description: flow.description, state: flow.state?.toLowerCase() }),
    groups: toFactGroups(flow.raw, DESTINATION_GROUPS, SHOWN_ELSEWHERE),
  };
  const parts: Record<ThingPart, PartReader> = {
    source: async () => {
      const specs = await collectItems(listConnectionSpecs(session), signal);
      return specs.find(({ id }) => flow.targetSpecIds.includes(id))?.name ?? null;
    },
    members: async () => toAudienceTable(flow),
    others: async () => {
      const page = await listFlowRuns(session, flow.id).nextPage(signal);
      return toRunTable(page?.items ?? [], page !== undefined && !page.isLast);
    },
  };
  return { title: content.name, content, parts };
}

function toAudienceTable({ audiences }: Flow): TableContent {
  const rows = audiences.map(({ id, name, settings }) => [
    { text: name ?? id, audienceId: id },
    { text: [settings["exportMode"], settings["schedule"]].flatMap(toWords).join(", ") },
  ]);
  return { columns: ["Audience", "Export"], rows, hasMore: false };
}

/** The texts in a setting, in the order they are written: `DAILY_FULL_EXPORT` as "daily full export". */
function toWords(setting: unknown): readonly string[] {
  if (typeof setting === "string") return [setting.toLowerCase().replaceAll("_", " ")];
  if (typeof setting !== "object" || setting === null) return [];
  return Object.entries(setting).flatMap(([name, value]) => (name === "frequency" ? toWords(value) : []));
}

function toRunTable(runs: readonly FlowRun[], hasMore: boolean): TableContent {
  const rows = runs.map(({ createdAt, metrics }) => {
    const { recordSummary: records, statusSummary: outcome, durationSummary: duration } = metrics ?? {};
    const start = duration?.startedAtUTC ?? createdAt;
    const errors = (outcome?.errors ?? []).flatMap(({ message, code }) => message ?? code ?? []);
    return [
      start === undefined ? "unknown" : toTimeText(start),
      [outcome?.status?.toLowerCase() ?? "unknown", ...errors].join(": "),
      toNumberText(records?.inputRecordCount),
      toNumberText(records?.outputRecordCount),
      toNumberText(records?.failedRecordCount),
    ].map((text) => ({ text }));
  });
  return { columns: ["Started", "Outcome", "Records read", "Records sent", "Records failed"], rows, hasMore };
}

function toNumberText(value: number | undefined): string {
  return value === undefined ? "unknown" : value.toLocaleString("en-US");
}

async function loadDataView({ session, place, signal }: PageContext): Promise<PageContent> {
  const view = await fetchDataView(session, place.id, { signal });
  const { connectionId } = view;
  const content: Omit<ThingContent, ThingPart> = {
    ...toHead("dataView", place),
    sourceTitle: "Data from",
    tables: [
      { part: "members", title: "Dimensions", empty: "It has no dimensions." },
      { part: "others", title: "Metrics", empty: "It has no metrics." },
    ],
    name: view.name,
    ...withoutAbsent({ description: view.description }),
    groups: toFactGroups(view.raw, DATA_VIEW_GROUPS, SHOWN_ELSEWHERE),
  };
  const readComponents = (kind: "dimensions" | "metrics") => async (): Promise<TableContent> =>
    toComponentTable(await fetchDataViewComponents(session, { dataViewId: view.id, kind }, { signal }));
  const parts: Record<ThingPart, PartReader> = {
    source: async () => {
      const connections = await collectItems(listCjaConnections(session), signal);
      return connections.find(({ id }) => id === connectionId)?.name ?? connectionId ?? null;
    },
    members: readComponents("dimensions"),
    others: readComponents("metrics"),
  };
  return { title: content.name, content, parts };
}

function toComponentTable(components: readonly DataViewComponent[]): TableContent {
  const rows = components
    .slice(0, MOST_COMPONENTS)
    .map(({ name, description, type, id }) =>
      [name, type ?? "", description ?? "", id].map((text) => ({ text })),
    );
  return { columns: ["Name", "Type", "Description", "Id"], rows, hasMore: components.length > rows.length };
}
