/**
 * Reads what the page of kinds without a host of their own shows: what their row says, and every field. Reads only.
 */
import { findObject, findText } from "../../api/tolerantShapes";
import { WHOLE_ORGANISATION } from "../../model/resource";
import { describeKind, type PageKind } from "../../model/resourceKinds";
import { readResource } from "../../resources/resourceSources";
import { later, say } from "../../words/say";
import { toFactGroups, withNames } from "../frame/facts";
import { type PageContent, type PageHost, withoutAbsent } from "../frame/pageHost";
import type { FactNames, PagePlace } from "../frame/protocol";
import { findUnionTitle } from "../schema/choices";
import type { FactSheetContent } from "./factSheetPageContent";

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
          { title: later("In short"), facts: (row?.facts ?? []).map(([label, value]) => ({ label, value })) },
          ...listWritten(raw, place),
        ],
      };
      return { title: content.name, content };
    },
  };
}

/** Every field, whether or not it is in short above. */
function listWritten(raw: unknown, place: PagePlace): FactSheetContent["groups"] {
  const groups = withNames(toFactGroups(findObject(raw) ?? {}, []), toUsualNames(raw, place));
  return groups.map(({ facts }) => ({ title: later("As the platform writes it"), facts }));
}

/** Names of what the services of profiles write alike into everything. */
function toUsualNames(raw: unknown, { sandbox }: PagePlace): FactNames {
  const schema = findUnionTitle(findText(findObject(findObject(raw)?.["schema"])?.["name"]));
  const names = sandbox === WHOLE_ORGANISATION ? {} : { sandbox, sandboxId: sandbox };
  return { ...names, ...withoutAbsent({ schema }) };
}

/** The head of the sheet of a thing. */
export function toHead(kind: PageKind, { id, connection, sandbox }: PagePlace) {
  const { noun } = describeKind(kind);
  const word = say(noun);
  return { kind, word: `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, id, connection, sandbox };
}
