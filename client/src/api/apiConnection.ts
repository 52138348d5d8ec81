/**
 * Puts together what one connection consists of: transport, tokens, limits, and sessions per sandbox.
 * Refuses to hold a global: every connection is a value with an end.
 */
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { toAddressPart } from "./addressPart";
import { isApiError } from "./apiError";
import { type ApiLog, silentLog } from "./apiLog";
import type { ApiRequest, ApiResponse, ApiSession, Query, Repeat } from "./apiSession";
import { type Clock, systemClock } from "./clock";
import {
  type Credentials,
  type Endpoints,
  getSandboxName,
  PRODUCTION_ENDPOINTS,
  toSharedHeaders,
} from "./credentials";
import { createHttpClient, type HttpClient } from "./httpClient";
import { createTokenSource, type TokenSource } from "./imsToken";
import { createRateLimiter, type RateLimiter } from "./rateLimiter";
import { createRedactor } from "./redaction";
import { toLinkedRequest } from "./serviceLinks";
import type { Transport } from "./transport";

/** What a connection needs; everything with a default exists for tests and for sharing. */
export interface ConnectionOptions {
  /** Name of the connection, for people. */
  readonly name: string;
  readonly credentials: Credentials;
  /** Default: Adobe's hosts. */
  readonly endpoints?: Endpoints | undefined;
  /** Called once, at the first call. */
  readonly createTransport: () => Transport;
  readonly log?: ApiLog | undefined;
  readonly clock?: Clock | undefined;
  /** From 0 up to but not including 1. */
  readonly random?: (() => number) | undefined;
  readonly createRequestId?: (() => string) | undefined;
  /** Share one between connections of the same credential; see `createLimiterPool`. */
  readonly limiter?: RateLimiter | undefined;
}

/** One credential, signed in on demand. */
export interface ApiConnection {
  readonly name: string;
  readonly tokens: TokenSource;
  /** A session for a sandbox; without one only organisation-wide calls work. */
  openSession(sandbox?: string): ApiSession;
  /** Closes sockets; calls under way fail. */
  close(): Promise<void>;
}

const DEADLINE_MS = 60_000;

/** Opens a connection. Sends nothing until the first call. */
export function createApiConnection(options: ConnectionOptions): ApiConnection {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const endpoints = options.endpoints ?? PRODUCTION_ENDPOINTS;
  const { clientSecret, otherSecrets = [] } = options.credentials;
  const secrets = new Set([clientSecret, ...otherSecrets]);
  const http = createHttpClient({
    createTransport: options.createTransport,
    clock,
    random: options.random ?? Math.random,
    createRequestId: options.createRequestId ?? (() => crypto.randomUUID()),
    limiter: options.limiter ?? createRateLimiter(clock),
    log,
    redact: createRedactor(() => secrets),
  });
  const tokens = createTokenSource({ credentials: options.credentials, endpoints, http, clock });
  const base = { name: options.name, credentials: options.credentials, endpoints, http, tokens, clock, log };
  const parts: SessionParts = { ...base, onToken: (token) => secrets.add(token) };
  return {
    name: options.name,
    tokens,
    openSession: (sandbox) => new ConnectionSession(parts, sandbox?.trim().toLowerCase() || undefined),
    close: () => http.close(),
  };
}

interface SessionParts {
  readonly name: string;
  readonly credentials: Credentials;
  readonly endpoints: Endpoints;
  readonly http: HttpClient;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly log: ApiLog;
  readonly onToken: (token: string) => void;
}

class ConnectionSession implements ApiSession {
  constructor(
    private readonly parts: SessionParts,
    readonly sandbox: string | undefined,
  ) {}

  get connection(): string {
    return this.parts.name;
  }

  get orgId(): string {
    return this.parts.credentials.orgId;
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  get log(): ApiLog {
    return this.parts.log;
  }

  withSandbox(sandbox: string | undefined): ApiSession {
    return new ConnectionSession(this.parts, sandbox?.trim().toLowerCase() || undefined);
  }

  toLinkedRequest(link: string, basePath: string): Pick<ApiRequest, "path" | "query"> {
    return toLinkedRequest(link, basePath, this.parts.endpoints.platform);
  }

  /** A 401 is answered by one fresh token and one more try; a service's own 401 repeats reads only. */
  async send(request: ApiRequest): Promise<ApiResponse> {
    if (request.scope !== "organisation") getSandboxName(this.sandbox);
    const token = await this.getToken(request);
    try {
      return await this.sendWith(token, request);
    } catch (error) {
      if (!isApiError(error, "unauthorized", "sandboxForbidden")) throw error;
      this.parts.tokens.dropToken(token);
      if (toRepeat(request) === "never" && error.code !== "unauthorized") throw error;
      return this.sendWith(await this.getToken(request), request);
    }
  }

  private async getToken(request: ApiRequest): Promise<string> {
    const { value } = await this.parts.tokens.getToken(request.signal);
    this.parts.onToken(value);
    return value;
  }

  private sendWith(token: string, request: ApiRequest): Promise<ApiResponse> {
    const { credentials, endpoints, http } = this.parts;
    const host = request.host ?? "platform";
    const hasBody = request.body !== undefined;
    return http.send({
      host,
      url: `${endpoints[host]}${request.path}${toQueryText(request.query)}`,
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        ...(hasBody ? { "content-type": "application/json" } : {}),
        ...request.headers,
        ...toSharedHeaders({ credentials, token, scope: request.scope ?? "sandbox", sandbox: this.sandbox }),
      },
      body: hasBody ? printExactJson(request.body) : undefined,
      deadlineMs: request.deadlineMs ?? DEADLINE_MS,
      repeat: toRepeat(request),
      isPersonal: request.isPersonal,
      onWait: request.onWait,
      confirmation: request.confirmation,
      signal: request.signal,
    });
  }
}

function toRepeat({ method = "GET", repeat }: ApiRequest): Repeat {
  return repeat ?? (method === "GET" ? "safe" : "never");
}

function toQueryText(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => {
    const values = value === undefined ? [] : typeof value === "object" ? value : [value];
    return values.map((one) => `${toAddressPart(name)}=${toAddressPart(String(one))}`);
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
