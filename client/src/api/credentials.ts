/**
 * Who calls (an OAuth server-to-server credential), where to (four hosts), and the headers both lead to.
 * Refuses to build a sandbox-scoped call without a sandbox: some services would silently use production.
 */
import { ApiError } from "./apiError";

/** The hosts of the platform, by what they serve. */
export type ApiHost = "ims" | "platform" | "experience" | "cja";

/** Base addresses without a trailing slash. They may carry a path prefix (sample organisation). */
export type Endpoints = Readonly<Record<ApiHost, string>>;

/** Adobe's public hosts. */
export const PRODUCTION_ENDPOINTS: Endpoints = {
  ims: "https://ims-na1.adobelogin.com",
  platform: "https://platform.adobe.io",
  experience: "https://experience.adobe.io",
  cja: "https://cja.adobe.io",
};

/** An OAuth server-to-server credential as shown in Developer Console. */
export interface Credentials {
  /** IMS organisation id, `…@AdobeOrg`. */
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Further secrets of the credential: two are valid while one replaces the other (docs/platform.md#sign-in). Tried in order. */
  readonly otherSecrets?: readonly string[] | undefined;
  /** Exactly the scopes the credential shows; never checked against a list. */
  readonly scopes: readonly string[];
  /** `x-api-key` when it differs from the client id. */
  readonly apiKey?: string | undefined;
  readonly technicalAccountId?: string | undefined;
}

/** Whether a call belongs to one sandbox or to the whole organisation. */
export type CallScope = "sandbox" | "organisation";

/** What the shared headers are made of. */
export interface HeaderSource {
  readonly credentials: Pick<Credentials, "orgId" | "clientId" | "apiKey">;
  readonly token: string;
  readonly scope: CallScope;
  readonly sandbox: string | undefined;
}

/** The shared headers of docs/platform.md#requests. Throws `sandboxMissing` for a sandbox call without sandbox. */
export function toSharedHeaders(source: HeaderSource): Record<string, string> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${toBareToken(source.token)}`,
    "x-api-key": source.credentials.apiKey?.trim() || source.credentials.clientId,
    "x-gw-ims-org-id": source.credentials.orgId,
  };
  if (source.scope === "sandbox") headers["x-sandbox-name"] = getSandboxName(source.sandbox);
  return headers;
}

/** The sandbox's technical name in the form the header wants; throws `sandboxMissing` when there is none. */
export function getSandboxName(sandbox: string | undefined): string {
  const name = sandbox?.trim().toLowerCase() ?? "";
  if (name === "") throw new ApiError("sandboxMissing");
  return name;
}

/** The token without the word `Bearer`, which some stored tokens carry. */
export function toBareToken(token: string): string {
  return token.trim().replace(/^bearer\s+/i, "");
}

/** Scopes as a list, from a list or from text: with commas, stray spaces, or a list in JSON text. Duplicates are dropped. */
export function readScopes(value: string | readonly string[]): readonly string[] {
  const parts = (typeof value === "string" ? [value] : value).flatMap((part) => part.split(/[\s,"'[\]]+/));
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Fills missing hosts with Adobe's and removes trailing slashes. Throws `refused` for an address that is no URL. */
export function readEndpoints(overrides: Partial<Record<ApiHost, string>> = {}): Endpoints {
  const read = (host: ApiHost): string => {
    const address = overrides[host]?.trim() || PRODUCTION_ENDPOINTS[host];
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
      throw new ApiError("refused", { reason: { kind: "badEndpoint", host } });
    }
    return address.replace(/\/+$/, "");
  };
  return { ims: read("ims"), platform: read("platform"), experience: read("experience"), cja: read("cja") };
}

/**
 * Why the client secret should not be sent to this token address, or tokens to the other hosts; undefined when all is fine.
 * Loopback is fine: that is where the sample organisation lives.
 */
export function findHostWarning(endpoints: Endpoints): string | undefined {
  const { hostname, protocol } = new URL(endpoints.ims);
  if (!isLoopback(hostname)) {
    if (protocol !== "https:") return `The client secret would be sent unencrypted to ${hostname}.`;
    if (hostname !== "adobelogin.com" && !hostname.endsWith(".adobelogin.com"))
      return `The client secret would be sent to ${hostname}, which is not an adobelogin.com address.`;
  }
  const plain = [endpoints.platform, endpoints.experience, endpoints.cja]
    .map((address) => new URL(address))
    .find((address) => address.protocol !== "https:" && !isLoopback(address.hostname));
  return plain && `Tokens and what the platform answers would be sent unencrypted to ${plain.hostname}.`;
}

function isLoopback(hostname: string): boolean {
  return hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
}
