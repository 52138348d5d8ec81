/**
 * Data views of Customer Journey Analytics with their dimensions and metrics (docs/platform.md#analytics). Read only.
 * They belong to the organisation: these calls never name a sandbox.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { ownerShape, walkAnalyticsList } from "./cjaLists";
import { collectItems, type PageWalk } from "./pages";
import { findShape, flag, getShapeWithRaw, identifier, text, time, type WithRaw } from "./tolerantShapes";

const PAGE_SIZE = 100;

/** Without it, list items come without a name. */
/** `modified` brings the member `modifiedDate`. */
const EXPANSION = "name,description,owner,parentDataGroupId,modified,timezoneDesignator";

const dataViewShape = z
  .object({
    id: identifier,
    name: text,
    description: text,
    owner: ownerShape,
    parentDataGroupId: text,
    modifiedDate: time,
    timezoneDesignator: text,
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name || raw.id,
    description: raw.description,
    ownerName: raw.owner?.name,
    /** Id of the connection the data comes from. */
    connectionId: raw.parentDataGroupId,
    /** Milliseconds since 1970. */
    updatedAt: raw.modifiedDate,
    /** Time zone that report dates are in. */
    timeZone: raw.timezoneDesignator,
  }));

export type DataView = z.output<typeof dataViewShape>;

const componentShape = z.object({
  id: identifier,
  name: text,
  title: text,
  description: text,
  type: text,
  hidden: flag,
});

/** A dimension or metric; `id` is what a report wants, e.g. `metrics/visits`. */
export interface DataViewComponent {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly type: string | undefined;
  readonly isHidden: boolean;
}

const connectionShape = z.object({
  id: identifier,
  name: text,
  sandboxName: text,
  isDeleted: flag,
  isDisabled: flag,
});

/** A connection between datasets and CJA; deleted or disabled ones answer no reports. */
export type CjaConnection = z.output<typeof connectionShape>;

export function listDataViews(
  session: ApiSession,
  query: { readonly pageSize?: number } = {},
): PageWalk<DataView> {
  return walkAnalyticsList(session, {
    path: "/data/dataviews",
    query: { expansion: EXPANSION },
    pageSize: query.pageSize ?? PAGE_SIZE,
    findItem: (entry) => findShape(dataViewShape, entry),
  });
}

export function listCjaConnections(session: ApiSession): PageWalk<CjaConnection> {
  return walkAnalyticsList(session, {
    path: "/data/connections",
    query: { expansion: "name,sandboxName" },
    pageSize: PAGE_SIZE,
    findItem: (entry) => findShape(connectionShape, entry),
  });
}

export async function fetchDataView(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<WithRaw<DataView>> {
  const { body } = await session.send({
    host: "cja",
    scope: "organisation",
    path: `/data/dataviews/${toAddressPart(id)}`,
    query: { expansion: EXPANSION },
    ...options,
  });
  return getShapeWithRaw(dataViewShape, body, "a data view");
}

/** All dimensions or metrics of a data view. */
export function fetchDataViewComponents(
  session: ApiSession,
  place: { readonly dataViewId: string; readonly kind: "dimensions" | "metrics" },
  options: CallOptions = {},
): Promise<readonly DataViewComponent[]> {
  const walk = walkAnalyticsList(session, {
    path: `/data/dataviews/${toAddressPart(place.dataViewId)}/${place.kind}`,
    pageSize: 1_000,
    isWhole: true,
    findItem: findComponent,
  });
  return collectItems(walk, options.signal);
}

function findComponent(entry: unknown): DataViewComponent | undefined {
  const raw = findShape(componentShape, entry);
  if (raw === undefined) return undefined;
  return {
    id: raw.id,
    name: raw.name || raw.title || raw.id,
    description: raw.description,
    type: raw.type,
    isHidden: raw.hidden ?? false,
  };
}
