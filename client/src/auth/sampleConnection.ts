/**
 * The built-in connection to the sample organisation. Its credentials belong to the stand-in and are no secret,
 * which is why it is neither stored in settings nor kept in secret storage.
 */
import type { Connection } from "../model/connection";
import { sampleCredentials } from "../sample/sampleCredentials";

const { orgId, clientId, scopes } = sampleCredentials();

/** Listed like any other connection. Everything may be tried: nothing leaves this process. */
export const SAMPLE_CONNECTION: Connection = {
  name: "Sample Organisation",
  orgId,
  clientId,
  scopes: scopes.join(","),
  sandbox: "dev",
  permissions: "publish",
};
