/**
 * What may be done with data and what was done: labels and policies, audit events, deletion of data, privacy requests. Who asked and
 * about whom is not among the fields (docs/platform.md#profile-and-governance, docs/platform.md#audit-hygiene-and-privacy).
 */
import type { PlatformKind, PlatformService } from "./platformKind";

const POLICIES: PlatformService = { base: "/data/foundation/dulepolicy", style: "token" };
const AUDIT: PlatformService = { base: "/data/foundation", style: "link" };
const HYGIENE: PlatformService = { base: "/data/core/hygiene", style: "pageFromZero" };
const PRIVACY: PlatformService = {
  base: "/data/core/privacy",
  style: "pageFromZero",
  limit: "size",
  isOfOrganisation: true,
};

const OWNED = { service: POLICIES, owners: "core custom" } as const;
const DELETION = "status datasetId datasetName displayName description updatedAt";

/** Policies, audit, hygiene and privacy. */
export const GOVERNANCE_KINDS = {
  label: { ...OWNED, path: "labels/{owner}", fields: "id=name category friendlyName description" },
  policy: {
    ...OWNED,
    path: "policies/{owner}",
    parameters: "duleLabels marketingAction",
    fields: "id name status description marketingActionRefs",
    moreFields: "deny*",
  },
  enabledPolicy: {
    service: POLICIES,
    path: "enabledCorePolicies",
    one: "list",
    isWhole: true,
    fields: "id",
  },
  marketingAction: { ...OWNED, path: "marketingActions/{owner}", fields: "id=name description" },
  policyViolation: {
    ...OWNED,
    path: "marketingActions/{owner}/{of}/constraints",
    one: "list",
    isWhole: true,
    parameters: "duleLabels",
    needs: "duleLabels",
    entries: "violatedPolicies",
    fields: "id name status description",
  },
  auditEvent: {
    service: AUDIT,
    path: "audit/events",
    one: "list",
    properties: "action assetType assetId status timestamp> timestamp<",
    fields:
      "id timestamp action status assetType assetId assetName permissionType permissionResource failureCode",
    hides: {
      field: "assetName",
      where: "assetType",
      holds: /user|profile|identit|privacy|consent|subject|credential/i,
    },
  },
  workOrder: {
    service: HYGIENE,
    path: "workorder",
    parameters: "status type",
    fields: `id=workorderId action ${DELETION} createdAt operationCount targetServices`,
    moreFields: "productStatusDetails[].productName productStatusDetails[].productStatus",
  },
  datasetExpiration: {
    service: HYGIENE,
    path: "ttl",
    parameters: "datasetId status",
    fields: `id=ttlId ${DELETION} expiry`,
  },
  deletionQuota: {
    service: HYGIENE,
    path: "quota",
    one: "list",
    isWhole: true,
    fields: "id=name description consumed quota",
  },
  sandbox: {
    service: { base: "/data/foundation/sandbox-management", style: "offset", isOfOrganisation: true },
    path: "",
    one: "list",
    isWhole: true,
    accept: ["application/json", ""],
    fields: "id=name title type state region isDefault",
  },
  privacyJob: {
    service: PRIVACY,
    path: "jobs",
    parameters: "regulation status",
    needs: "regulation",
    isMissingWhereEmpty: true,
    fields: "id=jobId requestId action customer.user.action status regulation createdDate lastModifiedDate",
    moreFields: "productResponses[].product productResponses[].productStatusResponse.status",
  },
} as const satisfies Readonly<Record<string, PlatformKind>>;
