/**
 * What people made in Customer Journey Analytics: filters and calculated metrics, with what they are defined as
 * (docs/platform.md#analytics). Read only.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { ownerShape, walkAnalyticsList } from "./cjaLists";
import type { PageWalk } from "./pages";
import { findShape, getShapeWithRaw, identifier, text, time, type WithRaw } from "./tolerantShapes";

/** The two kinds, by the last part of their address. */
export type AnalyticsComponentKind = "segments" | "calculatedmetrics";

/** Without it, answers come without these; only lists know the name of the data view. */
const EXPANSION = "definition,modified,ownerFullName";

/** A credential owns nothing, so it sees what was shared with it; the service has a word for more with calculated metrics alone. */
const INCLUDED: Readonly<Record<AnalyticsComponentKind, string>> = {
  segments: "shared",
  calculatedmetrics: "all",
};

const componentShape = z
  .object({
    id: identifier,
    name: text,
    description: text,
    type: text,
    dataId: text,
    dataName: text,
    owner: ownerShape,
    modified: time,
    definition: z.unknown(),
  })
  .transform(({ owner, modified, ...raw }) => ({
    ...raw,
    name: raw.name || raw.id,
    ownerName: owner?.name,
    /** Milliseconds since 1970. */
    updatedAt: modified,
  }));

/** A filter or a calculated metric; `dataId` is the data view it was made in. */
export type AnalyticsComponent = z.output<typeof componentShape>;

/** What a list is asked for. */
interface AnalyticsComponentQuery {
  readonly pageSize?: number;
  /** A part of the name; the service knows it for filters only. */
  readonly nameContains?: string | undefined;
  /** In the words of the service: `name`, or `modified_date`, which lists the newest first. */
  readonly sortProperty?: string | undefined;
}

const PAGE_SIZE = 100;

/** Lists filters or calculated metrics. */
export function listAnalyticsComponents(
  session: ApiSession,
  kind: AnalyticsComponentKind,
  { pageSize = PAGE_SIZE, nameContains, sortProperty }: AnalyticsComponentQuery = {},
): PageWalk<AnalyticsComponent> {
  return walkAnalyticsList(session, {
    path: `/${kind}`,
    pageSize,
    query: {
      expansion: `${EXPANSION},dataName`,
      includeType: INCLUDED[kind],
      name: kind === "segments" ? nameContains : undefined,
      sortProperty,
      sortDirection: sortProperty && (sortProperty === "name" ? "ASC" : "DESC"),
    },
    findItem: (entry) => findShape(componentShape, entry),
  });
}

/** One filter or calculated metric. */
export async function fetchAnalyticsComponent(
  session: ApiSession,
  { kind, id }: { readonly kind: AnalyticsComponentKind; readonly id: string },
  options: CallOptions = {},
): Promise<WithRaw<AnalyticsComponent>> {
  const { body } = await session.send({
    host: "cja",
    scope: "organisation",
    path: `/${kind}/${toAddressPart(id)}`,
    query: { expansion: EXPANSION },
    ...options,
  });
  return getShapeWithRaw(componentShape, body, kind === "segments" ? "a filter" : "a calculated metric");
}
