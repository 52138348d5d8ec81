/**
 * The seam between resources and transport: one credential, one organisation, at most one sandbox.
 * Resources speak only to this interface; they never see a token, a transport or a retry.
 */
import type { ApiError } from "./apiError";
import type { ApiLog } from "./apiLog";
import type { Clock } from "./clock";
import type { Confirmation } from "./confirmation";
import type { ApiHost, CallScope } from "./credentials";

/** HTTP verbs the platform uses. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Whether a call may be sent again after 429, 5xx or a broken connection.
 *
 * - `safe`: it only asks, whatever its verb.
 * - `patient`: it only asks, and takes so long that a slow one is neither given up early nor asked for twice.
 * - `never`: it changes something, or its failure is final.
 */
export type Repeat = "safe" | "patient" | "never";

/** Query values; undefined ones are left out, lists repeat the key. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Options every call takes. */
export interface CallOptions {
  /** Aborting closes the socket and ends the call with code `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Told so many milliseconds before the call is sent again, so that whoever waits can be told why. */
  readonly onWait?: ((milliseconds: number, error: ApiError) => void) | undefined;
}

/** Options every call that changes the platform takes. */
export interface WriteOptions extends CallOptions {
  readonly confirmation: Confirmation;
}

/** One call as a resource describes it. */
export interface ApiRequest extends CallOptions {
  /** Default `platform`. */
  readonly host?: Exclude<ApiHost, "ims"> | undefined;
  /** Default `GET`. */
  readonly method?: HttpMethod | undefined;
  /** Path from the host's root, ids already URL-encoded, without query. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** Default `sandbox`. */
  readonly scope?: CallScope | undefined;
  /** Extra headers, e.g. `accept`, `if-match`; a `content-type` here replaces `application/json`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON when present. */
  readonly body?: unknown;
  /** For the whole call with its retries, in milliseconds. Default 60,000. */
  readonly deadlineMs?: number | undefined;
  /** Whether sending it twice is the same as once. Default: `safe` for GET, `never` for everything else. */
  readonly repeat?: Repeat | undefined;
  /** What changes the platform leaves under one only; stays on this computer. */
  readonly confirmation?: Confirmation | undefined;
  /** Bodies of this service can hold personal data: they never reach a log or an error. */
  readonly isPersonal?: boolean | undefined;
}

/** A successful answer (any 2xx). */
export interface ApiResponse {
  readonly status: number;
  /** Header names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined when the body was empty. */
  readonly body: unknown;
  readonly requestId: string;
}

/** A credential bound to an organisation and, usually, to one sandbox. */
export interface ApiSession {
  /** Name of the connection, for people and for telling late answers apart. */
  readonly connection: string;
  readonly orgId: string;
  /** Technical name, lower case; undefined when none is chosen. */
  readonly sandbox: string | undefined;
  readonly clock: Clock;
  readonly log: ApiLog;
  /** Sends one call. Rejects with `ApiError` only. */
  send(request: ApiRequest): Promise<ApiResponse>;
  /**
   * Turns a link the platform sent (`/runs?…`, `@/audiences?…`, an absolute address) into a request
   * below `basePath`. Throws `refused` when an absolute link leaves the configured host.
   */
  toLinkedRequest(link: string, basePath: string): Pick<ApiRequest, "path" | "query">;
  /** The same connection, bound to another sandbox (or none). */
  withSandbox(sandbox: string | undefined): ApiSession;
}
