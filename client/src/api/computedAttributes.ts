/**
 * Computed attributes: values of a profile that the platform works out from its events (docs/platform.md#profile-and-governance).
 * Read only.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  flag,
  getShapeWithRaw,
  identifier,
  part,
  text,
  textOrEmpty,
  time,
  type WithRaw,
} from "./tolerantShapes";

const SERVICE_PATH = "/data/core/ca";

/** The service answers no longer pages. */
const LONGEST_PAGE = 40;

const attributeShape = z.object({
  id: identifier,
  /** What the field is called in the profile; the display name is what people gave it. */
  name: textOrEmpty,
  displayName: textOrEmpty,
  description: text,
  /** The field it is written to, without its name. */
  path: text,
  keepCurrent: flag,
  expression: part(z.object({ format: text, value: text })),
  mergeFunction: part(z.object({ value: text })),
  /** `DRAFT`, `PROCESSED`, `INACTIVE`, … or new words. */
  status: text,
  lastEvaluationTs: time,
  createEpoch: time,
  updateEpoch: time,
  createdBy: text,
});

/** One computed attribute. Moments are milliseconds since 1970. */
export type ComputedAttribute = WithRaw<z.output<typeof attributeShape>>;

/** What a list can be asked for. */
export interface ComputedAttributeQuery {
  /** `name`, `status`, `updateEpoch` or `createEpoch`; without it the last changed come first. */
  readonly sortBy?: string | undefined;
  /** 1 to 40; default 40. */
  readonly pageSize?: number | undefined;
}

/** Lists computed attributes page by page. */
export function listComputedAttributes(
  session: ApiSession,
  { sortBy, pageSize = LONGEST_PAGE }: ComputedAttributeQuery = {},
): PageWalk<ComputedAttribute> {
  return walkPages(session, {
    style: "offset",
    pageSize: Math.min(pageSize, LONGEST_PAGE),
    basePath: SERVICE_PATH,
    toRequest: ({ offset, limit }) => ({
      path: `${SERVICE_PATH}/attributes`,
      query: { limit, offset, sortBy },
    }),
    findEntries: (body) => findObject(body)?.["children"],
    findItem: (entry) => {
      const read = findShape(attributeShape, entry);
      return read === undefined ? undefined : { ...read, raw: findObject(entry) ?? {} };
    },
    getId: ({ id }) => id,
  });
}

/** One computed attribute with all its fields. */
export async function fetchComputedAttribute(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<ComputedAttribute> {
  const path = `${SERVICE_PATH}/attributes/${toAddressPart(id)}`;
  const { body } = await session.send({ path, ...options });
  return getShapeWithRaw(attributeShape, body, "a computed attribute");
}
