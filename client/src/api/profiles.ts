/**
 * One profile with its events by an identity (docs/platform.md#profile-and-governance), for showing on request. Profiles are
 * personal data: this file keeps nothing, logs nothing, and marks its calls as personal.
 */
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions, Query } from "./apiSession";
import { findObject, type JsonObject, readList } from "./tolerantShapes";

/** Who is meant. */
export interface ProfileIdentity {
  /** Code of the namespace, such as `Email`. */
  readonly namespace: string;
  readonly id: string;
}

/** A profile as rules see it. */
export interface PlatformProfile {
  /** The merged profile, its events as `xEvent`. */
  readonly profile: JsonObject;
  /** True where it has more events than were read. */
  readonly hasMoreEvents: boolean;
}

const PATH = "/data/core/ups/access/entities";
const EVENTS_PER_PAGE = 1000;
/** The platform evaluates no profile with more events than these pages hold. */
const MOST_PAGES = 5;

/** The profile of an identity; undefined where the sandbox knows none. */
export async function fetchProfile(
  session: ApiSession,
  { namespace, id }: ProfileIdentity,
  options: CallOptions = {},
): Promise<PlatformProfile | undefined> {
  const query = { "schema.name": "_xdm.context.profile", entityId: id, entityIdNS: namespace };
  const entity = await fetchEntity(session, query, options);
  if (entity === undefined) return undefined;
  const { events, hasMoreEvents } = await fetchEvents(session, { namespace, id }, options);
  return { profile: { ...entity, xEvent: events }, hasMoreEvents };
}

async function fetchEntity(
  session: ApiSession,
  query: Query,
  options: CallOptions,
): Promise<JsonObject | undefined> {
  try {
    const { body, requestId } = await session.send({ path: PATH, query, isPersonal: true, ...options });
    const found = findObject(body);
    if (found === undefined)
      throw new ApiError("badResponse", { reason: { kind: "unlike", what: "a profile" }, requestId });
    const [first] = Object.values(found);
    const entity = findObject(findObject(first)?.["entity"]);
    // A person nobody knows is 404, or a profile without anything in it.
    return entity === undefined || Object.keys(entity).length === 0 ? undefined : entity;
  } catch (error) {
    if (isApiError(error, "notFound")) return undefined;
    throw error;
  }
}

async function fetchEvents(
  session: ApiSession,
  { namespace, id }: ProfileIdentity,
  options: CallOptions,
): Promise<{ readonly events: readonly JsonObject[]; readonly hasMoreEvents: boolean }> {
  const events: JsonObject[] = [];
  let start: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = {
      "schema.name": "_xdm.context.experienceevent",
      "relatedSchema.name": "_xdm.context.profile",
      relatedEntityId: id,
      relatedEntityIdNS: namespace,
      limit: EVENTS_PER_PAGE,
      start,
    };
    const { body } = await session.send({ path: PATH, query, isPersonal: true, ...options });
    for (const child of readList(findObject(body)?.["children"])) events.push(...toEvent(child));
    const next = findObject(findObject(body)?.["_page"])?.["next"];
    if (typeof next !== "string" || next === "") return { events, hasMoreEvents: false };
    start = next;
  }
  return { events, hasMoreEvents: true };
}

/** The event with its time, which stands beside it. */
function toEvent(child: unknown): readonly JsonObject[] {
  const outer = findObject(child);
  const entity = findObject(outer?.["entity"]);
  if (entity === undefined) return [];
  const { timestamp = outer?.["timestamp"], ...fields } = entity;
  return [{ timestamp, ...fields }];
}
