/** Journeys, read only: the list with its unwritten default filter, and one journey. Writing verbs do not exist here. */
import { type Call, parameter, readNumber, readRecord } from "../call";
import type { JourneyRecord } from "../data/sampleJourneys";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type Route, routesOf } from "../router";

const route = routesOf(
  { host: "platform", sandbox: "required", product: "ajo", resource: "journeys", denial: "journey" },
  "/ajo",
);

/** Routes of the journey service. */
export const journeyRoutes: readonly Route[] = [
  route("/journey", { GET: listJourneys }),
  route("/journey/{id}", { GET: getJourney }),
];

const WEEK = 7 * 86_400_000;

function listJourneys(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const page = readNumber(call, "page", 0);
  const pageSize = readNumber(call, "pageSize", 100);
  if (page < 0 || pageSize < 1 || pageSize > 100) {
    return json(400, {
      reason: "INVALID_PARAMETER",
      message: "pageSize must be between 1 and 100 and page at least 0",
    });
  }
  const conditions = readFilter(query.get("filter"));
  if (conditions === undefined)
    return json(400, { reason: "INVALID_FILTER", message: "The filter could not be read" });
  const all = call.state.journeys(call.sandbox.name).journeys;
  const found = sortJourneys(all.filter(createFilter(call, conditions)), query.get("sort"));
  const fields = (query.get("fields") ?? "").split(",").filter((field) => field !== "");
  const results = found
    .slice(page * pageSize, (page + 1) * pageSize)
    .map((journey) => withoutCampaigns(journey, call))
    .map((journey) => (fields.length === 0 ? journey : pickFields(journey, fields)));
  return json(200, wrap(call, { results, page, pageSize, total: found.length }));
}

interface ResultPage {
  readonly results: readonly object[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

function wrap(call: Call, { results, page, pageSize, total }: ResultPage): object {
  const { journeyEnvelope } = call.settings;
  const isPublished =
    journeyEnvelope === "published" || (journeyEnvelope === "alternating" && call.exchange % 2 === 0);
  if (isPublished) return { results, page, limit: pageSize, pages: Math.ceil(total / pageSize) };
  return {
    filter: call.url.searchParams.get("filter") ?? "",
    pagination: { page, pageSize, totalCount: total },
    results,
  };
}

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Reads `status=draft,live&metadata.lastModifiedAt>2024-12-25`; undefined when it is not of that form. */
function readFilter(text: string | null): Condition[] | undefined {
  if (text === null || text === "") return [];
  const conditions: Condition[] = [];
  for (const part of text.split("&")) {
    const match = /^\s*([\w.]+)\s*(>=|<=|!=|==|=|>|<)\s*(.*)$/.exec(part);
    if (match === null) return undefined;
    conditions.push({
      field: match[1] ?? "",
      operator: match[2] ?? "",
      values: (match[3] ?? "").split(",").map((value) => value.trim()),
    });
  }
  return conditions;
}

function createFilter(call: Call, conditions: readonly Condition[]): (journey: JourneyRecord) => boolean {
  // Nobody documents it, but a list without a filter covers about a week.
  if (conditions.length === 0) {
    const from = call.clock.now() - WEEK;
    return (journey) => Date.parse(readText(journey, "metadata.lastModifiedAt")) >= from;
  }
  const used = conditions.filter(({ field }) => field !== "status" || call.settings.journeyStatusFilter);
  return (journey) => used.every((condition) => holds(readText(journey, condition.field), condition));
}

function holds(actual: string, { operator, values }: Condition): boolean {
  const [first = ""] = values;
  const isOneOf = values.some((value) => value.toLowerCase() === actual.toLowerCase());
  switch (operator) {
    case "=":
    case "==":
      return isOneOf;
    case "!=":
      return !isOneOf;
    default:
      return compare(actual, operator, first);
  }
}

function compare(actual: string, operator: string, wanted: string): boolean {
  const [left, right] = [toComparable(actual), toComparable(wanted)];
  if (operator === ">") return left > right;
  if (operator === "<") return left < right;
  return operator === ">=" ? left >= right : left <= right;
}

function toComparable(text: string): number {
  const number = Number(text);
  return Number.isNaN(number) ? Date.parse(text) : number;
}

function readText(journey: JourneyRecord, path: string): string {
  let value: unknown = journey;
  for (const step of path.split(".")) value = readRecord(value)?.[step];
  return value === undefined || value === null ? "" : String(value);
}

function sortJourneys(found: JourneyRecord[], sort: string | null): JourneyRecord[] {
  const orders = (sort ?? "metadata.lastModifiedAt=desc").split(",").map((part) => part.split("="));
  return found.sort((a, b) => {
    for (const [field = "", direction] of orders) {
      const order = readText(a, field).localeCompare(readText(b, field));
      if (order !== 0) return direction === "desc" ? -order : order;
    }
    return 0;
  });
}

function pickFields(journey: object, fields: readonly string[]): object {
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    const [top = "", ...rest] = field.split(".");
    const value = (journey as Readonly<Record<string, unknown>>)[top];
    if (value === undefined) continue;
    const inner = readRecord(value);
    picked[top] =
      rest.length === 0 || inner === undefined
        ? value
        : { ...readRecord(picked[top]), ...pickFields(inner, [rest.join(".")]) };
  }
  return picked;
}

function withoutCampaigns(journey: JourneyRecord, call: Call): object {
  const includes = (call.url.searchParams.get("include") ?? "").split(",");
  const { nodes } = journey as { nodes?: readonly Readonly<Record<string, unknown>>[] };
  if (nodes === undefined) return journey;
  return {
    ...journey,
    nodes: nodes.map((node) => {
      const { campaign, surface, ...rest } = node;
      return {
        ...rest,
        ...(includes.includes("campaigns") && campaign !== undefined ? { campaign } : {}),
        ...(includes.includes("surfaces") && surface !== undefined ? { surface } : {}),
      };
    }),
  };
}

function getJourney(call: Call): SampleResponse {
  const id = parameter(call, "id");
  const found = call.state.journeys(call.sandbox.name).journeys.find((journey) => journey.id === id);
  if (found !== undefined) return json(200, withoutCampaigns(found, call));
  return call.settings.unknownJourneyStatus === 500
    ? json(500, { reason: "INTERNAL_SERVER_ERROR", message: "Something went wrong" })
    : json(404, { reason: "NOT_FOUND", message: `Journey ${id} does not exist` });
}
