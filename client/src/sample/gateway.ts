/**
 * The API gateway in front of every service: token, key, organisation, product subscription, sandbox header and
 * permission, in the order real calls fail. It answers refusals and otherwise lets the call through.
 */
import type { Surroundings } from "./call";
import type { Sandbox } from "./data/sampleSandboxes";
import type { Caller } from "./data/sampleTokens";
import type { SampleRequest, SampleResponse } from "./exchange";
import { catalogError, gatewayError, json, reportError, upsError } from "./replies";
import { isQuestion, type Route } from "./router";
import type { RoleGrants } from "./sampleCredentials";
import { SAMPLE_ORG_ID } from "./sampleCredentials";

/** Either a refusal, or who calls and in which sandbox. */
export type Admission =
  | { readonly refusal: SampleResponse }
  | { readonly caller: Caller; readonly sandbox: Sandbox };

/** What the gateway looks at. */
export interface GatewayInput {
  readonly route: Route;
  readonly request: SampleRequest;
  readonly requestId: string;
  readonly surroundings: Surroundings;
}

/** Decides whether a call may pass. */
export function admit(input: GatewayInput): Admission {
  const caller = findCaller(input);
  if ("refusal" in caller) return caller;
  const { route, request, surroundings } = input;
  const isForeign = route.product === "ajo" && surroundings.settings.foreignKey;
  if (isForeign || !caller.credential.products.includes(route.product)) {
    return { refusal: gatewayError(403, "403003", "Api Key is invalid") };
  }
  const sandbox = findSandbox(input);
  if ("refusal" in sandbox) return sandbox;
  if (
    !isAllowed(caller.grants, {
      sandbox: sandbox.name,
      resource: route.resource,
      verb: verbOf(route, request),
    })
  ) {
    return { refusal: denial(input) };
  }
  return { caller, sandbox };
}

function findCaller({ request, surroundings }: GatewayInput): Caller | { refusal: SampleResponse } {
  const refuse = (status: number, code: string, message: string) => ({
    refusal: gatewayError(status, code, message),
  });
  const authorization = request.headers["authorization"] ?? "";
  if (authorization === "") return refuse(401, "403010", "Oauth token is missing");
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
  const session = surroundings.state.tokens.find(token ?? "", surroundings.clock.now());
  if (session === undefined) return refuse(401, "401013", "Oauth token is not valid");
  const key = request.headers["x-api-key"] ?? "";
  if (key === "") return refuse(403, "403000", "Api Key is required");
  if (key !== session.credential.clientId) return refuse(403, "403003", "Api Key is invalid");
  const organisation = request.headers["x-gw-ims-org-id"] ?? "";
  if (organisation === "") return refuse(400, "400003", "Missing header");
  if (organisation !== SAMPLE_ORG_ID) return refuse(403, "403025", "Profile is not valid");
  return session;
}

function findSandbox({
  route,
  request,
  requestId,
  surroundings,
}: GatewayInput): Sandbox | { refusal: SampleResponse } {
  const { sandboxes } = surroundings.state;
  const name = request.headers["x-sandbox-name"] ?? "";
  if (route.sandbox === "none") return sandboxes[0];
  if (name === "") {
    if (route.sandbox === "default") return sandboxes[0];
    return { refusal: gatewayError(400, "400003", "Missing header") };
  }
  const found = sandboxes.find((sandbox) => sandbox.name === name);
  if (found !== undefined) return found;
  const detail = "The sandbox does not exist or is not active.";
  if (route.denial === "ups") {
    return { refusal: upsError({ status: 400, code: "UPAPI-113001-400", message: detail, requestId }) };
  }
  return { refusal: reportError(403, "SMS-2008-403", detail) };
}

function verbOf(route: Route, request: SampleRequest): string {
  if (isQuestion(route, request.method)) return "read";
  return request.method === "DELETE" ? "delete" : "write";
}

/** Returns whether the grants give the verb on the resource; a route without a resource is open to all. */
export function isAllowed(
  grants: RoleGrants,
  wanted: { readonly sandbox: string; readonly resource: string | undefined; readonly verb: string },
): boolean {
  if (wanted.resource === undefined) return true;
  const inSandbox = grants[wanted.sandbox] ?? grants["*"] ?? {};
  const verbs = inSandbox[wanted.resource] ?? inSandbox["*"] ?? [];
  return verbs.includes(wanted.verb);
}

function denial({ route, requestId }: GatewayInput): SampleResponse {
  const detail = "The caller has no permission for this resource in this sandbox.";
  switch (route.denial) {
    case "ups":
      // These services answer 401 where others say 403; only the body tells it from an expired token.
      return upsError({
        status: 401,
        code: "UPAPI-100002-401",
        message: detail,
        title: "Unauthorized",
        requestId,
      });
    case "catalog":
      return catalogError(403, "ForbiddenError");
    case "registry":
      return reportError(403, "XDM-3000-403", detail);
    case "journey":
      return json(403, { reason: "FORBIDDEN", message: detail });
    default:
      return reportError(403, "ACC-1001-403", detail);
  }
}
