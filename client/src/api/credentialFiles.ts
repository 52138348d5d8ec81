/**
 * Reads the credential files people have: downloads of Developer Console, `.env` and `.aio` of Adobe's command line, the
 * configuration of aepp, Postman environments, variables of a pipeline. Recognised by content, not by name. Pure. Refuses what
 * cannot be used by what is really the matter, and never returns a stored access token: those are stale.
 */
import { type Credentials, readScopes } from "./credentials";
import { readEnvironmentFile } from "./environmentFile";
import { findObject, findText, type JsonObject, readList, texts } from "./tolerantShapes";

/** One credential found in a file; the secret goes to secret storage and nowhere else. */
export interface ImportedCredential {
  /** What to call the connection, from the file; undefined when it has no name. */
  readonly name: string | undefined;
  readonly credentials: Credentials;
  /** Second secret during a rotation. */
  readonly otherSecrets: readonly string[];
  /** Sandbox named by the file, lower case. */
  readonly sandbox: string | undefined;
}

/** Files that can hold a credential. */
type FileKind = "credential" | "project" | "postman";

/** What a file turned out to be. */
export type CredentialFile =
  | {
      readonly kind: FileKind;
      readonly found: readonly ImportedCredential[];
      /** Credentials of other kinds in the same file, which cannot be used. */
      readonly skipped: number;
    }
  | {
      /**
       * `jwt`: stopped working; `unfit`: a credential that cannot sign in a program; `incomplete`: known, but parts are
       * missing; `unknown`: none of the known files.
       */
      readonly kind: "jwt" | "unfit" | "incomplete" | "unknown";
      /** Holds nothing from the file. */
      readonly reason: CredentialFileReason;
    };

/** Parts without which a credential cannot sign in. */
export type CredentialPart = "orgId" | "clientId" | "clientSecret" | "scopes";

/** Why a file is of no use. `template` and `lacking` name the parts that are missing; `broken` is cut off. */
export type CredentialFileReason =
  | { readonly flaw: "jwt" | "key" | "person" | "reference" | "none" | "broken" | "unknown" }
  | { readonly flaw: "template" | "lacking"; readonly missing: readonly CredentialPart[] };

/** What a credential is good for: `server` is what is wanted; of a `reference` the file holds only the name. */
type Sort = "server" | "reference" | "jwt" | "key" | "person";

interface Candidate {
  readonly sort: Sort;
  readonly name?: string | undefined;
  /** Names in small letters with underscores. */
  readonly fields: JsonObject;
}

/** Recognises and reads the content of a file. Never throws. */
export function readCredentialFile(content: string): CredentialFile {
  const bare = content.replace(/^\uFEFF/, "").trim();
  const isJson = bare.startsWith("{");
  const file = isJson ? findJson(bare) : readEnvironmentFile(bare);
  if (file === undefined) return { kind: "unknown", reason: { flaw: isJson ? "broken" : "unknown" } };
  if (Array.isArray(file["values"])) return readPostman(file["values"]);
  const project = findObject(file["project"]) ?? {};
  const nested = [...listProject(project), ...listContexts(file)];
  if (nested.length > 0) return judge("project", nested);
  const flat = listFlat(file);
  if (flat.length > 0) return judge("credential", flat);
  const isAdobes = findObject(project["workspace"]) !== undefined || AIO_PARTS.some((name) => name in file);
  return isAdobes
    ? { kind: "incomplete", reason: { flaw: "none" } }
    : { kind: "unknown", reason: { flaw: "unknown" } };
}

/** What else stands in files of Adobe's command line. */
const AIO_PARTS = ["ims", "$ims", "runtime", "console", "cna"];

/** A project download, and `.aio`, which keeps of each credential only its name and type. */
function listProject(project: JsonObject): readonly Candidate[] {
  const details = findObject(findObject(project["workspace"])?.["details"]);
  const all = readList(details?.["credentials"]).flatMap((entry): readonly JsonObject[] => {
    const read = findObject(entry);
    return read === undefined ? [] : [read];
  });
  const orgId = findObject(project["org"])?.["ims_org_id"];
  return all.map((entry): Candidate => {
    const own = findText(entry["name"]);
    const title = findText(project["title"]);
    const name = all.length > 1 ? (own ?? title) : (title ?? own);
    const oauth = findObject(entry["oauth_server_to_server"]);
    if (oauth !== undefined) return { sort: "server", name, fields: { ims_org_id: orgId, ...oauth } };
    return { sort: toSort(entry), name, fields: {} };
  });
}

function toSort(entry: JsonObject): Sort {
  const type = findText(entry["integration_type"]) ?? "";
  if (type.startsWith("oauth_server_to_server")) return "reference";
  if (entry["jwt"] !== undefined || type === "service") return "jwt";
  return entry["api_key"] !== undefined || /^api_?key$/.test(type) ? "key" : "person";
}

/** Credentials of Adobe's command line by name, in `.env` and in its own configuration; `cli` is the person's own sign-in. */
function listContexts(file: JsonObject): readonly Candidate[] {
  const ims = findObject(file["ims"]) ?? findObject(file["$ims"]) ?? {};
  return Object.entries(findObject(ims["contexts"]) ?? ims).flatMap(([name, value]): Candidate[] => {
    const fields = findObject(value);
    return fields === undefined || /^\$?(?:cli|current)$/i.test(name)
      ? []
      : [{ sort: toSortOfFields(fields), name, fields }];
  });
}

function toSortOfFields(fields: JsonObject): Sort {
  const names = Object.keys(fields).join(" ");
  const hasSecrets = fields["client_secrets"] !== undefined || texts.parse(fields["scopes"]).length > 0;
  if (!hasSecrets && /(?<!cecredentials_)meta_?scopes|private_?key|path_?to_?key/i.test(names)) return "jwt";
  if (!hasSecrets && /redirect_uri|auth_code/.test(names)) return "person";
  return hasSecrets || /secret|technical_account/.test(names) ? "server" : "key";
}

/**
 * A file of one credential, or of several told apart by what stands in front of their variables, as in `IMS_OAUTH_S2S_CLIENT_ID`
 * of Adobe's command line.
 */
function listFlat(file: JsonObject): readonly Candidate[] {
  const all = Object.entries(file).map(([name, value]) => [toPlainName(name), value] as const);
  const [plain] = toFlat(
    all.map(([name, value]) => [name.replace(/^(?:aep|oauth|adobe)_/, ""), value]),
    ONE_OTHER,
  );
  if (plain !== undefined) return [plain];
  const heads = new Set(all.flatMap(([name]) => /^(.+_)client_id$/.exec(name)?.[1] ?? []));
  return [...heads].flatMap((head) =>
    toFlat(
      all.flatMap(([name, value]) => (name.startsWith(head) ? [[name.slice(head.length), value]] : [])),
      ADOBES_OTHER,
    ),
  );
}

/** Small letters with underscores, however the words of a name are joined. */
function toPlainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll("-", "_");
}

/** The one credential that these variables are; `others` are the names of which one has to be there beside the client id. */
function toFlat(
  variables: readonly (readonly [string, unknown])[],
  others: readonly (readonly string[])[],
): readonly Candidate[] {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of variables) fields[name] ??= value;
  const has = (names: readonly string[]): boolean => names.some((name) => fields[name] !== undefined);
  const sort = toSortOfFields(fields);
  const isOne = others.some(has) && (sort === "jwt" || has(NAMES.clientId));
  return isOne ? [{ sort: sort === "key" ? "server" : sort, fields }] : [];
}

/** What the fields are called: in downloads and `.env`, in aepp's configuration, in Postman environments. */
const NAMES = {
  orgId: ["org_id", "ims_org_id", "ims_org"],
  clientId: ["client_id", "api_key"],
  secrets: ["client_secrets", "client_secret", "secret"],
  scopes: ["scopes", "scope", "cecredentials_metascopes"],
  technicalAccountId: ["technical_account_id", "tech_id"],
  sandbox: ["sandbox_name", "sandbox"],
} as const;

const ONE_OTHER = [NAMES.secrets, NAMES.orgId, NAMES.scopes];
/** A client of any other service has an id and a secret, too. */
const ADOBES_OTHER = [NAMES.orgId, NAMES.scopes];

function readPostman(values: readonly unknown[]): CredentialFile {
  const fields = Object.fromEntries(
    values.flatMap((entry): [string, string][] => {
      const pair = findObject(entry);
      const key = findText(pair?.["key"])?.trim();
      const value = findText(pair?.["value"])?.trim();
      return !key || !value || pair?.["enabled"] === false ? [] : [[key.toLowerCase(), value]];
    }),
  );
  const sort = toSortOfFields(fields);
  const isKnown = sort !== "key" || NAMES.clientId.some((name) => name in fields);
  if (!isKnown) return { kind: "unknown", reason: { flaw: "unknown" } };
  return judge("postman", [{ sort: sort === "key" ? "server" : sort, fields }]);
}

function judge(kind: FileKind, all: readonly Candidate[]): CredentialFile {
  const servers = all.filter(({ sort }) => sort === "server");
  const found = new Map<string, ImportedCredential>();
  for (const candidate of servers) {
    const one = findCredential(candidate);
    if (one !== undefined && !found.has(one.credentials.clientId)) found.set(one.credentials.clientId, one);
  }
  if (found.size > 0) return { kind, found: [...found.values()], skipped: all.length - found.size };
  const [first] = servers;
  if (first !== undefined) return { kind: "incomplete", reason: toReason(first) };
  const has = (sort: Sort): boolean => all.some((candidate) => candidate.sort === sort);
  if (has("reference")) return { kind: "incomplete", reason: { flaw: "reference" } };
  if (has("jwt")) return { kind: "jwt", reason: { flaw: "jwt" } };
  return { kind: "unfit", reason: { flaw: has("key") ? "key" : "person" } };
}

/** What a template holds until somebody fills it in. */
const PLACEHOLDER = /^<.*>$/s;

function readField(fields: JsonObject, names: readonly string[]): readonly string[] {
  for (const name of names) {
    const values = texts.parse(fields[name]).map((value) => value.trim());
    const filled = values.filter((value) => value !== "" && !PLACEHOLDER.test(value));
    if (filled.length > 0) return filled;
  }
  return [];
}

/** The secrets of a field; Adobe's command line writes a list as JSON text. */
function readSecrets(fields: JsonObject): readonly string[] {
  return readField(fields, NAMES.secrets).flatMap((text) =>
    text.startsWith("[") ? text.split(/[\s,"'[\]]+/).filter((secret) => secret !== "") : [text],
  );
}

function findCredential({ name, fields }: Candidate): ImportedCredential | undefined {
  const [orgId] = readField(fields, NAMES.orgId);
  const [clientId] = readField(fields, NAMES.clientId);
  const [clientSecret, ...otherSecrets] = readSecrets(fields);
  const scopes = readScopes(readField(fields, NAMES.scopes));
  if (!orgId || !clientId || !clientSecret || scopes.length === 0) return undefined;
  const [technicalAccountId] = readField(fields, NAMES.technicalAccountId);
  const [sandbox] = readField(fields, NAMES.sandbox);
  return {
    name,
    credentials: { orgId, clientId, clientSecret, scopes, technicalAccountId },
    otherSecrets,
    sandbox: sandbox?.toLowerCase(),
  };
}

function toReason({ fields }: Candidate): CredentialFileReason {
  const found: Readonly<Record<CredentialPart, number>> = {
    orgId: readField(fields, NAMES.orgId).length,
    clientId: readField(fields, NAMES.clientId).length,
    clientSecret: readSecrets(fields).length,
    scopes: readField(fields, NAMES.scopes).length,
  };
  const missing = (["orgId", "clientId", "clientSecret", "scopes"] as const).filter(
    (part) => found[part] === 0,
  );
  const isTemplate = Object.values(fields).some((value) => PLACEHOLDER.test(findText(value) ?? ""));
  return { flaw: isTemplate ? "template" : "lacking", missing };
}

function findJson(content: string): JsonObject | undefined {
  return parseObject(content) ?? parseObject(quoteKeys(content));
}

function parseObject(content: string): JsonObject | undefined {
  try {
    return findObject(JSON.parse(content));
  } catch {
    return undefined;
  }
}

/** Adobe's command line writes its configuration with bare keys; people put comments into it. Texts are not touched. */
function quoteKeys(content: string): string {
  return content
    .replace(/"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|#.*/g, (part) => (part.startsWith('"') ? part : ""))
    .replace(/"(?:[^"\\]|\\.)*"|([A-Za-z_$][\w$.-]*)(?=\s*:)/g, (part, key) =>
      key === undefined ? part : `"${key}"`,
    )
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === "," ? "" : part));
}
