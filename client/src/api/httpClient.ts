/**
 * The one place that talks HTTP: deadline, retries of reads, rate limits, cancellation, body cap,
 * redaction. Refuses to follow redirects (the token would travel along), to retry writes, and to send what the gate holds back.
 */
import { ApiError, type ApiErrorDetails } from "./apiError";
import type { ApiLog, ApiLogEntry } from "./apiLog";
import type { ApiResponse, HttpMethod, Repeat } from "./apiSession";
import type { Clock } from "./clock";
import type { Confirmation } from "./confirmation";
import type { ApiHost } from "./credentials";
import { type Deadline, startDeadline } from "./deadline";
import { toServiceError } from "./errorMapping";
import type { RateLimiter } from "./rateLimiter";
import type { Redactor } from "./redaction";
import { type ParsedBody, parseBody } from "./responseBody";
import { findRetryAfterMs, planRetry } from "./retries";
import type { Transport } from "./transport";
import { toTransportFailure } from "./transportError";
import { checkMayLeave } from "./writeGate";

/** One call with everything that is needed to send it. */
export interface HttpRequest {
  /** Which limits apply. */
  readonly host: ApiHost;
  readonly url: string;
  readonly method: HttpMethod;
  /** Lower-case names. `x-request-id` is added here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** For the whole call with its retries, in milliseconds, from the moment it gets a slot. */
  readonly deadlineMs: number;
  readonly repeat: Repeat;
  /** Bodies and queries stay out of log and errors. */
  readonly isPersonal?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told before the call is sent again after a wait. */
  readonly onWait?: ((milliseconds: number, error: ApiError) => void) | undefined;
  /** The confirmed preview a change belongs to. Not sent. */
  readonly confirmation?: Confirmation | undefined;
}

/** Sends calls. */
export interface HttpClient {
  /** Any 2xx resolves; everything else rejects with `ApiError`. */
  send(request: HttpRequest): Promise<ApiResponse>;
  /** Closes all connections; calls under way fail. */
  close(): Promise<void>;
}

/** What an HTTP client is made of. */
export interface HttpClientOptions {
  /** Called once, at the first call: the network, perhaps by way of a proxy, or the sample organisation. */
  readonly createTransport: () => Transport;
  readonly clock: Clock;
  /** From 0 up to but not including 1; for jitter. */
  readonly random: () => number;
  readonly createRequestId: () => string;
  readonly limiter: RateLimiter;
  readonly log: ApiLog;
  readonly redact: Redactor;
  /** Default 64 MiB, decompressed. */
  readonly maxBodyBytes?: number | undefined;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** A read that hangs is given up early enough to be sent again before the deadline. */
const SHORTEST_ATTEMPT_MS = 30_000;

const LONGEST_LOGGED_BODY = 4_000;
const LONGEST_REQUEST_ID = 100;

/** Makes an HTTP client; opens nothing yet. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new RetryingHttpClient(options);
}

interface Attempt {
  readonly request: HttpRequest;
  readonly requestId: string;
  readonly number: number;
  readonly deadline: Deadline;
}

/** A failed attempt on its way to the retry decision. */
class AttemptFailure {
  constructor(
    readonly error: ApiError,
    readonly isDamaged: boolean,
  ) {}
}

class RetryingHttpClient implements HttpClient {
  private transport: Transport | undefined;

  constructor(private readonly options: HttpClientOptions) {}

  async send(request: HttpRequest): Promise<ApiResponse> {
    checkMayLeave(request);
    const release = await this.options.limiter.acquire(request.host, request.signal);
    const deadline = startDeadline(this.options.clock, request.deadlineMs, request.signal);
    try {
      return await this.sendWithRetries(request, deadline, release);
    } finally {
      release();
      deadline.dispose();
    }
  }

  async close(): Promise<void> {
    const transport = this.transport;
    this.transport = undefined;
    await transport?.close();
  }

  private async sendWithRetries(
    request: HttpRequest,
    deadline: Deadline,
    firstRelease: () => void,
  ): Promise<ApiResponse> {
    let release = firstRelease;
    for (let number = 1; ; number += 1) {
      const attempt = { request, requestId: this.options.createRequestId(), number, deadline };
      const outcome = await this.tryOnce(attempt).finally(() => release());
      if (!(outcome instanceof AttemptFailure)) return outcome;
      await this.waitOrThrow(attempt, outcome);
      release = await this.acquireAgain(request, deadline);
    }
  }

  private async acquireAgain(request: HttpRequest, deadline: Deadline): Promise<() => void> {
    try {
      return await this.options.limiter.acquire(request.host, deadline.signal);
    } catch {
      throw deadline.toError({ operation: toOperation(request) });
    }
  }

  /** Returns after the wait when the call shall be sent again; throws its error otherwise. */
  private async waitOrThrow(attempt: Attempt, failure: AttemptFailure): Promise<void> {
    const { request, deadline } = attempt;
    const { error } = failure;
    if (error.code === "throttled") this.options.limiter.pause(request.host, error.retryAfterMs ?? 0);
    const wait = planRetry({
      repeat: request.confirmation === undefined ? request.repeat : "never",
      attempts: attempt.number,
      error,
      isDamaged: failure.isDamaged,
      remainingMs: deadline.remainingMs(),
      random: this.options.random(),
    });
    if (wait === undefined) throw error;
    request.onWait?.(wait, error);
    this.write(attempt, { level: "debug", message: `Sending again in ${wait} ms (${error.code}).` });
    try {
      await this.options.clock.sleep(wait, deadline.signal);
    } catch {
      throw deadline.toError(toDetails(attempt));
    }
  }

  private async tryOnce(attempt: Attempt): Promise<ApiResponse | AttemptFailure> {
    const { clock } = this.options;
    const { request, deadline } = attempt;
    const attemptMs = request.repeat === "safe" ? toAttemptMs(request, deadline) : undefined;
    const own = startDeadline(clock, attemptMs, deadline.signal);
    const startedAt = clock.now();
    try {
      const response = await this.exchange(attempt, own.signal);
      this.write(attempt, {
        level: "debug",
        message: "Answered.",
        status: response.status,
        durationMs: clock.now() - startedAt,
      });
      return response;
    } catch (thrown) {
      const failure = this.toFailure(attempt, thrown, own);
      this.reportFailure(attempt, failure.error, clock.now() - startedAt);
      return failure;
    } finally {
      own.dispose();
    }
  }

  private async exchange(attempt: Attempt, signal: AbortSignal): Promise<ApiResponse> {
    const { request, requestId } = attempt;
    this.transport ??= this.options.createTransport();
    const answer = await this.transport.send({
      url: request.url,
      method: request.method,
      headers: { ...request.headers, "x-request-id": requestId },
      body: request.body,
      signal,
      maxBytes: this.options.maxBodyBytes ?? MAX_BODY_BYTES,
    });
    const headers = toPlainHeaders(answer.headers);
    const body = parseBody(answer.bytes, headers["content-type"]);
    this.writeBody(attempt, answer.status, body);
    return this.judge(attempt, { status: answer.status, headers, body });
  }

  private judge(
    attempt: Attempt,
    answer: {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: ParsedBody;
    },
  ): ApiResponse {
    const { status, headers, body } = answer;
    const requestId = headers["x-request-id"]?.slice(0, LONGEST_REQUEST_ID) || attempt.requestId;
    if (status < 200 || status > 299) {
      throw toServiceError({
        status,
        body: body.json,
        text: body.isJson ? undefined : this.options.redact(body.text),
        isHtml: body.isHtml,
        retryAfterMs: findRetryAfterMs(headers, this.options.clock.now()),
        hasEtag: attempt.request.headers["if-match"] !== undefined,
        hasSandbox: attempt.request.headers["x-sandbox-name"] !== undefined,
        isPersonal: attempt.request.isPersonal,
        requestId,
        operation: toOperation(attempt.request),
      });
    }
    if (!body.isEmpty && !body.isJson) {
      const error = new ApiError("badResponse", {
        reason: { kind: body.isHtml ? "webPage" : "damaged" },
        status,
        requestId,
        operation: toOperation(attempt.request),
      });
      throw new AttemptFailure(error, !body.isHtml);
    }
    return { status, headers, body: body.isEmpty ? undefined : body.json, requestId };
  }

  private toFailure(attempt: Attempt, thrown: unknown, own: Deadline): AttemptFailure {
    const { deadline } = attempt;
    if (deadline.signal.aborted) return new AttemptFailure(deadline.toError(toDetails(attempt)), false);
    if (own.signal.aborted) return new AttemptFailure(own.toError(toDetails(attempt)), false);
    if (thrown instanceof AttemptFailure) return thrown;
    if (thrown instanceof ApiError) return new AttemptFailure(this.toRedacted(thrown), false);
    const { error, isDamaged } = toTransportFailure(thrown, toDetails(attempt));
    return new AttemptFailure(error, isDamaged);
  }

  private toRedacted(error: ApiError): ApiError {
    const said = error.said === undefined ? undefined : this.options.redact(error.said);
    return said === error.said ? error : new ApiError(error.code, { ...error, said, cause: error.cause });
  }

  private reportFailure(attempt: Attempt, error: ApiError, durationMs: number): void {
    const level = error.code === "cancelled" ? "debug" : "warn";
    this.write(attempt, { level, message: `Failed: ${error.code}.`, status: error.status, durationMs });
  }

  private writeBody(attempt: Attempt, status: number, body: ParsedBody): void {
    if (!this.options.log.isTracing || attempt.request.isPersonal) return;
    const text = this.options.redact(body.text.slice(0, LONGEST_LOGGED_BODY));
    this.write(attempt, { level: "trace", message: "Body.", status, body: text });
  }

  private write(attempt: Attempt, entry: ApiLogEntry): void {
    const { request, requestId, number } = attempt;
    const url = request.isPersonal ? request.url.replace(/\?.*/s, "") : request.url;
    this.options.log.write({
      requestId,
      method: request.method,
      url: this.options.redact(url),
      attempt: number,
      ...entry,
    });
  }
}

function toAttemptMs(request: HttpRequest, deadline: Deadline): number {
  return Math.min(deadline.remainingMs(), Math.max(SHORTEST_ATTEMPT_MS, request.deadlineMs / 2));
}

function toOperation(request: HttpRequest): string {
  return `${request.method} ${new URL(request.url).pathname}`;
}

function toDetails(attempt: Attempt): ApiErrorDetails {
  return { requestId: attempt.requestId, operation: toOperation(attempt.request) };
}

function toPlainHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), typeof value === "string" ? value : value.join(", ")]],
  );
  return Object.fromEntries(entries);
}
