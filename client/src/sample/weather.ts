/**
 * Failure weather: what goes wrong between a healthy service and a client. Rules are data; this file decides
 * which rule hits a request and bends the answer. It invents no failure on its own.
 */
import { FOREIGN_ORIGIN, type SampleHost, type SampleRequest, type SampleResponse } from "./exchange";
import { reportError } from "./replies";

/** What a rule does. The first group replaces the answer (the service is not reached); the second bends a real one. */
export type WeatherEffect =
  | "throttle-seconds"
  | "throttle-date"
  | "throttle-body"
  | "throttle-silent"
  | "error"
  | "unavailable-html"
  | "bad-gateway"
  | "refused"
  | "unprocessable"
  | "not-there"
  | "no-such-route"
  | "reset-before"
  | "redirect"
  | "reset-after-headers"
  | "cut"
  | "wrong-type"
  | "byte-order-mark"
  | "null-body"
  | "empty-body"
  | "delay"
  | "jitter";

/** One rule; absent conditions match everything except sign-in, which must be named by `host`. */
export interface WeatherRule {
  readonly effect: WeatherEffect;
  readonly method?: string;
  readonly host?: SampleHost;
  /** Part of the path. */
  readonly path?: string;
  /** Part of the body. */
  readonly body?: string;
  /** Strikes only what would change something; questions pass, whatever their method. */
  readonly onlyWrites?: boolean;
  /** How often the rule strikes; for ever when absent. */
  readonly times?: number;
  /** Count `times` for each method and path on its own. */
  readonly perPath?: boolean;
  readonly delayMs?: number;
}

/** Decides, request by request, which rule strikes. */
export interface Weather {
  /** Returns the rule that strikes now and uses it up, or undefined in fair weather. */
  strike(host: SampleHost, request: SampleRequest, isWrite: boolean): WeatherRule | undefined;
}

/** Returns the weather made by `rules`; the first rule that still has strikes left wins. */
export function createWeather(rules: readonly WeatherRule[]): Weather {
  const struck = new Map<string, number>();
  return {
    strike(host, request, isWrite) {
      const path = new URL(request.url).pathname;
      return rules.find((rule, index) => {
        if (rule.onlyWrites === true && !isWrite) return false;
        if (!isHit(rule, { host, method: request.method, path, body: request.body })) return false;
        const key = rule.perPath === true ? `${index} ${request.method} ${path}` : `${index}`;
        const before = struck.get(key) ?? 0;
        if (before >= (rule.times ?? Number.POSITIVE_INFINITY)) return false;
        struck.set(key, before + 1);
        return true;
      });
    },
  };
}

function isHit(
  rule: WeatherRule,
  target: { host: SampleHost; method: string; path: string; body: string },
): boolean {
  if (rule.host === undefined ? target.host === "ims" : rule.host !== target.host) return false;
  if (rule.method !== undefined && rule.method !== target.method) return false;
  if (rule.body !== undefined && !target.body.includes(rule.body)) return false;
  return rule.path === undefined || target.path.includes(rule.path);
}

const JSON_TYPE = { "content-type": "application/json" };
const HTML_TYPE = { "content-type": "text/html" };
const TOO_MANY = '{"error_code":"429050","message":"Too many requests"}';

/** What `replacement` may need to know about the moment. */
export interface WeatherMoment {
  readonly now: number;
  readonly path: string;
}

/** Returns the answer that replaces the service's own, or undefined when the rule bends the real answer instead. */
export function findReplacement(rule: WeatherRule, moment: WeatherMoment): SampleResponse | undefined {
  switch (rule.effect) {
    case "throttle-seconds":
      return { status: 429, headers: { ...JSON_TYPE, "retry-after": "2" }, body: TOO_MANY };
    case "throttle-date":
      return {
        status: 429,
        headers: { ...JSON_TYPE, "retry-after": new Date(moment.now + 2_000).toUTCString() },
        body: TOO_MANY,
      };
    case "throttle-body":
      return {
        status: 429,
        headers: JSON_TYPE,
        body: '[{"message":"Too many requests","cause":"{\\"Errors\\":[]}","retryAfterMs":"500","statusCode":"429"}]',
      };
    case "throttle-silent":
      return { status: 429, headers: {}, body: "" };
    case "error":
      return {
        status: 500,
        headers: JSON_TYPE,
        body: '{"title":"InternalServerError","status":500,"detail":"The service failed for a moment."}',
      };
    case "unavailable-html":
      return { status: 503, headers: HTML_TYPE, body: page("503 Service Temporarily Unavailable") };
    case "bad-gateway":
      return { status: 502, headers: {}, body: "" };
    case "refused":
      return reportError(400, "GEN-1400-400", "The service does not accept this content.");
    case "unprocessable":
      return reportError(422, "GEN-1422-422", "The service understands this but cannot do it.");
    case "not-there":
      return {
        status: 404,
        headers: JSON_TYPE,
        body: '{"title":"NotFound","status":404,"detail":"This service is not provisioned for the organisation."}',
      };
    case "no-such-route":
      return { status: 404, headers: HTML_TYPE, body: page("404 Not Found") };
    case "reset-before":
      return { status: 503, headers: {}, body: "", delivery: { refuse: true } };
    case "redirect":
      return { status: 302, headers: { location: `${FOREIGN_ORIGIN}${moment.path}` }, body: "" };
    default:
      return undefined;
  }
}

/** Returns the service's own answer as the weather lets it through. `fraction` is a number in [0, 1) for jitter. */
export function bendResponse(rule: WeatherRule, response: SampleResponse, fraction: number): SampleResponse {
  const { delivery } = response;
  switch (rule.effect) {
    case "reset-after-headers":
      return { ...response, delivery: { ...delivery, cutAfterBytes: 0 } };
    case "cut":
      return { ...response, delivery: { ...delivery, cutAfterBytes: Math.floor(response.body.length / 2) } };
    case "wrong-type":
      return { ...response, headers: { ...response.headers, "content-type": "text/plain" } };
    case "byte-order-mark":
      return response.body === "" ? response : { ...response, body: `\uFEFF${response.body}` };
    case "null-body":
      return { ...response, status: 200, headers: JSON_TYPE, body: "null" };
    case "empty-body":
      return { ...response, status: 200, headers: JSON_TYPE, body: "" };
    case "delay":
      return { ...response, delivery: { ...delivery, delayMs: rule.delayMs ?? 0 } };
    case "jitter":
      return { ...response, delivery: { ...delivery, delayMs: Math.round((rule.delayMs ?? 0) * fraction) } };
    default:
      return response;
  }
}

function page(title: string): string {
  return `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;
}
