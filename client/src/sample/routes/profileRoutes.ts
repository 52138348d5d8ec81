/**
 * The profile store: lookups of invented people, and their events. Every lookup is counted, because previews that carry
 * their own attributes must not cause one. What the store is made of has a file of its own, `profileStore.ts`.
 */
import { type Call, readBody, readNumber, readRecord } from "../call";
import { eventAt, type Person, personAt } from "../data/people";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  {
    host: "platform",
    sandbox: "required",
    product: "aep",
    resource: "profiles",
    denial: "ups",
    questions: ["POST"],
  },
  "/data/core/ups/access",
);

/** Routes of the profile store. */
export const profileRoutes: readonly Route[] = [route("/entities", { GET: getEntity, POST: getEntities })];

/** How many people can be found. */
const PEOPLE = 200;

/** Finds a person by e-mail address or CRM number. */
export function findPerson(call: Call, value: string): Person | undefined {
  call.traffic.countProfileLookup();
  for (let index = 0; index < PEOPLE; index++) {
    const person = personAt(call.seeded, index);
    if (person.email === value || person.crmId === value) return person;
  }
  return undefined;
}

function getEntity(call: Call): SampleResponse {
  const query = call.url.searchParams;
  if (query.get("schema.name") === "_xdm.context.experienceevent") return getEvents(call);
  const id = query.get("entityId") ?? "";
  const person = findPerson(call, id);
  if (person === undefined) return json(404, { statusCode: "404" });
  return json(200, { [call.seeded.hex(`xid/${person.crmId}`, 32)]: toEntity(call, person) });
}

function toEntity(call: Call, person: Person): object {
  return {
    entityId: person.crmId,
    mergePolicy: { id: call.state.mergePolicies(call.sandbox.name)[0]?.id },
    sources: ["Acme CRM customers"],
    tags: [],
    identityGraph: [person.crmId],
    entity: person.record,
    lastModifiedAt: new Date(call.state.today).toISOString(),
  };
}

function getEvents(call: Call): SampleResponse {
  const limit = Math.min(1_000, readNumber(call, "limit", 1_000));
  const start = Number(call.url.searchParams.get("start") ?? 0) || 0;
  const person = findPerson(call, call.url.searchParams.get("relatedEntityId") ?? "");
  const total = person === undefined ? 0 : 25;
  const count = Math.max(0, Math.min(limit, total - start));
  const children = Array.from({ length: count }, (_value, index) => ({
    relatedEntityId: person?.crmId,
    entityId: call.seeded.uuid(`event/${start + index}`),
    timestamp: call.state.today - (start + index) * 5_400_000,
    entity: eventAt(call.seeded, start + index, call.state.today),
    lastModifiedAt: "1970-01-01T00:00:00Z",
  }));
  const next = start + count < total ? String(start + count) : "";
  const links = next === "" ? {} : { next: { href: `/entities?start=${next}&limit=${limit}` } };
  return json(200, {
    _page: { orderby: "timestamp", start: String(start), count, next },
    children,
    _links: links,
  });
}

function getEntities(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["identities"];
  const identities = Array.isArray(given)
    ? given.map((entry: unknown) => String(readRecord(entry)?.["entityId"] ?? ""))
    : [];
  const people = identities.map((id) => [id, findPerson(call, id)] as const);
  if (people.some(([, person]) => person === undefined)) {
    return json(
      207,
      people.map(([, person]) =>
        person === undefined ? { message: "Not found", statusCode: "404" } : toEntity(call, person),
      ),
    );
  }
  return json(
    200,
    Object.fromEntries(
      people.flatMap(([, person]) =>
        person === undefined ? [] : [[call.seeded.hex(`xid/${person.crmId}`, 32), toEntity(call, person)]],
      ),
    ),
  );
}
