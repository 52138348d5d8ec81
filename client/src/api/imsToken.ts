/**
 * Access tokens of an OAuth server-to-server credential (docs/platform.md#sign-in). One token per credential, in
 * memory only, one request in flight. Refuses to put the secret anywhere but the form body of the
 * token call, and to repeat that body in an error.
 */
import * as z from "zod";
import { ApiError, cancelledError, isApiError, throwIfCancelled } from "./apiError";
import type { Clock } from "./clock";
import type { Credentials, Endpoints } from "./credentials";
import type { HttpClient } from "./httpClient";
import { count, findShape, identifier } from "./tolerantShapes";

/** A token and when it stops working. */
interface AccessToken {
  readonly value: string;
  /** Milliseconds since 1970, by the local clock, so that a skewed server clock does not matter. */
  readonly expiresAt: number;
}

/** Hands out tokens of one credential. */
export interface TokenSource {
  /** A token that works for a while yet; mints one when needed. Rejects with `ApiError`, mostly `signIn`. */
  getToken(signal?: AbortSignal): Promise<AccessToken>;
  /** Forgets `value`, or whatever token there is. Permissions are fixed at minting: reconnecting must call this. */
  dropToken(value?: string): void;
}

/** What a token source needs. */
interface TokenSourceOptions {
  readonly credentials: Credentials;
  readonly endpoints: Endpoints;
  readonly http: HttpClient;
  readonly clock: Clock;
}

/** Renew this long before expiry, so that a long load does not lose its token on the last page. */
const RENEWAL_MARGIN_MS = 300_000;

/** Short-lived tokens are renewed after most of their life instead, or each call would mint one. */
const RENEWAL_SHARE = 0.2;

/** No token lives 11 days: a larger `expires_in` is milliseconds, as the retired exchange sent them. */
const SECONDS_AT_MOST = 1_000_000;

/** When IMS does not say how long a token lives. */
const ASSUMED_LIFETIME_MS = 3_600_000;

const TOKEN_DEADLINE_MS = 30_000;

const tokenShape = z.object({ access_token: identifier, expires_in: count });

/** Makes the one token source of a credential. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  return new MintingTokenSource(options);
}

/** How long a token with this `expires_in` lives, in milliseconds. */
export function toLifetimeMs(expiresIn: number | undefined): number {
  if (expiresIn === undefined || expiresIn <= 0) return ASSUMED_LIFETIME_MS;
  return expiresIn > SECONDS_AT_MOST ? expiresIn : expiresIn * 1000;
}

/** When a token obtained at `obtainedAt` should be replaced; before it expires, but not at once. */
export function toRenewalTime(obtainedAt: number, lifetimeMs: number): number {
  return obtainedAt + lifetimeMs - Math.min(RENEWAL_MARGIN_MS, lifetimeMs * RENEWAL_SHARE);
}

interface Minting {
  readonly token: Promise<AccessToken>;
  readonly controller: AbortController;
  waiting: number;
}

class MintingTokenSource implements TokenSource {
  private current: { readonly token: AccessToken; readonly renewAt: number } | undefined;
  private minting: Minting | undefined;

  constructor(private readonly options: TokenSourceOptions) {}

  async getToken(signal?: AbortSignal): Promise<AccessToken> {
    throwIfCancelled(signal);
    if (this.current !== undefined && this.options.clock.now() < this.current.renewAt) {
      return this.current.token;
    }
    return this.join(this.minting ?? this.startMinting(), signal);
  }

  dropToken(value?: string): void {
    if (value === undefined || this.current?.token.value === value) this.current = undefined;
    // A minting under way started before an explicit reconnect: its permissions may be the old ones.
    if (value === undefined) this.minting = undefined;
  }

  private startMinting(): Minting {
    const controller = new AbortController();
    const minting: Minting = { token: this.mint(controller.signal), controller, waiting: 0 };
    this.minting = minting;
    const settle = (token?: AccessToken, renewAt = 0): void => {
      if (this.minting !== minting) return;
      this.minting = undefined;
      if (token !== undefined) this.current = { token, renewAt };
    };
    const obtainedAt = this.options.clock.now();
    minting.token.then(
      (token) => settle(token, toRenewalTime(obtainedAt, token.expiresAt - obtainedAt)),
      () => settle(),
    );
    return minting;
  }

  /** Waits for a shared minting; it is aborted only when nobody waits for it any more. */
  private async join(minting: Minting, signal: AbortSignal | undefined): Promise<AccessToken> {
    minting.waiting += 1;
    let giveUp: (() => void) | undefined;
    const cancelled = new Promise<never>((_resolve, reject) => {
      giveUp = () => reject(cancelledError());
      signal?.addEventListener("abort", giveUp, { once: true });
    });
    try {
      return await Promise.race([minting.token, cancelled]);
    } finally {
      if (giveUp) signal?.removeEventListener("abort", giveUp);
      minting.waiting -= 1;
      if (minting.waiting === 0) this.abandon(minting);
    }
  }

  private abandon(minting: Minting): void {
    if (this.minting === minting) this.minting = undefined;
    minting.controller.abort();
  }

  private async mint(signal: AbortSignal): Promise<AccessToken> {
    const startedAt = this.options.clock.now();
    const body = await this.postAnySecret(signal);
    const answer = findShape(tokenShape, body);
    if (answer === undefined)
      throw new ApiError("badResponse", { reason: { kind: "unlike", what: "an access token" } });
    const value = answer.access_token.replace(/^bearer\s+/i, "");
    return { value, expiresAt: startedAt + toLifetimeMs(answer.expires_in) };
  }

  /** While a secret is being replaced either may be the one that works; the refusal of the first is the one reported. */
  private async postAnySecret(signal: AbortSignal): Promise<unknown> {
    const { clientSecret, otherSecrets = [] } = this.options.credentials;
    try {
      return await this.post(clientSecret, signal);
    } catch (refusal) {
      if (!isWrongSecret(refusal)) throw refusal;
      for (const secret of otherSecrets) {
        const body = await this.post(secret, signal).catch((error: unknown) => {
          if (isWrongSecret(error)) return undefined;
          throw error;
        });
        if (body !== undefined) return body;
      }
      throw refusal;
    }
  }

  private async post(clientSecret: string, signal: AbortSignal): Promise<unknown> {
    const { credentials, endpoints, http } = this.options;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials.clientId,
      client_secret: clientSecret,
      scope: credentials.scopes.join(","),
    });
    try {
      const response = await http.send({
        host: "ims",
        url: `${endpoints.ims}/ims/token/v3`,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: form.toString(),
        deadlineMs: TOKEN_DEADLINE_MS,
        isPersonal: true,
        // A refusal gave no token, so asking again is no second one; Adobe says when with `Retry-After`.
        repeat: "patient",
        signal,
      });
      return response.body;
    } catch (error) {
      throw toSignInError(error);
    }
  }
}

function isWrongSecret(error: unknown): boolean {
  return isApiError(error) && error.code === "signIn" && error.serviceCode === "invalid_client";
}

/** Statuses with which IMS judges the credential; others say something about the service or the way to it. */
const JUDGEMENTS: ReadonlySet<number> = new Set([400, 401, 403]);

/** A `signIn` error for a refusal by IMS, whose own code tells which; anything else unchanged. */
function toSignInError(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.status === undefined || !JUDGEMENTS.has(error.status))
    return error;
  const { status, serviceCode, requestId, operation } = error;
  return new ApiError("signIn", { status, serviceCode, requestId, operation });
}
