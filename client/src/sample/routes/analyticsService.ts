/** What all routes of Customer Journey Analytics share: the request limit, twelve in six seconds for everything on one credential, and the envelope of lists. */
import { type Call, type Handler, readNumber } from "../call";
import type { SampleResponse } from "../exchange";
import { analyticsError, gatewayError, json } from "../replies";
import { type Route, routesOf } from "../router";

const MOST_CALLS = 12;
const WINDOW = 6_000;

/** Returns the handler behind the limit. The refusal carries no hint when to come back. */
function throttled(handler: Handler): Handler {
  return (call) => {
    const now = call.clock.now();
    const { clientId } = call.caller.credential;
    const recent = (call.state.analyticsCalls.get(clientId) ?? []).filter((time) => now - time < WINDOW);
    call.state.analyticsCalls.set(clientId, [...recent, now]);
    return recent.length >= MOST_CALLS ? gatewayError(429, "429050", "Too many requests") : handler(call);
  };
}

const plainRoute = routesOf(
  { host: "cja", sandbox: "none", product: "cja", denial: "report", questions: ["POST"] },
  "",
);

/** Returns a route of the product; every one counts against the same limit. */
export function analyticsRoute(path: string, verbs: Readonly<Record<string, Handler>>): Route {
  const guarded = Object.entries(verbs).map(([verb, handler]) => [verb, throttled(handler)]);
  return plainRoute(path, Object.fromEntries(guarded));
}

const MOST_ITEMS = 1_000;

/** Wraps a list in the envelope of this product, or refuses a page that is too large. */
export function answerPage(call: Call, all: readonly object[]): SampleResponse {
  const limit = readNumber(call, "limit", 10);
  const page = readNumber(call, "page", 0);
  if (limit < 1 || limit > MOST_ITEMS || page < 0)
    return analyticsError(400, "invalid_data", `limit must be between 1 and ${MOST_ITEMS}`);
  return json(200, toPage(all, page, limit));
}

/** Returns one page of a list in the envelope of this product; pages count from 0. */
export function toPage(all: readonly object[], page: number, limit: number): object {
  const content = all.slice(page * limit, (page + 1) * limit);
  const totalPages = Math.max(1, Math.ceil(all.length / limit));
  return {
    content,
    number: page,
    size: limit,
    numberOfElements: content.length,
    totalElements: all.length,
    totalPages,
    firstPage: page === 0,
    lastPage: page + 1 >= totalPages,
    sort: null,
  };
}
