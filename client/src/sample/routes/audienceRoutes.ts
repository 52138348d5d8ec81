/** Reading audiences: list, one, many. Shapes and paging follow what organisations return, not the published file. */
import { lifecycleOf } from "../audienceRules";
import { type Call, readBody, readNumber, readProperties, readRecord } from "../call";
import type { StoredAudience } from "../data/audienceShapes";
import { sizeOfAudience } from "../data/population";
import { DURATION } from "../data/sampleSegmentJobs";
import type { SampleResponse } from "../exchange";
import { json, upsError, upsErrorBody } from "../replies";
import { type Route, routesOf } from "../router";
import { findDependents, findVisible, toAudienceWire, type WireExtras } from "./audienceWire";
import {
  changeByOther,
  createAudience,
  deleteAudience,
  patchAudience,
  replaceAudience,
} from "./audienceWriteRoutes";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "aep", resource: "segments", denial: "ups" },
  "/data/core/ups",
);

/** Routes of the audience service. */
export const audienceRoutes: readonly Route[] = [
  route("/audiences", { GET: listAudiences, POST: createAudience }),
  route("/audiences/bulk-get", { POST: getMany }, { questions: ["POST"] }),
  route("/audiences/{id}", {
    GET: getAudience,
    PUT: replaceAudience,
    PATCH: patchAudience,
    DELETE: deleteAudience,
  }),
];

const MOST_IDS = 100;
const PEOPLE = "_xdm.context.profile";

function listAudiences(call: Call): SampleResponse {
  const limit = readNumber(call, "limit", 20);
  const start = readNumber(call, "start", 0);
  if (limit < 1 || start < 0) {
    return upsError({
      status: 400,
      code: "UPAPI-113434-400",
      message: "start and limit must be positive",
      requestId: call.requestId,
    });
  }
  const table = call.state.audiences(call.sandbox.name);
  const time = call.clock.now() - call.settings.listLag;
  const found = table.derive(`audiences?${toQuestion(call.url)}`, time, (listed) =>
    sortAudiences(listed.filter(createFilter(call)), call.url.searchParams.get("sort")),
  );
  const page = found.slice(start * limit, (start + 1) * limit);
  const dependents = findDependents(table, time);
  const withMetrics = readProperties(call).some(
    ([field, , value]) => /^withmetrics$/i.test(field) && value === "true",
  );
  const body = {
    children: page.map((stored) =>
      toAudienceWire(stored, { dependents, metrics: withMetrics ? metricsFor(call) : undefined }),
    ),
    ...pageFacts(call, { start, limit, total: found.length, size: page.length }),
  };
  const answer = json(200, body);
  if (limit <= 100 || call.settings.longPages === "fine") return answer;
  return call.settings.longPages === "empty"
    ? { ...answer, body: "" }
    : { ...answer, delivery: { cutAfterBytes: Math.floor(answer.body.length / 2) } };
}

/** What is asked for, whichever page of it. */
function toQuestion({ searchParams }: URL): string {
  const question = new URLSearchParams(searchParams);
  question.delete("start");
  question.delete("limit");
  return question.toString();
}

function metricsFor(call: Call): NonNullable<WireExtras["metrics"]> {
  const [population, audiences] = [
    call.state.population(call.sandbox.name),
    call.state.audiences(call.sandbox.name),
  ];
  const evaluated = call.state.today + DURATION;
  return {
    evaluated,
    // What was made since was not counted, and what was changed since was counted as it was.
    sizeOf: (id) => {
      const then = audiences.find(id, evaluated);
      return then && sizeOfAudience(population, then.record);
    },
  };
}

/** A property filter on these fields asks for something else than a comparison. */
const SWITCHES = /^with_?metrics$/i;

function createFilter(call: Call): (stored: StoredAudience) => boolean {
  const query = call.url.searchParams;
  const properties = readProperties(call).filter(([field]) => !SWITCHES.test(field));
  const asksForId = properties.some(([field]) => field === "audienceId");
  const name = (query.get("name") ?? "").toLowerCase();
  const description = (query.get("description") ?? "").toLowerCase();
  const entityType = query.get("entityType") ?? PEOPLE;
  return ({ record, isHidden }) =>
    !isHidden &&
    (asksForId || lifecycleOf(record) !== "inactive") &&
    readRecord(record["schema"])?.["name"] === entityType &&
    record.name.toLowerCase().includes(name) &&
    String(record["description"] ?? "")
      .toLowerCase()
      .includes(description) &&
    properties.every(
      ([field, operator, value]) => (readPath(record, field) === value) === (operator !== "!="),
    );
}

function readPath(record: Readonly<Record<string, unknown>>, path: string): string | undefined {
  let value: unknown = record;
  for (const step of path.split(".")) value = readRecord(value)?.[step];
  return value === undefined || value === null ? undefined : String(value);
}

function sortAudiences(found: StoredAudience[], sort: string | null): StoredAudience[] {
  const [field = "updateTime", direction = "desc"] = (sort ?? "updateTime:desc").split(":");
  const sign = direction.toLowerCase() === "asc" ? 1 : -1;
  const keyOf = ({ record }: StoredAudience): string | number => {
    const value = record[field];
    const number = Number(value);
    return typeof value === "number" || (typeof value === "string" && value !== "" && !Number.isNaN(number))
      ? number
      : String(value ?? "");
  };
  return found.sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === right) return a.record.id < b.record.id ? -1 : 1;
    return (left < right ? -1 : 1) * sign;
  });
}

interface PageFacts {
  readonly start: number;
  readonly limit: number;
  readonly total: number;
  readonly size: number;
}

function pageFacts(call: Call, { start, limit, total, size }: PageFacts): object {
  const isLast = (start + 1) * limit >= total;
  const last = { absent: {}, null: { next: null }, zero: { next: "0" } }[call.settings.lastPageNext];
  const next = isLast ? last : { next: String(start + 1) };
  const href = `@/audiences?start=${start + 1}&limit=${limit}&totalCount=${total}`;
  const links = isLast ? {} : { next: { href } };
  // Two generations of the service answer side by side.
  if (call.exchange % 2 === 1)
    return { _page: { totalCount: total, pageSize: size, ...next }, _links: links };
  const sort = call.url.searchParams.get("sort") ?? "updateTime:desc";
  const totalPages = Math.ceil(total / limit);
  const [sortField] = sort.split(":");
  return {
    _page: {
      totalCount: total,
      totalPages,
      sortField,
      sort,
      pageSize: size,
      limit,
      start: String(start),
      ...next,
    },
    _links: links,
  };
}

function getAudience(call: Call): SampleResponse {
  const stored = findVisible(call);
  if ("status" in stored) return stored;
  const { id } = stored.record;
  const table = call.state.audiences(call.sandbox.name);
  const metrics = call.url.searchParams
    .getAll("property")
    .some((text) => /^with_?metrics==true$/i.test(text));
  const wire = toAudienceWire(stored, {
    dependents: findDependents(table),
    metrics: metrics ? metricsFor(call) : undefined,
  });
  if (call.settings.otherEditor) changeByOther(call, { sandbox: call.sandbox.name, id, fields: {} });
  return json(200, wire);
}

function getMany(call: Call): SampleResponse {
  const given = readRecord(readBody(call.request))?.["ids"];
  const ids = Array.isArray(given) ? given.map((entry: unknown) => readRecord(entry)?.["id"]) : [];
  if (!ids.every((id) => typeof id === "string")) {
    const message = "ids must be a list of objects with an id";
    return upsError({ status: 400, code: "UPAPI-113434-400", message, requestId: call.requestId });
  }
  if (ids.length === 0 || ids.length > MOST_IDS) {
    const message = `The number of ids must be above 0 and at most ${MOST_IDS}, but was ${ids.length}`;
    return upsError({ status: 400, code: "UPAPI-113015-400", message, requestId: call.requestId });
  }
  const table = call.state.audiences(call.sandbox.name);
  const dependents = findDependents(table);
  const results = ids.map((id): [string, unknown] => {
    const stored = table.find(id);
    if (stored !== undefined && !stored.isHidden) return [id, toAudienceWire(stored, { dependents })];
    const status = stored === undefined ? 404 : 403;
    const code = stored === undefined ? "UPAPI-113430-404" : "UPAPI-113752-403";
    const { requestId, errors } = upsErrorBody({
      status,
      code,
      message: "The audience could not be read",
      requestId: call.requestId,
    });
    return [id, { requestId, errors }];
  });
  return json(207, { results: Object.fromEntries(results) });
}
