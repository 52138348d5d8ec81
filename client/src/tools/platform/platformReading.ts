/**
 * Reads things of the kinds in the tables: their lists page by page, and one of them. Hands on pruned rows only; keeps nothing.
 */
import { ApiError, isApiError } from "../../api/apiError";
import type { ApiSession } from "../../api/apiSession";
import { type PageWalk, walkPages } from "../../api/pages";
import { findObject, findText, type JsonObject } from "../../api/tolerantShapes";
import { UserError } from "../../model/userError";
import type { PlatformKind } from "./platformKind";
import { describePlatformKind, type PlatformKindName } from "./platformKinds";
import {
  bindSession,
  listFilters,
  type PlatformQuestion,
  toListRequest,
  toOneRequest,
} from "./platformRequests";
import { pruneFields, readFieldNames } from "./prunedFields";

/** A page of rows. */
interface PlatformPage {
  readonly rows: readonly JsonObject[];
  readonly total: number | undefined;
  readonly isLast: boolean;
  /** Whether looking ends before the list does. */
  readonly isCapped: boolean;
}

/** What of a list is wanted. */
export interface PlatformListQuestion extends PlatformQuestion {
  /** A text in one of the fields. */
  readonly nameContains?: string | undefined;
  readonly pageSize: number;
}

/** So many things of a list are looked through, and no more. */
const MOST_LOOKED_AT = 5_000;
const LONGEST_PAGE = 100;

/** The list of a kind, one collection after the other. Throws where a filter is unknown or missing. */
export function openPlatformList(
  session: ApiSession,
  kind: PlatformKindName,
  question: PlatformListQuestion,
): { nextPage(signal: AbortSignal): Promise<PlatformPage> } {
  const facts = describePlatformKind(kind);
  const isWanted = toSieve(facts, question);
  const owners = listOwners(facts);
  const walks = owners.map((owner) => openWalk(session, facts, { ...question, owner }));
  const isCounted = walks.length === 1 && isWanted === undefined;
  return {
    async nextPage(signal) {
      const page = await readPage(walks[0], facts, signal);
      if (page.isLast) walks.shift();
      const rows = isWanted === undefined ? page.items : page.items.filter(isWanted);
      const total = isCounted ? page.total : undefined;
      return { rows, total, isLast: walks.length === 0, isCapped: page.isCapped };
    },
  };
}

/** One thing of a kind. Throws `notFound` where there is none. */
export async function readPlatformThing(
  session: ApiSession,
  kind: PlatformKindName,
  asked: PlatformQuestion & { readonly id: string; readonly signal: AbortSignal },
): Promise<JsonObject> {
  const facts = describePlatformKind(kind);
  const { id, signal } = asked;
  if (facts.one === "list") {
    const list = openPlatformList(session, kind, { ...asked, pageSize: LONGEST_PAGE });
    for (let isLast = false; !isLast; ) {
      const page = await list.nextPage(signal);
      const row = page.rows.find((each) => each["id"] === id);
      if (row !== undefined) return row;
      ({ isLast } = page);
    }
  } else {
    for (const owner of listOwners(facts)) {
      try {
        const request = toOneRequest(facts, { ...asked, owner });
        const { body } = await bindSession(session, facts.service).send({ ...request, signal });
        return toRow(facts, findOne(body, id), { owner, isWhole: true });
      } catch (error) {
        if (!isApiError(error, "notFound")) throw error;
      }
    }
  }
  throw new ApiError("notFound", { reason: { kind: "missing", what: kind, id } });
}

function listOwners({ owners = "" }: PlatformKind): string[] {
  return owners.split(" ");
}

/** Named fields, an id that is a text, and the collection it lies in. */
function toRow(
  { fields, moreFields, hides }: PlatformKind,
  thing: JsonObject,
  { owner, isWhole }: { readonly owner: string; readonly isWhole: boolean },
): JsonObject {
  const row = pruneFields(thing, isWhole && moreFields !== undefined ? `${fields} ${moreFields}` : fields);
  const isHidden = hides?.holds.test(String(row[hides.where])) === true;
  return {
    ...row,
    id: String(row["id"] ?? ""),
    ...(owner === "" ? {} : { owner }),
    ...(isHidden ? { [hides.field]: undefined } : {}),
  };
}

/** Services answer with the thing, with a list of one, or with a map of one. */
function findOne(body: unknown, id: string): JsonObject {
  const top = findObject(body) ?? {};
  const [item] = Array.isArray(top["items"]) ? top["items"] : [];
  const mapped = findObject(top[id]);
  return findObject(item) ?? (mapped && { id, ...mapped }) ?? top;
}

function openWalk(
  session: ApiSession,
  facts: PlatformKind,
  question: PlatformListQuestion & { readonly owner: string },
): PageWalk<JsonObject> {
  const { service, entries } = facts;
  const { nameContains, where, pageSize, owner } = question;
  const isLooking = nameContains !== undefined || where !== undefined;
  return walkPages(bindSession(session, service), {
    style: service.style,
    pageSize: isLooking ? LONGEST_PAGE : Math.min(LONGEST_PAGE, pageSize),
    basePath: service.base,
    toRequest: (position) => toListRequest(facts, question, position),
    findEntries: (body) => findEntries(body, entries, service.style === "map"),
    findItem: (entry, key) => {
      const thing = { id: key, ...(findObject(entry) ?? { id: findText(entry) }) };
      const row = toRow(facts, thing, { owner, isWhole: false });
      return row["id"] === "" ? undefined : row;
    },
    getId: (row) => String(row["id"]),
    maxItems: MOST_LOOKED_AT,
  });
}

/** The first list in an answer, wherever the service puts it. */
function findEntries(body: unknown, name: string | undefined, isMap: boolean): unknown {
  if (name === "self") return [body];
  if (Array.isArray(body) || isMap) return body;
  const top = findObject(body) ?? {};
  if (name !== undefined) return top[name] ?? [];
  return Object.values(findObject(top["_embedded"]) ?? top).find(Array.isArray);
}

async function readPage(walk: PageWalk<JsonObject> | undefined, facts: PlatformKind, signal: AbortSignal) {
  const nothing = { items: [], total: undefined, isLast: true, isCapped: false };
  try {
    return (await walk?.nextPage(signal)) ?? nothing;
  } catch (error) {
    // In one of two collections, and where a service has no other word for "none".
    const isExpected = facts.isMissingWhereEmpty === true || facts.owners !== undefined;
    if (isExpected && isApiError(error, "notFound")) return nothing;
    throw error;
  }
}

/** What the service does not filter is filtered here, by what rows say; undefined where nothing is. */
function toSieve(
  facts: PlatformKind,
  { where = {}, nameContains }: PlatformListQuestion,
): ((row: JsonObject) => boolean) | undefined {
  const { needs, fields } = facts;
  const filters = listFilters(facts);
  const known = new Set([...filters, ...readFieldNames(fields).map(([name]) => name)]);
  const given = Object.entries(where);
  if (!given.every(([name]) => known.has(name)))
    throw new UserError("badArguments", `These have filters by ${[...known].join(", ")}.`);
  if (needs !== undefined && where[needs] === undefined)
    throw new UserError("badArguments", `These need a filter by ${needs} in \`where\`.`);
  const own = given.filter(([name]) => !filters.includes(name));
  const looked = nameContains?.toLowerCase();
  if (own.length === 0 && looked === undefined) return undefined;
  return (row) =>
    own.every(([name, value]) => String(row[name]).toLowerCase() === value.toLowerCase()) &&
    (looked === undefined || JSON.stringify(row).toLowerCase().includes(looked));
}
