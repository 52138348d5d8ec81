/**
 * Reads what the page of a data view shows. Reads only: no report is started.
 */
import {
  type DataViewComponent,
  fetchDataView,
  fetchDataViewComponents,
  listCjaConnections,
} from "../../api/cjaDataViews";
import { collectItems } from "../../api/pages";
import { later, say } from "../../words/say";
import { readNames } from "../frame/factNames";
import { type GroupText, time, toFactGroups, withNames } from "../frame/facts";
import {
  type PageContent,
  type PageContext,
  type PageHost,
  type PartReader,
  shareAnswer,
  withoutAbsent,
} from "../frame/pageHost";
import { toHead } from "./factSheetHost";
import type { FactSheetContent, FactSheetPart, TableContent } from "./factSheetPageContent";

export const dataViewPage: PageHost = { load };

/** Components drawn of one kind; who needs more searches in the product. */
const MOST_COMPONENTS = 500;

const GROUPS: readonly GroupText[] = later([
  { title: "Identity", fields: { id: "Id", owner: "Owner", parentDataGroupId: "Connection" } },
  {
    title: "Time",
    fields: {
      timezoneDesignator: "Time zone",
      modifiedDate: time("Changed"),
      createdDate: time("Created"),
    },
  },
]);

async function load({ session, place, signal }: PageContext): Promise<PageContent> {
  const view = await fetchDataView(session, place.id, { signal });
  const { connectionId } = view;
  const groups = toFactGroups(view.raw, GROUPS, ["name", "description"]);
  const content: Omit<FactSheetContent, FactSheetPart> = {
    ...toHead("dataView", place),
    name: view.name,
    sourceTitle: say("Data from"),
    tables: [
      {
        part: "members",
        title: say("Dimensions"),
        label: say("All dimensions"),
        empty: say("It has no dimensions."),
        failed: say("The dimensions could not be read"),
      },
      {
        part: "others",
        title: say("Metrics"),
        label: say("All metrics"),
        empty: say("It has no metrics."),
        failed: say("The metrics could not be read"),
      },
    ],
    ...withoutAbsent({ description: view.description }),
    groups: view.ownerName ? withNames(groups, { Owner: view.ownerName }) : groups,
  };
  const readComponents = (kind: "dimensions" | "metrics") => async (): Promise<TableContent> =>
    toTable(await fetchDataViewComponents(session, { dataViewId: view.id, kind }, { signal }));
  const readConnection = shareAnswer(async () => {
    const connections = await collectItems(listCjaConnections(session), signal);
    return connections.find(({ id }) => id === connectionId)?.name ?? connectionId;
  });
  const parts: Record<FactSheetPart, PartReader> = {
    source: async () => (await readConnection()) ?? null,
    members: readComponents("dimensions"),
    others: readComponents("metrics"),
    names: () => readNames({ Connection: readConnection }),
  };
  return { title: content.name, content, parts };
}

function toTable(components: readonly DataViewComponent[]): TableContent {
  const rows = components
    .slice(0, MOST_COMPONENTS)
    .map(({ name, description, type, id }) =>
      [name, type ?? "", description ?? "", id].map((text) => ({ text })),
    );
  const columns = [say("Name"), say("Type"), say("Description"), say("Id")].map((title) => ({ title }));
  // A column without a text only takes room from the others.
  const used = columns.map((_column, index) => rows.some((row) => row[index]?.text !== ""));
  return {
    columns: columns.filter((_column, index) => used[index]),
    rows: rows.map((row) => row.filter((_cell, index) => used[index])),
    hasMore: components.length > rows.length,
  };
}
