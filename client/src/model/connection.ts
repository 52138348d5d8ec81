/**
 * A named way into one organisation, as stored in settings and as given to `aep.connections.add`.
 * Reads and checks only; the client secret is never part of it.
 */
import { type PermissionLevel, readPermission } from "./permissions";
import { isRecord, readText, readTexts } from "./values";

/** Hosts that replace Adobe's public ones. */
export interface EndpointOverrides {
  readonly ims?: string;
  readonly platform?: string;
  readonly experience?: string;
  readonly cja?: string;
}

/** A connection without its secret. */
export interface Connection {
  /** Unique; shown to people and part of every path. */
  readonly name: string;
  readonly orgId: string;
  readonly clientId: string;
  /** As the credential shows them, comma separated. */
  readonly scopes: string;
  /** The sandbox to start with. */
  readonly sandbox?: string;
  readonly permissions: PermissionLevel;
  /** The `x-api-key` when it differs from the client id. */
  readonly apiKey?: string;
  readonly endpoints?: EndpointOverrides;
  /** The products the credential is for; missing means all, found out by asking. */
  readonly products?: readonly Product[];
}

/** What an organisation may have licensed: Experience Platform, Journey Optimizer, Customer Journey Analytics. */
export type Product = "aep" | "ajo" | "cja";

const PRODUCTS: readonly Product[] = ["aep", "ajo", "cja"];

/** True where the connection is for this product. */
export function isFor({ products }: Connection, product: Product): boolean {
  return products === undefined || products.includes(product);
}

/** The scopes Developer Console shows for a credential with the AEP API. */
export const USUAL_SCOPES =
  "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session,additional_info.roles";

/** Reads one entry of the setting, or the arguments of the command; undefined when a required part is missing. */
export function readConnection(value: unknown): Connection | undefined {
  if (!isRecord(value)) return undefined;
  const name = readText(value["name"]);
  const orgId = readText(value["orgId"]);
  const clientId = readText(value["clientId"]);
  if (name === undefined || orgId === undefined || clientId === undefined) return undefined;
  const sandbox = readText(value["sandbox"]);
  const apiKey = readText(value["apiKey"]);
  const endpoints = readEndpointOverrides(value["endpoints"]);
  const products = readProducts(value["products"]);
  return {
    name,
    orgId,
    clientId,
    scopes: readText(value["scopes"]) ?? readTexts(value["scopes"])?.join(",") ?? USUAL_SCOPES,
    permissions: readPermission(value["permissions"]),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(endpoints === undefined ? {} : { endpoints }),
    ...(products === undefined ? {} : { products }),
  };
}

/** Unknown names are left out; an empty list means all, since a connection for nothing is of no use. */
function readProducts(value: unknown): readonly Product[] | undefined {
  const named = readTexts(value) ?? [];
  const products = PRODUCTS.filter((product) => named.includes(product));
  return products.length === 0 ? undefined : products;
}

/** Reads the list of connections; unreadable entries and later ones of the same name are left out. */
export function readConnections(values: readonly unknown[]): readonly Connection[] {
  const byName = new Map<string, Connection>();
  for (const value of values) {
    const connection = readConnection(value);
    if (connection !== undefined && !byName.has(connection.name)) byName.set(connection.name, connection);
  }
  return [...byName.values()];
}

function readEndpointOverrides(value: unknown): EndpointOverrides | undefined {
  if (!isRecord(value)) return undefined;
  const entries = ["ims", "platform", "experience", "cja"].flatMap((host) => {
    const address = readText(value[host]);
    return address === undefined ? [] : [[host, address] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
