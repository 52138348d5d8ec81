/**
 * Sandboxes of the organisation as this credential sees them (docs/platform.md#sandboxes).
 * Refuses to judge by name: whether a sandbox is production is its `type`.
 */
import * as z from "zod";
import { isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { collectItems, walkPages } from "./pages";
import { findObject, findShape, flag, getShape, identifier, listOf, text, time } from "./tolerantShapes";

const SERVICE_PATH = "/data/foundation/sandbox-management";

/** The sandbox lists are short and answer at most this many per page. */
const PAGE_SIZE = 50;

const sandboxShape = z
  .object({
    name: identifier,
    title: text,
    state: text,
    type: text,
    region: text,
    isDefault: flag,
    createdDate: time,
    lastModifiedDate: time,
    createdBy: text,
    modifiedBy: text,
  })
  .transform((raw) => ({
    /** Technical name, what the header wants. */
    name: raw.name,
    title: raw.title || raw.name,
    /** `creating`, `active`, `deleting`, `resetting`, `deleted`, `failed`, or what the platform says. */
    state: raw.state,
    /** `production` or `development`, or what the platform says. */
    type: raw.type,
    /** Unknown types count as production: protecting too much is the smaller mistake. */
    isProduction: raw.type?.toLowerCase() !== "development",
    region: raw.region,
    isDefault: raw.isDefault ?? false,
    /** Milliseconds since 1970. */
    createdAt: raw.createdDate,
    updatedAt: raw.lastModifiedDate,
    createdBy: raw.createdBy,
    updatedBy: raw.modifiedBy,
  }));

export type Sandbox = z.output<typeof sandboxShape>;

/** The sandboxes, and where the list came from. An empty list means this credential has no access to any. */
export interface SandboxList {
  readonly sandboxes: readonly Sandbox[];
  /** `mine` is what the credential may use; `all` is the administrator's list. */
  readonly source: "mine" | "all";
}

/**
 * The sandboxes this credential may use. Falls back to the administrator's list when the first is empty;
 * when that is refused too, the result is empty, which means "no access", not success.
 */
export async function fetchSandboxes(session: ApiSession, options: CallOptions = {}): Promise<SandboxList> {
  const mine = await fetchMine(session, options);
  if (mine.length > 0) return { sandboxes: mine, source: "mine" };
  try {
    return { sandboxes: await fetchAll(session, options), source: "all" };
  } catch (error) {
    if (isApiError(error, "forbidden", "sandboxForbidden", "unauthorized")) {
      return { sandboxes: [], source: "mine" };
    }
    throw error;
  }
}

async function fetchMine(session: ApiSession, options: CallOptions): Promise<readonly Sandbox[]> {
  const { body } = await session.send({
    path: `${SERVICE_PATH}/`,
    scope: "organisation",
    headers: { accept: "application/json" },
    ...options,
  });
  return getShape(z.object({ sandboxes: listOf(sandboxShape) }), body, "a list of sandboxes").sandboxes;
}

function fetchAll(session: ApiSession, options: CallOptions): Promise<readonly Sandbox[]> {
  const walk = walkPages(session, {
    style: "offset",
    pageSize: PAGE_SIZE,
    basePath: SERVICE_PATH,
    toRequest: ({ offset, limit }) => ({
      path: `${SERVICE_PATH}/sandboxes`,
      query: { offset, limit },
      scope: "organisation",
      headers: { accept: "application/json" },
    }),
    findEntries: (body) => findObject(body)?.["sandboxes"],
    findItem: (entry) => findShape(sandboxShape, entry),
    getId: (sandbox) => sandbox.name,
  });
  return collectItems(walk, options.signal);
}
