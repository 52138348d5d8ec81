/**
 * What every request has to obey although the definitions do not say it, or not everywhere: the shared headers, exact
 * media types, versions on writes, and the sizes services refuse or silently cut.
 */
import { findObject, type JsonObject, readList } from "../../client/src/api/tolerantShapes";
import { isJsonType, type RecordedExchange, readMediaType } from "./exchangeRecord";
import type { Violation } from "./violation";

/** A request a rule is about, with its body as JSON where it is some. */
interface Request {
  readonly exchange: RecordedExchange;
  readonly path: string;
  readonly json: unknown;
}

/** A rule for some requests; says what is wrong, or nothing. */
interface Rule {
  readonly method?: string;
  readonly path: RegExp;
  readonly place: string;
  readonly findFault: (request: Request) => string | undefined;
}

const WITHOUT_SANDBOX =
  /^\/(unifiedtags\/|data\/core\/privacy\/|data\/foundation\/sandbox-management\/(sandboxes)?$)/;
const REGISTRY_LIST = /^\/data\/foundation\/schemaregistry\/(tenant|global)\/[a-z]+$/;
const REGISTRY_ITEM = /^\/data\/foundation\/schemaregistry\/(tenant|global)\/[a-z]+\/[^/]+$/;
const CONTENT = /^\/ajo\/content\/(templates|fragments)/;

const lacks =
  (members: readonly string[]) =>
  ({ json }: Request): string | undefined => {
    const missing = members.filter((member) => findObject(json)?.[member] === undefined);
    return missing.length === 0 ? undefined : `lacks ${missing.join(", ")}`;
  };

const needsHeader =
  (name: string, pattern: RegExp) =>
  ({ exchange }: Request): string | undefined => {
    const value = exchange.headers[name];
    return value !== undefined && pattern.test(value)
      ? undefined
      : `${value ?? "nothing"} does not match ${pattern}`;
  };

const between =
  (name: string, least: number, most: number) =>
  ({ exchange }: Request): string | undefined => {
    const text = exchange.url.searchParams.get(name);
    const isFine = text === null || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most);
    return isFine ? undefined : `${text} is not from ${least} to ${most}`;
  };

const isPatchList = ({ json }: Request): string | undefined =>
  Array.isArray(json) && json.every((step) => typeof findObject(step)?.["op"] === "string")
    ? undefined
    : "is no list of patch steps";

const holds =
  (findList: (body: JsonObject) => unknown, least: number, most: number) =>
  ({ json }: Request) => {
    const { length } = readList(findList(findObject(json) ?? {}));
    return length >= least && length <= most ? undefined : `holds ${length} items, not ${least} to ${most}`;
  };

const RULES: readonly Rule[] = [
  { path: /./, place: "header/authorization", findFault: needsHeader("authorization", /^Bearer \S+$/) },
  { path: /./, place: "header/x-api-key", findFault: needsHeader("x-api-key", /^[^\s,]+$/) },
  { path: /./, place: "header/x-gw-ims-org-id", findFault: needsHeader("x-gw-ims-org-id", /^\S+@AdobeOrg$/) },
  { path: /./, place: "header/x-sandbox-name", findFault: findSandboxFault },
  { path: /./, place: "header/content-type", findFault: findTypeFault },
  {
    path: REGISTRY_LIST,
    place: "header/accept",
    findFault: needsHeader("accept", /^application\/vnd\.adobe\.(xed|xdm)[a-z0-9-]*\+json$/),
  },
  {
    path: REGISTRY_ITEM,
    place: "header/accept",
    findFault: needsHeader("accept", /^application\/vnd\.adobe\.(xed|xdm)[a-z-]*\+json; ?version=\d+$/),
  },
  {
    method: "GET",
    path: /^\/ajo\/content\/templates(\/[^/]+)?$/,
    place: "header/accept",
    findFault: needsHeader("accept", /^application\/vnd\.adobe\.ajo\.template(-list)?\.v1\+json$/),
  },
  {
    method: "GET",
    path: /^\/ajo\/content\/fragments(\/[^/]+)?$/,
    place: "header/accept",
    findFault: needsHeader("accept", /^application\/vnd\.adobe\.ajo\.fragment(-list)?\.v1\.0\+json$/),
  },
  { method: "PUT", path: CONTENT, place: "header/if-match", findFault: needsHeader("if-match", /./) },
  { method: "PATCH", path: CONTENT, place: "header/if-match", findFault: needsHeader("if-match", /./) },
  {
    method: "PATCH",
    path: /^\/data\/foundation\/flowservice\//,
    place: "header/if-match",
    findFault: needsHeader("if-match", /./),
  },
  { method: "PATCH", path: /./, place: "body", findFault: isPatchList },
  {
    method: "POST",
    path: /^\/data\/core\/ups\/audiences$/,
    place: "body",
    findFault: lacks(["name", "type", "expression", "schema", "lifecycleState"]),
  },
  {
    method: "POST",
    path: /^\/data\/core\/ups\/preview$/,
    place: "body",
    findFault: lacks(["predicateExpression", "predicateType", "predicateModel", "graphType"]),
  },
  {
    method: "POST",
    path: /^\/reports$/,
    place: "body",
    findFault: lacks(["dataId", "dimension", "globalFilters", "metricContainer"]),
  },
  {
    method: "POST",
    path: /^\/reports$/,
    place: "body/metricContainer/metrics",
    findFault: holds((body) => findObject(body["metricContainer"])?.["metrics"], 1, 20),
  },
  {
    method: "POST",
    path: /^\/data\/core\/ups\/audiences\/bulk-get$/,
    place: "body/ids",
    findFault: holds((body) => body["ids"], 1, 100),
  },
  { path: /^\/data\/foundation\/catalog\//, place: "query/limit", findFault: between("limit", 1, 100) },
  { path: /^\/data\/foundation\/flowservice\//, place: "query/limit", findFault: between("limit", 1, 100) },
  { path: REGISTRY_LIST, place: "query/limit", findFault: between("limit", 1, 300) },
  { path: /^\/ajo\/journey$/, place: "query/pageSize", findFault: between("pageSize", 1, 100) },
  { path: /^\/ajo\/content\//, place: "query/limit", findFault: between("limit", 1, 1000) },
  { path: /^\/data\/(dataviews|connections)$/, place: "query/limit", findFault: between("limit", 1, 1000) },
];

/** All departures from the shared rules. */
export function checkSharedRules(exchange: RecordedExchange): Violation[] {
  const path = exchange.url.pathname;
  const request = { exchange, path, json: readJson(exchange) };
  const isAbout = (rule: Rule): boolean =>
    (rule.method === undefined || rule.method === exchange.method) && rule.path.test(path);
  return RULES.filter(isAbout).flatMap(({ place, findFault }): Violation[] => {
    const message = findFault(request);
    if (message === undefined) return [];
    const operation = `${exchange.method} ${path}`;
    return [{ operation, file: "", side: "request", status: exchange.answer.status, place, message }];
  });
}

function readJson(exchange: RecordedExchange): unknown {
  return exchange.body !== "" && isJsonType(readMediaType(exchange.headers))
    ? JSON.parse(exchange.body)
    : undefined;
}

function findSandboxFault({ exchange, path }: Request): string | undefined {
  const name = exchange.headers["x-sandbox-name"];
  if (exchange.url.hostname === "cja.adobe.io" || WITHOUT_SANDBOX.test(path))
    return name === undefined ? undefined : "is sent where no sandbox exists";
  return name !== undefined && /^[a-z0-9-]+$/.test(name) && name !== "undefined"
    ? undefined
    : "names no sandbox";
}

function findTypeFault({ exchange }: Request): string | undefined {
  const type = exchange.headers["content-type"];
  if (exchange.body === "") return undefined;
  if (["GET", "DELETE"].includes(exchange.method)) return "a body on a method that has none";
  return type !== undefined && !type.includes(",") ? undefined : `${type} is not one type`;
}
