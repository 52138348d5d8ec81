/**
 * The environment variables that lead `aep` to a sample organisation in a process of its own.
 */

/** What a sample organisation prints when it is up, as far as it is needed. */
export interface SampleGreeting {
  readonly endpoints: {
    readonly ims: string;
    readonly platform: string;
    readonly experience: string;
    readonly cja: string;
  };
  readonly credentials: {
    readonly orgId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scopes: readonly string[];
  };
}

/** The variables, without the sandbox. */
export function toPipelineVariables({ endpoints, credentials }: SampleGreeting): Record<string, string> {
  return {
    AEP_ORG_ID: credentials.orgId,
    AEP_CLIENT_ID: credentials.clientId,
    AEP_CLIENT_SECRET: credentials.clientSecret,
    AEP_SCOPES: credentials.scopes.join(","),
    AEP_IMS_URL: endpoints.ims,
    AEP_PLATFORM_URL: endpoints.platform,
    AEP_EXPERIENCE_URL: endpoints.experience,
    AEP_CJA_URL: endpoints.cja,
    NO_PROXY: "127.0.0.1",
  };
}
