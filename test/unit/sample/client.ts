// A small caller for the sample suite: signs in, fills the common headers, parses the answer. Not a platform client.

import {
  PRODUCTION_ORIGINS,
  type SampleHost,
  type SampleResponse,
} from "../../../client/src/sample/exchange.js";
import {
  createSampleOrganisation,
  type SampleOptions,
  type SampleOrganisation,
} from "../../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../../client/src/sample/sampleCredentials.js";
import { KNOWN_PEOPLE } from "./knownPeople.js";

/** What a call may change about the usual request. */
export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly host?: SampleHost;
  readonly sandbox?: string | null;
  /** Added to or, with undefined, removed from the usual headers. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** JSON of any shape; members that are not there read as undefined at run time. */
export interface Loose {
  readonly [member: string]: Loose;
}

/** An answer with its JSON; name the shape where a test computes with it. */
export interface Answer<Body = Loose> extends SampleResponse {
  readonly json: Body;
}

/** A signed-in caller of one organisation. */
export interface SampleClient {
  readonly organisation: SampleOrganisation;
  readonly token: string;
  call<Body = Loose>(path: string, options?: CallOptions): Answer<Body>;
}

/** Where the clock of every test starts. */
export const START = Date.parse("2026-09-15T10:00:00Z");

/** Returns an organisation with a stopped clock. */
export function organisationFor(options: SampleOptions = {}): SampleOrganisation {
  return createSampleOrganisation({ startAt: START, stopped: true, census: KNOWN_PEOPLE, ...options });
}

/** Signs in as a client does, with a form. */
export function signIn(
  organisation: SampleOrganisation,
  credential = "full",
  change: Record<string, string> = {},
): Answer {
  const { clientId, clientSecret, scopes } = sampleCredentials(credential);
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: scopes.join(","),
    ...change,
  };
  return parse(
    organisation.handle({
      method: "POST",
      url: `${PRODUCTION_ORIGINS.ims}/ims/token/v3`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    }),
  );
}

/** Returns a caller with a fresh token of the named credential. */
export function clientFor(options: SampleOptions = {}, credential = "full"): SampleClient {
  return clientOf(organisationFor(options), credential);
}

/** Returns a caller of an organisation that exists. */
export function clientOf(organisation: SampleOrganisation, credential = "full"): SampleClient {
  const { clientId, orgId } = sampleCredentials(credential);
  const token = String(signIn(organisation, credential).json.access_token);
  return {
    organisation,
    token,
    call<Body>(
      path: string,
      { method, body, host = "platform", sandbox = "prod", headers = {} }: CallOptions = {},
    ): Answer<Body> {
      const usual: Record<string, string | undefined> = {
        authorization: `Bearer ${token}`,
        "x-api-key": clientId,
        "x-gw-ims-org-id": orgId,
        ...(sandbox === null || host === "cja" ? {} : { "x-sandbox-name": sandbox }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      };
      return parse(
        organisation.handle({
          method: method ?? (body === undefined ? "GET" : "POST"),
          url: PRODUCTION_ORIGINS[host] + path,
          headers: Object.fromEntries(
            Object.entries(usual).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
          ),
          body: body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body),
        }),
      );
    },
  };
}

function parse<Body = Loose>(response: SampleResponse): Answer<Body> {
  let json: unknown;
  try {
    json = JSON.parse(response.body);
  } catch {
    json = undefined;
  }
  return { ...response, json: json as Body };
}

/** Returns a value as text; for members whose type a test does not care about. */
export function text(value: unknown): string {
  return String(value);
}
