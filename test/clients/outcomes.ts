/** Judges what came of the calls of a client, and writes the table of them. Knows the clients' own faults, each with its reason. */

/** One request of a call and its answer. */
export interface ClientExchange {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly type: string;
  /** The beginning of the body. */
  readonly text: string;
}

/** One call of a client; `error` is what the client itself said. */
export interface CallRecord {
  readonly client: string;
  readonly call: string;
  readonly exchanges: readonly ClientExchange[];
  readonly error: string | null;
}

/** One row of the table. */
export interface Row {
  readonly client: string;
  readonly call: string;
  readonly request: string;
  readonly outcome: string;
  /** False for what nobody has looked into: the run fails. */
  readonly isExplained: boolean;
}

/** What a client does wrong by itself, whatever it is answered. */
const OWN_FAULTS: readonly (readonly [call: RegExp, reason: string])[] = [
  [
    /^aepp AJO\.(getCampaigns|getSurfaces)$/,
    "sends POST where a GET is declared; a POST is no read and was not sent",
  ],
  [
    /^aepp AJO\.getContent(Fragments?|Template)$/,
    "sends `Accept: application/json` where only the vendor type is declared",
  ],
  [
    /^aepp AJO\.getContentTemplates$/,
    "asks for an address that is declared nowhere (`/ajo/contentTemplates`)",
  ],
  [/^aepp AJO\.getCampaignMessageVariant$/, "leaves the channel out of the address"],
  [
    /^aepp AJO\.(getDomainsStatus|getEmailsStatus|getUploadJobs)$/,
    "answered; stops at every last page, because it reads the query of a link that is not there",
  ],
  [
    /^aepp AJO\.getCampaignProofStatus$/,
    "proofs are a tripwire: sending, and asking for what was sent, is refused",
  ],
  [/^aepp Authoring$/, "cannot be created (reads a member before it is set)"],
  [
    /^aepp DataAccess\.getParquetFilesToDataFrame$/,
    "answered; needs a Parquet engine, and the rows of the sample are JSON",
  ],
  [/^aepp Policy\.evaluateMarketingActionUsageLabel$/, "forgets a slash in the address"],
  [
    /^aepp Sandboxes\.getTransfers$/,
    "asks the wrong service (transfers are declared below `/data/foundation/exim`)",
  ],
  [/^aepp Tags\.(getFolders|validateFolder)$/, "asks for an address that is declared nowhere"],
  [/^aepp Tags\./, "sends the api key of Adobe's own pages instead of that of the credential"],
  [/^aepp Schema\.getClass$/, "looks for a class of the standard in the organisation's own container"],
  [/^aepp Schema\.getSchemaPaths$/, "asks for a form of schemas (`-flat`) that is not documented"],
  [
    /^aepp Segmentation\.estimateExpression$/,
    "does not wait: the first question comes before there is an estimate, which is 404 without a state; its loop would not end at a result either",
  ],
  [/^aepp Segmentation\.getMultipleSegments$/, "sends a bare list where an object with `ids` is declared"],
  [/^aepp FlowService\.get(UIS|UPS)Flow(Runs)?$/, "answered; no flow of the sample ends at this dataset"],
  [/^aepp DataPrep\.getMappingSets$/, "left out of the sample (docs/platform.md); takes no refusal"],
  [/^aepp FlowService\.getLandingZone/, "left out of the sample (docs/platform.md); takes no refusal"],
  [
    /^cjapy CJA\.(getAuditLogs|searchAuditLogs)$/,
    "wants the token of a person, which no server-to-server credential has: 401 as on the platform",
  ],
  [/^cjapy CJA\.getMultidimensionalReport$/, "answered; calls a method that pandas 2 no longer has"],
  [/^cjapy CJA\.validateCalculatedMetric$/, "refuses every argument before it asks"],
  [
    /^aepp DataIngestion\.headFileStatus$/,
    "left out of the sample (docs/platform.md); a HEAD has no body that could say so",
  ],
  [
    /^postman Schema Registry API: (Retrieve|List descriptors)/,
    "names a form of lists in `Accept` where the registry takes forms of lookups or descriptors",
  ],
];

/** Judges one call. */
export function toRow({ client, call, exchanges, error }: CallRecord): Row {
  const requests = [...new Set(exchanges.map(({ method, path }) => `${method} ${shorten(path)}`))];
  const request =
    requests.slice(0, 3).join("<br>") + (requests.length > 3 ? `<br>and ${requests.length - 3} more` : "");
  const own = OWN_FAULTS.find(([pattern]) => pattern.test(`${client} ${call}`))?.[1];
  const refused = exchanges.filter(({ status }) => status >= 400);
  const row = (outcome: string, isExplained = true): Row => ({ client, call, request, outcome, isExplained });
  if (error === null && refused.length === 0 && exchanges.length > 0) return row("answered");
  if (exchanges.length > 0 && refused.length === 0 && error !== null)
    return row(own ?? `answered, then: ${error}`, own !== undefined);
  if (refused.some(({ text }) => text.includes("has no licence for this part of the service")))
    return row("left out of the sample, refused as its service refuses (docs/platform.md)");
  const statuses = [
    ...new Set(refused.map(({ status, type }) => `${status}${type.includes("html") ? " (HTML)" : ""}`)),
  ];
  if (own !== undefined) return row(statuses.length === 0 ? own : `${statuses.join(", ")}: ${own}`);
  if (client === "postman" && error !== null) return row(error);
  return row(
    [...statuses, error ?? ""].filter((part) => part !== "").join(", ") || "nothing was asked",
    false,
  );
}

/** Ids say nothing in a table. */
function shorten(path: string): string {
  return path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "{id}")
    .replaceAll(/(?<=\/)(?=[^/]*\d)[^/]{20,}/g, "{id}");
}

/** The table, with the sums first. */
export function toTable(rows: readonly Row[]): string {
  const clients = [...new Set(rows.map(({ client }) => client))];
  const count = (client: string, pattern: RegExp): number =>
    rows.filter((row) => row.client === client && pattern.test(row.outcome)).length;
  const sums = clients.map((client) => {
    const all = rows.filter((row) => row.client === client).length;
    const [answered, leftOut] = [count(client, /^answered/), count(client, /^left out/)];
    return `| ${client} | ${all} | ${answered} | ${leftOut} | ${all - answered - leftOut} |`;
  });
  const lines = rows.map(
    ({ client, call, request, outcome }) =>
      `| ${client} | ${call} | ${request} | ${outcome.replaceAll("|", "\\|").replaceAll("\n", " ")} |`,
  );
  return `# Other people's clients against the sample organisation

Written by \`npm run test:clients\`; do not edit. "Left out" is listed in \`docs/platform.md\`.

| Client | Calls | Answered | Left out | Stopped by the client's own fault, or with a token it cannot have |
|---|---|---|---|---|
${sums.join("\n")}

| Client | Call | Requests | Outcome |
|---|---|---|---|
${lines.join("\n")}
`;
}
