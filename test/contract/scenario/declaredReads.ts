/**
 * Every read that the definitions declare, whether our client makes it or not, addressed to things the stand-in holds.
 * Refuses nothing itself: what comes back is judged by the definitions.
 */
import { findObject, readList } from "../../../client/src/api/tolerantShapes";
import type { RecordedExchange } from "../exchangeRecord";
import type { Operation } from "../specification/operations";
import { type SampleProcess, startSample } from "./sampleProcess";
import { connectTo } from "./scenarioClient";

/** Where a list comes from that holds a value of a path parameter, and the member of an item that is the value. */
type Origin = readonly [list: string, member: string];

const CONSTANTS: Readonly<Record<string, string>> = {
  FOLDER_TYPE: "segment",
  FOLDER_ID: "root",
  UNION_ID: "https://ns.adobe.com/xdm/context/profile__union",
  FIELD: "status",
  channel: "email",
  sandboxName: "prod",
  alertType: "failed",
  emailID: "dana.keller@acme.example",
  imsUserId: "6F8C23A5@AdobeID",
  dimensionId: "variables/device.type",
  metricId: "metrics/visits",
};

/** Values of parameters that stand for different things in different collections. */
function findConstant(before: string, name: string): string | undefined {
  const isCustom = before.includes("/custom/");
  if (name === "LABEL_NAME") return isCustom ? "ACME1" : "C1";
  if (name === "MARKETING_ACTION_NAME") return isCustom ? "partnerMailing" : "emailTargeting";
  return CONSTANTS[name];
}

/** By what stands before the parameter. Without an entry the list is the address up to the parameter. */
const ORIGINS: Readonly<Record<string, Origin>> = {
  "/catalog/dataSets/": ["/data/foundation/catalog/dataSets?limit=1", ""],
  "/dataset/datasets/": ["/data/foundation/catalog/dataSets?limit=1", ""],
  "/export/datasets/": ["/data/foundation/catalog/dataSets?limit=1", ""],
  "/catalog/batches/": ["/data/foundation/catalog/batches?limit=1&status=failure", ""],
  "/export/batches/": ["/data/foundation/catalog/batches?limit=1&status=failure", ""],
  "/privacy/jobs/": ["/data/core/privacy/jobs?regulation=gdpr", "jobId"],
  "/ttl/": ["/data/core/hygiene/ttl", "ttlId"],
  "/workorder/": ["/data/core/hygiene/workorder", "workorderId"],
  "/query/alert-subscriptions/": ["/data/foundation/query/alert-subscriptions", "assetId"],
  "/rpc/export/": ["/data/foundation/schemaregistry/tenant/schemas", "$id"],
  "/rpc/sampledata/": ["/data/foundation/schemaregistry/tenant/schemas", "$id"],
  "/rpc/auditlog/": ["/data/foundation/schemaregistry/tenant/schemas", "$id"],
  "/suppression/addresses/": ["/ajo/config/suppression/addresses", "entity.entityValue"],
  "/suppression/domains/": ["/ajo/config/suppression/domains", "entity.entityValue"],
  "/metadata/surfaces/email/": ["/journey/campaigns/service/metadata/surfaces?channel=email", "id"],
  "/suppression/uploads/": ["/ajo/config/suppression/uploads", "jobId"],
  "/componentmetadata/shares/": ["/componentmetadata/shares", "shareId"],
};

/** What came back from the declared reads, and from a GET to addresses that are declared for other verbs only. */
export interface DeclaredExchanges {
  readonly reads: readonly RecordedExchange[];
  readonly others: readonly RecordedExchange[];
}

/** Addresses of tripwires: even asking for them is a mistake. */
const TRIPWIRES = /\/proofs\/\{/;

/**
 * Sends a GET to every declared address, whether it has that verb or not, and returns what came back. Waiting is for the
 * stand-in's clock, on which one product counts calls.
 */
export async function runDeclaredReads(operations: readonly Operation[]): Promise<DeclaredExchanges> {
  const sample = await startSample("default", "full");
  try {
    const connection = connectTo(sample, []);
    const { value: token } = await connection.tokens.getToken();
    await connection.close();
    const reader = new DeclaredReader(sample, token);
    await reader.prepare();
    const byAddress = new Map<string, Operation>();
    for (const operation of operations)
      if (operation.method === "GET" || !byAddress.has(operation.address))
        byAddress.set(operation.address, operation);
    for (const [address, operation] of byAddress) if (!TRIPWIRES.test(address)) await reader.read(operation);
    const isOf = (kind: string) => (exchange: RecordedExchange) =>
      exchange.headers["x-request-id"]?.startsWith(kind) === true;
    const exchanges = await sample.stop();
    return { reads: exchanges.filter(isOf(READ)), others: exchanges.filter(isOf(OTHER)) };
  } finally {
    await sample.end();
  }
}

/** Reads declared addresses, with the values of their parameters looked up in the stand-in. */
export class DeclaredReader {
  /** Values by list and member, and by parameter. */
  readonly #known = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly sample: SampleProcess,
    private readonly token: string,
  ) {}

  /** Looks for what no list tells: a campaign that is live with what is inside, and a preview. */
  async prepare(): Promise<void> {
    const campaigns = findObject(
      await this.send(`${PLATFORM}/journey/campaigns/service/campaigns?full=true`),
    );
    const live = readList(campaigns?.["data"])
      .map(findObject)
      .find((one) => one?.["liveVersionId"] !== undefined);
    const box = findObject(readList(live?.["packages"])[0]);
    const message = findObject(readList(box?.["messages"])[0]);
    this.#known.set("campaignId", String(live?.["campaignId"]));
    this.#known.set("packageId", String(box?.["packageId"]));
    this.#known.set("messageId", String(message?.["messageId"]));
    const content = `${PLATFORM}/journey/campaigns/service/campaigns/${live?.["campaignId"]}/messages/${message?.["messageId"]}`;
    const variants = readList(findObject(await this.send(content))?.["variants"]);
    this.#known.set("variantId", String(findObject(variants[0])?.["variantId"]));
    this.#known.set("dataId", await this.#firstOf("cja.adobe.io/data/dataviews", "id"));
    const batches = findObject(
      await this.send(`${PLATFORM}/data/foundation/catalog/batches?limit=1&status=success`),
    );
    this.#known.set("dataSetFileId", `${Object.keys(batches ?? {})[0]}-0`);
    const preview = await this.send(`${PLATFORM}/data/core/ups/preview`, {
      method: "POST",
      body: JSON.stringify(PREVIEW),
    });
    const previewId = String(findObject(preview)?.["previewId"]);
    this.#known.set("PREVIEW_ID", previewId).set("ESTIMATE_ID", previewId);
    await this.send(`${PLATFORM}/data/core/ups/estimate/${encodeURIComponent(previewId)}`);
  }

  async read(operation: Operation): Promise<void> {
    const { address } = operation;
    const isDeclared = operation.method === "GET";
    const parameters = isDeclared ? operation.parameters : [];
    const query = new URLSearchParams(address.endsWith("/access/entities") ? ENTITY : {});
    for (const { place, isRequired, name } of parameters)
      if (place === "query" && isRequired) query.set(name, this.valueOf(name) ?? "x");
    const filled = await this.fill(address);
    const path = query.size === 0 ? filled : `${filled}?${query}`;
    await this.send(path, {}, `${isDeclared ? READ : OTHER}${this.#count++}`);
  }

  /** A value for a query parameter; undefined where none is needed to get an answer. */
  valueOf(name: string): string | undefined {
    return this.#known.get(name) ?? QUERY[name];
  }

  /** Parameters are filled from left to right, because what is inside an object is listed below it. */
  async fill(address: string): Promise<string> {
    let filled = "";
    for (const part of address.split(/(\{[^}]+\})/)) {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      filled += name === undefined ? part : encodeURIComponent(await this.#find(filled, name, address));
    }
    return filled;
  }

  async #find(before: string, name: string, address: string): Promise<string> {
    if (name === "CONTAINER_ID") return /\/(descriptors|schemas)/.test(address) ? "tenant" : "global";
    const constant = findConstant(before, name) ?? this.#known.get(name);
    if (constant !== undefined) return constant;
    const [host = ""] = before.split("/");
    const ending = Object.keys(ORIGINS).find((one) => before.endsWith(one)) ?? "";
    const fallback: Origin = [
      before.slice(host.length).replace(/\/$/, ""),
      before.includes("/descriptors/") ? "@id" : before.includes("/schemaregistry/") ? "$id" : "id",
    ];
    const [list, member] = ORIGINS[ending] ?? fallback;
    const key = `${list} ${member}`;
    const known = this.#known.get(key) ?? (await this.#firstOf(`${host}${list}`, member));
    this.#known.set(key, known);
    return known;
  }

  /** Lists are arrays, arrays in some member, or maps by id. */
  async #firstOf(list: string, member: string): Promise<string> {
    const body = await this.send(list);
    const object = findObject(body) ?? {};
    if (member === "") return Object.keys(object)[0] ?? "none";
    const items = Array.isArray(body) ? body : (Object.values(object).find(Array.isArray) ?? []);
    let value: unknown = readList(items)[0];
    for (const step of member.split(".")) value = findObject(value)?.[step];
    return value === undefined ? "none" : String(value);
  }

  /** The answer as JSON; undefined when it is none. `address` begins with the production host. */
  async send(address: string, more: RequestInit = {}, requestId?: string): Promise<unknown> {
    const answer = await this.exchange(address, more, requestId);
    const text = await answer.text();
    return /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : undefined;
  }

  /** Sends one request with the headers that every one needs; those of `more` win. */
  async exchange(
    address: string,
    more: RequestInit = {},
    requestId = `${LIST}${this.#count++}`,
  ): Promise<Response> {
    await this.sample.control("POST", "advance", { milliseconds: 1_000 });
    const { endpoints, credentials } = this.sample;
    const [host = ""] = address.split("/");
    const path = address.slice(host.length);
    const product =
      host === "cja.adobe.io" ? "cja" : host === "experience.adobe.io" ? "experience" : "platform";
    return fetch(`${endpoints[product]}${path}`, {
      ...more,
      headers: {
        authorization: `Bearer ${this.token}`,
        "x-api-key": credentials.clientId,
        "x-gw-ims-org-id": credentials.orgId,
        "x-request-id": requestId,
        accept: acceptFor(path),
        ...(product === "cja" || WITHOUT_SANDBOX.test(path) ? {} : { "x-sandbox-name": "prod" }),
        ...(path.includes("/search/") ? { "x-ups-search-version": "1.0" } : {}),
        ...(more.body === undefined ? {} : { "content-type": "application/json" }),
        ...Object.fromEntries(new Headers(more.headers)),
      },
      redirect: "manual",
    });
  }
}

const PLATFORM = "platform.adobe.io";
const ENTITY = { entityId: "C-100001", entityIdNS: "CRMID" };
const PREVIEW = {
  predicateExpression: 'person.gender = "female"',
  predicateType: "pql/text",
  predicateModel: "_xdm.context.profile",
  graphType: "none",
};

/** Beginnings of request ids: a declared read, an address declared for other verbs, a list to find arguments in. */
const [READ, OTHER, LIST] = ["read/", "other/", "list/"] as const;

const WITHOUT_SANDBOX = /^\/(unifiedtags\/|data\/foundation\/sandbox-management\/(sandboxes)?$)/;

/** Values for query parameters that are required. */
const QUERY: Readonly<Record<string, string>> = {
  regulation: "gdpr",
  "schema.name": "_xdm.context.profile",
  schemaClass: "_xdm.context.segmentdefinition",
  entityId: "C-100001",
  entityIdNS: "CRMID",
  namespace: "AEPSegments",
  graphType: "none",
  type: "client",
  duleLabels: "C1",
  metric: "timeseries.ingestion.dataset.recordsuccess.count",
  id: "C-100001",
  nsid: "11",
  s: "a",
  dimension: "variables/device.type",
  dateRange: "2026-01-01T00:00:00.000/2026-01-08T00:00:00.000",
};

function acceptFor(path: string): string {
  const vendor = "application/vnd.adobe.";
  if (/\/(schemaregistry)\/.*descriptors/.test(path)) return `${vendor}xdm-v2+json`;
  if (/\/schemaregistry\/(rpc\/(export|sampledata)|(tenant|global)\/\w+)\/./.test(path))
    return `${vendor}xed+json; version=1`;
  if (/\/schemaregistry\/(tenant|global)/.test(path)) return `${vendor}xed-id+json`;
  const content = /^\/ajo\/content\/(template|fragment)s(\/[^/?]+)?(\?|$)/.exec(path);
  if (content === null) return "application/json";
  const version = content[1] === "template" ? "v1" : "v1.0";
  return `${vendor}ajo.${content[1]}${content[2] === undefined ? "-list" : ""}.${version}+json`;
}

/** Whether an answer refuses an address that is known: JSON with the words for it. */
export function isUnlicensed(body: string): boolean {
  return body.includes("has no licence for this part of the service");
}
