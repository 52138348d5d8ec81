/**
 * The schema registry, read only (docs/platform.md#schemas): lists, single schemas, union schemas and descriptors.
 * Refuses to use plain `application/json`, which the registry refuses too, and to interpret the
 * resolved JSON: that is the work of the schema model.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { collectItems, type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShape,
  identifier,
  type JsonObject,
  looseObject,
  readList,
  text,
  texts,
} from "./tolerantShapes";

const REGISTRY_PATH = "/data/foundation/schemaregistry";

const PAGE_SIZE = 300;

/** Full schemas of large organisations are tens of megabytes and take their time. */
const FULL_SCHEMA_DEADLINE_MS = 120_000;

const ACCEPT_LIST = "application/vnd.adobe.xed-id+json";
const ACCEPT_FULL = "application/vnd.adobe.xed-full+json; version=1";
const ACCEPT_DESCRIPTORS = "application/vnd.adobe.xdm-v2+json";

/** Union schema of people. */
export const PROFILE_UNION = "_xdm.context.profile__union";
/** Union schema of events. */
export const EXPERIENCE_EVENT_UNION = "_xdm.context.experienceevent__union";

/** Whose schemas: the organisation's own, or Adobe's. */
export type SchemaContainer = "tenant" | "global";

/** What kinds of registry resources can be listed. */
export type RegistryKind = "schemas" | "classes" | "fieldgroups" | "datatypes" | "unions" | "behaviors";

const summaryShape = z
  .object({ $id: identifier, "meta:altId": text, title: text, version: text, "meta:class": text })
  .transform((raw) => ({
    /** The `$id`, a URI. */
    id: raw.$id,
    /** Has no slashes; the better half for addresses. */
    altId: raw["meta:altId"],
    title: raw.title || raw["meta:altId"] || raw.$id,
    version: raw.version,
    classId: raw["meta:class"],
  }));

/** A registry resource as a row of a list. */
export type SchemaSummary = z.output<typeof summaryShape>;

/** A resolved schema: JSON Schema with `meta:` keys, as received. Structure only, no customer data. */
export interface FullSchema {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly container: SchemaContainer;
  readonly json: JsonObject;
}

/** What to list. */
export interface SchemaQuery {
  /** Default `tenant`. */
  readonly container?: SchemaContainer | undefined;
  /** Default `schemas`. */
  readonly kind?: RegistryKind | undefined;
  /** Registry filters such as `title~loyalty`, joined by `&` when several. */
  readonly property?: string | undefined;
  readonly pageSize?: number | undefined;
}

const descriptorShape = z
  .object({
    "@id": text,
    "@type": text,
    "xdm:sourceSchema": text,
    "xdm:sourceProperty": text,
    "xdm:namespace": text,
    "xdm:isPrimary": z.unknown().optional(),
    "xdm:title": looseObject,
    "xdm:description": looseObject,
    "xdm:labels": texts,
    "meta:enum": looseObject,
    "xdm:excludeMetaEnum": looseObject,
    "xdm:destinationSchema": text,
    "xdm:destinationProperty": text,
  })
  .transform((raw) => ({
    id: raw["@id"],
    /** E.g. `xdm:descriptorIdentity`, `xdm:descriptorLabel`, `xdm:descriptorDeprecated`. */
    type: raw["@type"],
    /** May be a field group's id instead of the schema's. */
    sourceSchema: raw["xdm:sourceSchema"],
    /** JSON pointer, e.g. `/person/name`. */
    sourceProperty: raw["xdm:sourceProperty"],
    namespace: raw["xdm:namespace"],
    isPrimary: raw["xdm:isPrimary"] === true || raw["xdm:isPrimary"] === "true",
    title: raw["xdm:title"],
    description: raw["xdm:description"],
    labels: raw["xdm:labels"],
    /** Values suggested besides those of the schema, with their titles. */
    addedValues: raw["meta:enum"],
    /** Values of the schema that are not suggested. */
    removedValues: raw["xdm:excludeMetaEnum"],
    destinationSchema: raw["xdm:destinationSchema"],
    destinationProperty: raw["xdm:destinationProperty"],
  }));

/** A statement about a field: identity, label, alternate title, relationship, deprecation. */
export type SchemaDescriptor = z.output<typeof descriptorShape>;

/**
 * Lists schemas (or another kind) ordered by title: without an order the registry gives no page tokens.
 * The few behaviors come whole; their list takes no parameters.
 */
export function listSchemas(session: ApiSession, query: SchemaQuery = {}): PageWalk<SchemaSummary> {
  const path = `${REGISTRY_PATH}/${query.container ?? "tenant"}/${query.kind ?? "schemas"}`;
  return walkPages(session, {
    style: "token",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: REGISTRY_PATH,
    toRequest: ({ limit, token }) => ({
      path,
      query:
        query.kind === "behaviors" ? {} : { orderby: "title", start: token, limit, property: query.property },
      headers: { accept: ACCEPT_LIST },
    }),
    findEntries: (body) => findObject(body)?.["results"],
    findItem: (entry) => findShape(summaryShape, entry),
    getId: (schema) => schema.id,
  });
}

/** One resolved schema by `$id` or `meta:altId`; looks in the other container when this one has none. */
export async function fetchSchema(
  session: ApiSession,
  id: string,
  options: CallOptions & { readonly container?: SchemaContainer } = {},
): Promise<FullSchema> {
  const container = options.container ?? "tenant";
  try {
    return await fetchFull(session, { container, kind: "schemas", id }, options);
  } catch (error) {
    if (!isApiError(error, "notFound")) throw error;
    const other = container === "tenant" ? "global" : "tenant";
    return fetchFull(session, { container: other, kind: "schemas", id }, options);
  }
}

/** The union schema of a class (`PROFILE_UNION`, `EXPERIENCE_EVENT_UNION`), resolved: what completion needs. */
export function fetchUnionSchema(
  session: ApiSession,
  altId: string,
  options: CallOptions = {},
): Promise<FullSchema> {
  return fetchFull(session, { container: "tenant", kind: "unions", id: altId }, options);
}

/** All descriptors of the tenant, whether the registry groups them by type or not. */
export async function fetchDescriptors(
  session: ApiSession,
  options: CallOptions = {},
): Promise<readonly SchemaDescriptor[]> {
  const walk = walkPages(session, {
    style: "token",
    pageSize: PAGE_SIZE,
    basePath: REGISTRY_PATH,
    toRequest: ({ token, limit }) => ({
      path: `${REGISTRY_PATH}/tenant/descriptors`,
      query: { start: token, limit, orderby: token === undefined ? undefined : "@id" },
      headers: { accept: ACCEPT_DESCRIPTORS },
    }),
    findEntries: findDescriptorEntries,
    findItem: (entry) => findShape(descriptorShape, entry),
    getId: (descriptor) => descriptor.id ?? JSON.stringify(descriptor),
  });
  return collectItems(walk, options.signal);
}

async function fetchFull(
  session: ApiSession,
  place: { readonly container: SchemaContainer; readonly kind: RegistryKind; readonly id: string },
  options: CallOptions,
): Promise<FullSchema> {
  const { body } = await session.send({
    path: `${REGISTRY_PATH}/${place.container}/${place.kind}/${toAddressPart(place.id)}`,
    headers: { accept: ACCEPT_FULL },
    deadlineMs: FULL_SCHEMA_DEADLINE_MS,
    signal: options.signal,
  });
  const json = getShape(z.record(z.string(), z.unknown()), body, "a schema");
  return {
    id: text.parse(json["$id"]),
    title: text.parse(json["title"]),
    container: place.container,
    json,
  };
}

/** Flat lists, `results`, or an object of lists by descriptor type all occur. */
function findDescriptorEntries(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  const object = findObject(body);
  const listed = object?.["results"] ?? object;
  if (Array.isArray(listed)) return listed;
  const groups = findObject(listed);
  return groups === undefined ? undefined : Object.values(groups).flatMap(readList);
}
