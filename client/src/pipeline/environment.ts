/**
 * Credentials and addresses from environment variables, the only place a pipeline's secrets may stand.
 * Refuses to read them from anywhere else and never repeats a value in a message.
 */
import { isApiError } from "../api/apiError";
import { type Credentials, type Endpoints, readEndpoints, readScopes } from "../api/credentials";
import { USUAL_SCOPES } from "../model/connection";
import { toFailureText } from "../model/failureText";
import { BadUsage } from "./failures";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Who calls, and where. */
export interface PipelineEnvironment {
  readonly credentials: Credentials;
  readonly endpoints: Endpoints;
  /** Technical name; undefined when the variable is not set. */
  readonly sandbox: string | undefined;
}

/** The variables, for `--help`. */
export const ENVIRONMENT_HELP = `Environment:
  AEP_ORG_ID          organisation, …@AdobeOrg (required)
  AEP_CLIENT_ID       client id of an OAuth server-to-server credential (required)
  AEP_CLIENT_SECRET   its client secret (required)
  AEP_SANDBOX         technical name of the sandbox (required; for apply the plan names it)
  AEP_SCOPES          scopes as the credential shows them, comma separated (default: the usual ones)
  AEP_API_KEY         x-api-key where it differs from the client id
  AEP_IMS_URL         token host (default https://ims-na1.adobelogin.com)
  AEP_PLATFORM_URL    platform host (default https://platform.adobe.io)
  AEP_EXPERIENCE_URL  host of tags (default https://experience.adobe.io)
  AEP_CJA_URL         host of reports (default https://cja.adobe.io)
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY  proxy (http://user:password@host:port) and the hosts that need none
  NODE_EXTRA_CA_CERTS file of certificate authorities to trust as well, such as that of a proxy that inspects traffic
`;

/** Reads the variables. Throws `BadUsage` naming those that are missing; values are never repeated. */
export function readEnvironment(variables: Variables): PipelineEnvironment {
  const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const required = ["AEP_ORG_ID", "AEP_CLIENT_ID", "AEP_CLIENT_SECRET"] as const;
  const [orgId, clientId, clientSecret] = required.map(read);
  if (orgId === undefined || clientId === undefined || clientSecret === undefined) {
    const missing = required.filter((name) => read(name) === undefined);
    throw new BadUsage(`Set ${missing.join(", ")} in the environment.`, ENVIRONMENT_HELP);
  }
  const scopes = readScopes(read("AEP_SCOPES") ?? USUAL_SCOPES);
  return {
    credentials: { orgId, clientId, clientSecret, scopes, apiKey: read("AEP_API_KEY") },
    endpoints: toEndpoints(read),
    sandbox: read("AEP_SANDBOX")?.toLowerCase(),
  };
}

/** The sandbox, which `pull` and `plan` cannot do without: leaving it out can mean production. */
export function getSandbox({ sandbox }: PipelineEnvironment): string {
  if (sandbox !== undefined) return sandbox;
  throw new BadUsage("Set AEP_SANDBOX in the environment: the sandbox to work in.", ENVIRONMENT_HELP);
}

function toEndpoints(read: (name: string) => string | undefined): Endpoints {
  const given = [
    ["ims", read("AEP_IMS_URL")],
    ["platform", read("AEP_PLATFORM_URL")],
    ["experience", read("AEP_EXPERIENCE_URL")],
    ["cja", read("AEP_CJA_URL")],
  ] as const;
  try {
    return readEndpoints(
      Object.fromEntries(given.flatMap(([host, address]) => (address ? [[host, address] as const] : []))),
    );
  } catch (error) {
    throw isApiError(error) ? new BadUsage(toFailureText(error, "pipeline")) : error;
  }
}
