/**
 * Reads what the page of kinds without a host of their own shows: what their row says, and every field. Reads only.
 */
import { findObject } from "../../api/tolerantShapes";
import type { PageKind } from "../../model/resourceKinds";
import { readResource } from "../../resources/resourceSources";
import { toFactGroups } from "../frame/facts";
import type { PageContent, PageHost } from "../frame/pageHost";
import { withoutAbsent } from "../frame/withoutAbsent";
import { toHead } from "./head";
import type { FactSheetContent } from "./messages";

const NO_TABLE = { columns: [], rows: [], hasMore: false };

/** Nothing of it is read later. */
const NO_PARTS = {
  source: { value: null },
  members: { value: NO_TABLE },
  others: { value: NO_TABLE },
  names: { value: {} },
};

/** The page of a kind of which there is nothing to say but its fields. */
export function toFactsPage(kind: PageKind): PageHost {
  return {
    async load({ session, place }): Promise<PageContent> {
      const { raw, row } = await readResource(session, kind, place.id);
      const content: FactSheetContent = {
        ...toHead(kind, place),
        ...NO_PARTS,
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
