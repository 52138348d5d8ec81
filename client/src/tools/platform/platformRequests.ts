/**
 * From a row of the tables to requests: where a list starts and goes on, where one thing stands. Asks with GET only.
 */
import { toAddressPart } from "../../api/addressPart";
import type { ApiRequest, ApiSession, Query } from "../../api/apiSession";
import type { PagePosition } from "../../api/pagingStyles";
import { UserError } from "../../model/userError";
import type { PlatformKind, PlatformService } from "./platformKind";

/** What is asked of a kind. */
export interface PlatformQuestion {
  /** The id of what the things stand below. */
  readonly of?: string | undefined;
  /** Filters by their names. */
  readonly where?: Readonly<Record<string, string>> | undefined;
}

/** The session that a service answers: most want a sandbox, some none. */
export function bindSession(session: ApiSession, { isOfOrganisation }: PlatformService): ApiSession {
  return isOfOrganisation === true ? session.withSandbox(undefined) : session;
}

/** The filters that the service knows. */
export function listFilters({ parameters = "", properties = "" }: PlatformKind): readonly string[] {
  return `${parameters} ${properties}`.split(" ").filter((name) => name !== "");
}

/** The request for a page of a list. */
export function toListRequest(
  facts: PlatformKind,
  { owner, of, where = {} }: PlatformQuestion & { readonly owner: string },
  position: PagePosition,
): ApiRequest {
  const { service, path, query, accept, isWhole, parameters = "" } = facts;
  const known = Object.entries(where).filter(([name]) => listFilters(facts).includes(name));
  const isParameter = ([name]: readonly [string, string]) => parameters.split(" ").includes(name);
  const property = known
    .filter((filter) => !isParameter(filter))
    .map(([name, value]) => `${name}${/[<>~]$/.test(name) ? "" : "=="}${value}`);
  return {
    ...toRequest(facts, path, { owner, of, accept: accept?.[0] }),
    query: {
      ...query,
      ...Object.fromEntries(known.filter(isParameter)),
      property: property.length === 0 ? undefined : property,
      ...(isWhole === true ? {} : toPaging(service, position)),
    },
  };
}

/** The request for one thing. */
export function toOneRequest(
  facts: PlatformKind,
  { owner, of, id }: PlatformQuestion & { readonly owner: string; readonly id: string },
): ApiRequest {
  const { path, one = `${path}/{id}`, accept } = facts;
  return toRequest(facts, one, { owner, of, id, accept: accept?.[1] });
}

function toRequest(
  { service: { base, host, isOfOrganisation } }: PlatformKind,
  pattern: string,
  { accept, ...parts }: Readonly<Record<string, string | undefined>>,
): ApiRequest {
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new UserError("badArguments", `Say with \`${name}\` to what they belong.`);
    return toAddressPart(part);
  });
  return {
    host,
    path: `${base}/${path}`,
    isPersonal: true,
    // Some services want to be told a type although nothing is sent.
    headers: { "content-type": "application/json", ...(accept === undefined ? {} : { accept }) },
    ...(isOfOrganisation === true ? { scope: "organisation" } : {}),
  };
}

function toPaging({ style, limit = "limit", cursor }: PlatformService, position: PagePosition): Query {
  const { index, offset, token } = position;
  const length = { [limit]: position.limit };
  if (style === "link") return length;
  if (style === "token") return { ...length, start: token };
  if (style === "offset" || style === "map") return { ...length, [cursor ?? "start"]: offset };
  return { ...length, [style === "pageIndex" ? "start" : "page"]: index };
}
