/**
 * The credentials that the sample organisation knows. They open nothing but this stand-in, which is why they
 * may stand in source code; a real credential never may.
 */

/** What a role grants: sandbox → resource type → verbs. "*" stands for every sandbox or resource. */
export type RoleGrants = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One server-to-server credential and what it may do when a token is minted. */
export interface SampleCredential {
  readonly name: string;
  readonly clientId: string;
  /** The first is current; the second exists for rotation. */
  readonly secrets: readonly [string, string];
  readonly technicalAccountId: string;
  readonly scopes: readonly string[];
  readonly products: readonly ("aep" | "ajo" | "cja")[];
  readonly grants: RoleGrants;
}

/** What a person would paste into the connection form. */
export interface SampleCredentials {
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly technicalAccountId: string;
  readonly scopes: readonly string[];
  readonly sandboxes: readonly string[];
}

/** The organisation's IMS id. */
export const SAMPLE_ORG_ID = "5A3C1E7F62D04B8A0A495FD1@AdobeOrg";

const SAMPLE_SANDBOXES = ["prod", "dev", "stage"] as const;

const SCOPES = [
  "openid",
  "AdobeID",
  "read_organizations",
  "additional_info.projectedProductContext",
  "additional_info.roles",
  "session",
];
const ALL = ["read", "write", "delete"];

function credential(
  name: string,
  products: SampleCredential["products"],
  grants: RoleGrants,
): SampleCredential {
  const digits = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffffff, 7);
  const tail = digits.toString(16).padStart(6, "0");
  return {
    name,
    clientId: `acme5a3c1e7f62d04b8a0a49${tail}`,
    secrets: [`p8e-Sample1${tail}Wq`, `p8e-Sample2${tail}Rz`],
    technicalAccountId: `7F21${tail.toUpperCase()}62D04B8A0A495C2E@techacct.adobe.com`,
    scopes: SCOPES,
    products,
    grants,
  };
}

/** Every credential of the organisation: `full` is what the built-in connection uses, the others are for tests of refusal. */
export const CREDENTIAL_TABLE: readonly SampleCredential[] = [
  credential("full", ["aep", "ajo", "cja"], { "*": { "*": ALL } }),
  // Somebody else with the same rights, to tell whose writes are whose.
  credential("colleague", ["aep", "ajo", "cja"], { "*": { "*": ALL } }),
  credential("reader", ["aep", "ajo", "cja"], { "*": { "*": ["read"] } }),
  credential("outsider", ["aep", "ajo", "cja"], {}),
  credential("aep-only", ["aep"], { "*": { "*": ALL } }),
  credential("developer", ["aep", "ajo"], { dev: { "*": ALL } }),
  credential("no-audiences", ["aep", "ajo", "cja"], { prod: { sandboxes: ["read"] } }),
];

/**
 * Returns the sign-in facts of one credential of the sample organisation (default: full access).
 * Throws when the name is not in the table: that is a mistake in the caller, not in the data.
 */
export function sampleCredentials(name = "full"): SampleCredentials {
  const found = CREDENTIAL_TABLE.find((entry) => entry.name === name);
  if (found === undefined) throw new RangeError(`The sample organisation has no credential "${name}".`);
  return {
    orgId: SAMPLE_ORG_ID,
    clientId: found.clientId,
    clientSecret: found.secrets[0],
    technicalAccountId: found.technicalAccountId,
    scopes: found.scopes,
    sandboxes: [...SAMPLE_SANDBOXES],
  };
}
