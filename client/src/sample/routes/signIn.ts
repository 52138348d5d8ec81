/**
 * The token endpoint. It mints tokens for the credentials of the sample organisation and refuses everything else
 * in the words of the identity service. It is the only route without a gateway in front.
 */
import type { Surroundings } from "../call";
import type { SampleRequest, SampleResponse } from "../exchange";
import { json } from "../replies";
import { CREDENTIAL_TABLE, type SampleCredential } from "../sampleCredentials";

/** Answers `POST /ims/token/v3` and `/ims/token/v2`. */
export function answerSignIn(request: SampleRequest, surroundings: Surroundings): SampleResponse {
  const form = readForm(request);
  if (form === undefined)
    return refuse("invalid_request", "the body must be application/x-www-form-urlencoded");
  const grant = form.get("grant_type");
  if (grant === null) return refuse("invalid_request", "grant_type is missing");
  if (grant !== "client_credentials")
    return refuse("unsupported_grant_type", "only client_credentials is supported");
  const credential = CREDENTIAL_TABLE.find((entry) => entry.clientId === form.get("client_id"));
  if (credential === undefined) return refuse("invalid_client", "invalid client_id parameter");
  if (!isSecretValid(credential, form.get("client_secret") ?? "", surroundings.settings.secretRotated)) {
    return refuse("invalid_client", "invalid client_secret parameter");
  }
  const scopes = (form.get("scope") ?? "").split(",").map((scope) => scope.trim());
  const unknown = scopes.find((scope) => !credential.scopes.includes(scope));
  if (unknown !== undefined) return refuse("invalid_scope", `invalid scope(s): ${unknown}`);
  return mint(credential, surroundings);
}

function readForm(request: SampleRequest): URLSearchParams | undefined {
  const url = new URL(request.url);
  if (url.pathname.endsWith("/v2") && url.searchParams.has("grant_type")) return url.searchParams;
  const isForm = (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm ? new URLSearchParams(request.body) : undefined;
}

function isSecretValid(credential: SampleCredential, secret: string, isRotated: boolean): boolean {
  return secret === credential.secrets[1] || (!isRotated && secret === credential.secrets[0]);
}

function mint(
  credential: SampleCredential,
  { state, clock, settings, traffic }: Surroundings,
): SampleResponse {
  const now = clock.now();
  if (state.tokens.recentMints(credential, now) >= settings.mintsPerMinute) {
    return json(429, { error: "too_many_requests", error_description: "too many tokens requested" });
  }
  traffic.countToken();
  const seconds = settings.tokenLifetimeSeconds;
  const token = state.tokens.mint({ credential, now, expiresAt: now + seconds * 1_000 });
  const expiresIn = settings.expiresIn === "seconds" ? seconds : seconds * 1_000 + 992;
  return json(200, { access_token: token, token_type: "bearer", expires_in: expiresIn });
}

function refuse(error: string, description: string): SampleResponse {
  return json(400, { error, error_description: description });
}
