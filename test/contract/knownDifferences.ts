/**
 * Where answers differ from the published definitions on purpose, each with its reason: the definition is wrong and
 * the stand-in does what services do. The only excuse an answer can have; a request has one only
 * where a public page describes it and its definition lacks it.
 */
import { toGeneralPlace, type Violation } from "./violation";

/** One difference. */
export interface KnownDifference {
  /** As declared, e.g. `GET /audiences`; undefined for every operation. */
  readonly operations?: readonly string[];
  readonly statuses: readonly number[];
  /** As `toGeneralPlace` writes it: positions in lists and generated keys are `*`. */
  readonly places: readonly string[];
  /** The whole message. */
  readonly message: RegExp;
  readonly reason: string;
}

const NOT_DECLARED = /^\d+ is not declared$/;
const NO_INTEGER = /^must be integer,null$/;
const NO_OBJECT = /^must be object,null$/;
const NO_TEXT = /^must be string,null$/;

/** All differences. A test fails when one is no longer found. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    statuses: [401, 403],
    places: ["status"],
    message: NOT_DECLARED,
    reason:
      "The gateway and the roles of an organisation refuse any call, whether an operation lists it or not.",
  },
  {
    operations: [
      "GET /calculatedmetrics/{id}",
      "GET /segments/{id}",
      "GET /flowSpecs/{FLOW_SPEC_ID}",
      "GET /runs/{RUN_ID}",
      "GET /sandbox-management/sandboxes/{sandboxName}",
      "GET /service/campaigns/{campaignId}/versions",
      "GET /tenant/unions/{UNION_ID}",
      "GET /unifiedfolders/folders/{FOLDER_TYPE}/{FOLDER_ID}",
      "GET /unifiedfolders/folders/{FOLDER_TYPE}/{FOLDER_ID}/subfolders",
      "POST /reports",
    ],
    statuses: [404],
    places: ["status"],
    message: NOT_DECLARED,
    reason:
      "These definitions list success only; what does not exist is 404 here as in their sister operations.",
  },
  {
    operations: ["POST /preview"],
    statuses: [400],
    places: ["status"],
    message: NOT_DECLARED,
    reason: "Lists success only; the service answers 400 to an expression it cannot read.",
  },
  {
    operations: ["PATCH /flows/{id}"],
    statuses: [400],
    places: ["status"],
    message: NOT_DECLARED,
    reason: "Lists success only; services answer 400 where the version is missing or a policy is violated.",
  },
  {
    operations: ["GET /audiences"],
    statuses: [200],
    places: ["body/_page/start", "body/_page/next"],
    message: NO_INTEGER,
    reason: "Integers in the definition, texts in every published sample.",
  },
  {
    operations: ["GET /audiences", "GET /audiences/{AUDIENCE_ID}", "PUT /audiences/{AUDIENCE_ID}"],
    statuses: [200, 201],
    places: ["body/children/*/creationTime", "body/creationTime"],
    message: NO_INTEGER,
    reason: "Times of audiences come in several units, and sometimes as text.",
  },
  {
    operations: ["GET /segment/definitions", "GET /segment/definitions/{SEGMENT_ID}"],
    statuses: [200],
    places: ["body/segments/*/creationTime", "body/creationTime"],
    message: NO_INTEGER,
    reason: "The older service shows the same audiences, with the same times as text.",
  },
  {
    operations: ["GET /estimate/{ESTIMATE_ID}"],
    statuses: [200],
    places: [
      "body/estimatedSize",
      "body/numRowsToRead",
      "body/profilesMatchedSoFar",
      "body/profilesReadSoFar",
      "body/standardError",
      "body/totalRows",
    ],
    message: NO_INTEGER,
    reason: "Any number of an estimate may arrive as text (the scenario estimate-strings).",
  },
  {
    operations: ["GET /dataSets", "GET /dataSets/{DATASET_ID}"],
    statuses: [200],
    places: ["body/*/name"],
    message: NO_TEXT,
    reason: "Half-created datasets have an empty object for a name; no schema admits it.",
  },
  {
    operations: [
      "GET /{CONTAINER_ID}/datatypes",
      "GET /{CONTAINER_ID}/fieldgroups",
      "GET /{CONTAINER_ID}/schemas",
    ],
    statuses: [200],
    places: ["body/_links/next"],
    message: NO_TEXT,
    reason: "Typed as text, sent as a link object with `href`; the definition's own samples fail here too.",
  },
  {
    operations: [
      "GET /administration/products/{PRODUCT_ID}/categories",
      "GET /administration/products/{PRODUCT_ID}/permission-sets",
    ],
    statuses: [200],
    places: ["body/categories", "body/permission-sets"],
    message: NO_OBJECT,
    reason: "A list, declared as one of its items.",
  },
  {
    operations: ["GET /administration/roles", "GET /administration/roles/{ROLE_ID}"],
    statuses: [200],
    places: ["body/items/*/subjectAttributes/labels", "body/subjectAttributes/labels"],
    message: NO_TEXT,
    reason: "Typed as text with a list as its example.",
  },
  {
    operations: ["GET /alert-subscriptions/{assetId}", "GET /alert-subscriptions/{assetId}/{alertType}"],
    statuses: [200],
    places: [
      "body/alerts/*/subscriptions/emailNotifications/*",
      "body/alerts/*/subscriptions/inContextNotifications/*",
    ],
    message: NO_OBJECT,
    reason: "Typed as objects, with addresses as their example.",
  },
  {
    operations: ["GET /dateranges", "GET /dateranges/{id}", "GET /projects", "GET /projects/{id}"],
    statuses: [200],
    places: ["body/owner/imsUserId", "body/*/owner/imsUserId"],
    message: NO_INTEGER,
    reason: "The id of a user is a number here and a text in all other definitions of the product.",
  },
  {
    operations: ["GET /search/entities", "GET /search/namespaces"],
    statuses: [200],
    places: ["body/entities/*/sourceId", "body/namespaces/*/namespace"],
    message: /^must be (object|array),null$/,
    reason: "Generated from another answer than the guide shows, which has texts there.",
  },
  {
    operations: ["GET /calculatedmetrics"],
    statuses: [200],
    places: ["body"],
    message: /^must be array,null$/,
    reason:
      "A list that is asked for by page comes in the envelope of all other lists (cjapy getCalculatedMetrics).",
  },
  {
    operations: ["GET /segments", "GET /segments/{id}"],
    statuses: [200],
    places: [
      ...["content", "number", "size", "firstPage", "lastPage"].map((name) => `body/${name}`),
      ...["numberOfElements", "totalElements", "totalPages"].map((name) => `body/${name}`),
      "body/definition/func",
      "body/definition/version",
    ],
    message: NO_OBJECT,
    reason: "A map of objects without names stands where nobody wrote down the members.",
  },
  {
    operations: ["GET /{CONTAINER_ID}/descriptors/{DESCRIPTOR_ID}"],
    statuses: [200],
    places: ["body/xdm:sourceVersion"],
    message: NO_TEXT,
    reason: "Typed as text, a number in every sample.",
  },
];

/** The difference that excuses a violation, if there is one. */
export function findKnownDifference(violation: Violation): KnownDifference | undefined {
  if (violation.side === "request") return undefined;
  const place = toGeneralPlace(violation.place);
  return KNOWN_DIFFERENCES.find(
    (known) =>
      (known.operations?.includes(violation.operation) ?? true) &&
      known.statuses.includes(violation.status) &&
      known.places.includes(place) &&
      known.message.test(violation.message),
  );
}

/** A form of request that a page of Adobe describes and the definition lacks. */
export interface DocumentedRequest {
  readonly operation: string;
  readonly places: readonly string[];
  readonly source: string;
}

/** All such forms. A test fails when one is no longer sent. */
export const DOCUMENTED_REQUESTS: readonly DocumentedRequest[] = [
  {
    operation: "GET /ups/access/entities",
    places: [
      "query/relatedEntityId",
      "query/relatedEntityIdNS",
      "query/relatedSchema.name",
      "query/schema.name",
    ],
    // The events of one profile; the definition knows profiles and accounts only.
    source: "https://experienceleague.adobe.com/en/docs/experience-platform/profile/api/entities",
  },
  // Services without a published definition.
  ...["", "/*"].map((one) => ({
    operation: `GET platform.adobe.io/data/core/privacy/jobs${one}`,
    places: ["path"],
    source: "https://experienceleague.adobe.com/en/docs/experience-platform/privacy/api/privacy-jobs",
  })),
  {
    operation: "GET platform.adobe.io/data/foundation/queryauth/security/ip-access",
    places: ["path"],
    source: "https://experienceleague.adobe.com/en/docs/experience-platform/query/auth-api/ip-access",
  },
  ...["", "/*"].map((one) => ({
    operation: `GET cja.adobe.io/annotations${one}`,
    places: ["path"],
    source: "https://developer.adobe.com/cja-apis/docs/endpoints/annotations/",
  })),
];

/** The id at the end of an address that no definition declares. */
const ID = /(?<=\/)([0-9a-f]{24}|[0-9a-f-]{36})$/;

/** The page that describes what a request departs in from its definition. */
export function findDocumentedRequest({ side, operation, place }: Violation): DocumentedRequest | undefined {
  if (side !== "request") return undefined;
  const general = operation.replace(ID, "*");
  return DOCUMENTED_REQUESTS.find((known) => known.operation === general && known.places.includes(place));
}
