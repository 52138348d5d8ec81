/**
 * Reads the credential files people can download (contract 2.4), recognised by content, not by name. Pure.
 * Refuses JWT credentials with the reason, and never returns a stored access token: those are stale.
 */
import * as z from "zod";
import { type Credentials, readScopes } from "./credentials";
import { findObject, findText, type JsonObject, listOf, part, text, texts } from "./tolerantShapes";

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

/** What a file turned out to be. */
export type CredentialFile =
  | {
      readonly kind: "credential" | "project" | "postman";
      readonly found: readonly ImportedCredential[];
      /** Credentials of other kinds in the same file, which cannot be used. */
      readonly skipped: number;
    }
  | {
      /** `jwt`: stopped working; `unknown`: none of the known files; `incomplete`: known, but parts are missing. */
      readonly kind: "jwt" | "unknown" | "incomplete";
      /** What to tell the user; holds nothing from the file but field names. */
      readonly reason: string;
    };

const JWT_REASON =
  "This is a JWT credential. Those stopped working; create an OAuth server-to-server credential in Developer Console.";

/** Recognises and reads the content of a file. Never throws. */
export function readCredentialFile(content: string): CredentialFile {
  const json = findJson(content);
  if (json === undefined) return toUnknown();
  if (Array.isArray(json["values"])) return readPostman(json["values"]);
  if (findObject(findObject(json["project"])?.["workspace"]) !== undefined) return readProject(json);
  if (json["CLIENT_SECRETS"] !== undefined) return readExport(json);
  if (isJwt(json)) return { kind: "jwt", reason: JWT_REASON };
  if (json["CLIENT_SECRET"] !== undefined && json["SCOPES"] !== undefined) return readExport(json);
  return toUnknown();
}

interface FoundParts {
  readonly name?: string | undefined;
  readonly orgId: string | undefined;
  readonly clientId: string | undefined;
  readonly secrets: readonly string[];
  readonly scopes: readonly string[];
  readonly technicalAccountId: string | undefined;
  readonly sandbox?: string | undefined;
}

function readExport(json: JsonObject): CredentialFile {
  return toFile("credential", [
    {
      orgId: text.parse(json["ORG_ID"]),
      clientId: text.parse(json["CLIENT_ID"]) || text.parse(json["API_KEY"]),
      secrets: texts.parse(json["CLIENT_SECRETS"] ?? json["CLIENT_SECRET"]),
      scopes: readScopes(texts.parse(json["SCOPES"])),
      technicalAccountId: text.parse(json["TECHNICAL_ACCOUNT_ID"]),
    },
  ]);
}

const oauthShape = z.object({
  client_id: text,
  client_secrets: texts,
  technical_account_id: text,
  scopes: texts,
});

const projectShape = z.object({
  project: z.object({
    name: text,
    title: text,
    org: part(z.object({ ims_org_id: text })),
    workspace: z.object({
      name: text,
      details: part(
        z.object({ credentials: listOf(z.object({ name: text, oauth_server_to_server: part(oauthShape) })) }),
      ),
    }),
  }),
});

function readProject(json: JsonObject): CredentialFile {
  const result = projectShape.safeParse(json);
  if (!result.success) return toUnknown();
  const { project } = result.data;
  const all = project.workspace.details?.credentials ?? [];
  const found = all.flatMap(({ name, oauth_server_to_server: oauth }): FoundParts[] =>
    oauth === undefined
      ? []
      : [
          {
            name: all.length > 1 ? (name ?? project.title) : (project.title ?? name),
            orgId: project.org?.ims_org_id,
            clientId: oauth.client_id,
            secrets: oauth.client_secrets,
            scopes: readScopes(oauth.scopes),
            technicalAccountId: oauth.technical_account_id,
          },
        ],
  );
  return toFile("project", found, all.length - found.length);
}

function readPostman(values: readonly unknown[]): CredentialFile {
  const pairs = values.flatMap((entry): [string, string][] => {
    const pair = findObject(entry);
    const key = findText(pair?.["key"]);
    const value = findText(pair?.["value"])?.trim();
    return key === undefined || !value || pair?.["enabled"] === false ? [] : [[key.trim(), value]];
  });
  const byKey = new Map(pairs);
  if (!byKey.has("API_KEY") && !byKey.has("CLIENT_SECRET")) {
    return byKey.has("PRIVATE_KEY") ? { kind: "jwt", reason: JWT_REASON } : toUnknown();
  }
  const secret = byKey.get("CLIENT_SECRET");
  return toFile("postman", [
    {
      orgId: byKey.get("IMS_ORG"),
      clientId: byKey.get("API_KEY") ?? byKey.get("CLIENT_ID"),
      secrets: secret === undefined ? [] : [secret],
      scopes: readScopes(byKey.get("SCOPES") ?? ""),
      technicalAccountId: byKey.get("TECHNICAL_ACCOUNT_ID"),
      sandbox: byKey.get("SANDBOX_NAME")?.toLowerCase(),
    },
  ]);
}

function toFile(
  kind: "credential" | "project" | "postman",
  all: readonly FoundParts[],
  skipped = 0,
): CredentialFile {
  const found = all.flatMap((parts) => findCredential(parts) ?? []);
  if (found.length > 0) return { kind, found, skipped: skipped + all.length - found.length };
  const first = all[0];
  if (first === undefined) {
    const reason = "This file holds no OAuth server-to-server credential.";
    return skipped > 0 ? { kind: "jwt", reason: JWT_REASON } : { kind: "incomplete", reason };
  }
  return { kind: "incomplete", reason: `The file lacks: ${listMissing(first).join(", ")}.` };
}

function findCredential(parts: FoundParts): ImportedCredential | undefined {
  const { orgId, clientId } = parts;
  const [clientSecret, ...otherSecrets] = parts.secrets.map((secret) => secret.trim()).filter(Boolean);
  if (!orgId || !clientId || !clientSecret || parts.scopes.length === 0) return undefined;
  return {
    name: parts.name,
    credentials: {
      orgId: orgId.trim(),
      clientId: clientId.trim(),
      clientSecret,
      scopes: parts.scopes,
      technicalAccountId: parts.technicalAccountId,
    },
    otherSecrets,
    sandbox: parts.sandbox,
  };
}

function listMissing(parts: FoundParts): readonly string[] {
  return [
    ...(parts.orgId ? [] : ["organisation id"]),
    ...(parts.clientId ? [] : ["client id"]),
    ...(parts.secrets.some((secret) => secret.trim() !== "") ? [] : ["client secret"]),
    ...(parts.scopes.length > 0 ? [] : ["scopes"]),
  ];
}

function isJwt(json: JsonObject): boolean {
  const keys = Object.keys(json).map((key) => key.toUpperCase());
  return keys.some((key) => key.includes("METASCOPE") || key.includes("PRIVATE_KEY"));
}

function findJson(content: string): JsonObject | undefined {
  try {
    return findObject(JSON.parse(content.replace(/^\uFEFF/, "")));
  } catch {
    return undefined;
  }
}

function toUnknown(): CredentialFile {
  const reason =
    "This is none of the known files: a credential or project download of Developer Console, or a Postman environment.";
  return { kind: "unknown", reason };
}
