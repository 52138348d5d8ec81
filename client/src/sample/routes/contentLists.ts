/** Lists of templates and fragments: filter, order, token paging. Filters written as `property[]` are ignored, as on the platform. */
import { fromBase64, toBase64 } from "../base64";
import { type Call, readNumber, readProperties } from "../call";
import type { ContentItem } from "../data/sampleContent";
import type { SampleResponse } from "../exchange";
import { json } from "../replies";
import { type ContentKind, failContent, findAcceptFault, itemsOf } from "./contentFacts";

/** Answers `GET /templates` and `GET /fragments`. */
export function listContent(call: Call, kind: ContentKind): SampleResponse {
  const fault = findAcceptFault(call, kind.listType);
  if (fault !== undefined) return fault;
  const limit = readNumber(call, "limit", 20);
  if (limit < 1 || limit > 1_000)
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1105-400",
      title: "Invalid limit",
      detail: "limit must be between 1 and 1000",
    });
  const token = call.url.searchParams.get("start") ?? "";
  const start = token === "" ? 0 : Number(fromBase64(token));
  if (!Number.isInteger(start))
    return failContent(call, {
      status: 400,
      code: "CJMMAS-1106-400",
      title: "Invalid start",
      detail: "start is not a token of this list",
    });
  const orderBy = call.url.searchParams.get("orderBy") ?? "-modifiedAt";
  const found = sortItems(
    [...itemsOf(call, kind).values()].filter((item) => holds(call, item)),
    orderBy,
  );
  const page = found.slice(start, start + limit);
  const next = start + limit < found.length ? toBase64(String(start + limit)) : undefined;
  const links = next === undefined ? {} : { next: { href: `/${kind.name}?${toNextQuery(call, next)}` } };
  const body = {
    _page: { orderBy, start: token, ...(next === undefined ? {} : { next }), count: page.length },
    items: page.map((item) => toListItem(item, kind)),
    _links: links,
  };
  return json(200, body, { "content-type": kind.listType });
}

/** The same question with the next token, filters included. */
function toNextQuery(call: Call, start: string): string {
  const query = new URLSearchParams(call.url.searchParams);
  query.set("start", start);
  return query.toString();
}

function holds(call: Call, { record }: ContentItem): boolean {
  return readProperties(call).every(([field, operator, value]) => {
    const given = record[field];
    const actual = String(Array.isArray(given) ? given[0] : (given ?? ""));
    if (operator === "!=") return actual !== value;
    return operator === "~" ? actual.toLowerCase().includes(value.toLowerCase()) : actual === value;
  });
}

function sortItems(items: ContentItem[], orderBy: string): ContentItem[] {
  const field = orderBy.replace(/^[-+]/, "");
  const sign = orderBy.startsWith("-") ? -1 : 1;
  return items.sort(
    (a, b) => String(a.record[field] ?? "").localeCompare(String(b.record[field] ?? "")) * sign,
  );
}

/** Lists leave the content itself out. */
function toListItem({ id, record }: ContentItem, kind: ContentKind): object {
  const { template: _template, fragment: _fragment, channels, ...rest } = record;
  const channel = Array.isArray(channels) ? (channels[0] ?? "email") : channels;
  return { ...rest, channels: channel, self: { href: `/${kind.name}/${id}` } };
}
