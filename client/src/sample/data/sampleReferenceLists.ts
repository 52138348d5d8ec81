/** Identity namespaces, data usage labels, policies, folders and tags: the small reference lists of the organisation. */
import type { Seeded } from "../seeded";
import { listAudienceTexts } from "./audienceTexts";

/** Code, name, kind, whether Acme added it. */
const NAMESPACES: readonly (readonly [string, string, string, boolean])[] = [
  ["CORE", "CORE", "COOKIE", false],
  ["ECID", "ECID", "COOKIE", false],
  ["AAID", "Analytics ID", "COOKIE", false],
  ["Email", "Email", "Email", false],
  ["Email_LC_SHA256", "Emails (SHA256, lowercased)", "Email", false],
  ["Phone", "Phone", "Phone", false],
  ["GAID", "Google Ad ID (GAID)", "Device", false],
  ["IDFA", "Apple IDFA", "Device", false],
  ["CRMID", "Acme CRM number", "CROSS_DEVICE", true],
  ["Loyalty", "Acme loyalty number", "CROSS_DEVICE", true],
  ["TILL", "Acme till receipt", "Non_people", true],
];

/** One namespace as the identity service sends it. */
export interface Namespace {
  readonly id: number;
  readonly code: string;
  readonly [field: string]: unknown;
}

/** Returns the namespaces as the identity service sends them: a bare list. */
export function listNamespaces(): Namespace[] {
  return NAMESPACES.map(([code, name, idType, custom], index) => ({
    updateTime: 1_717_430_400_000,
    code,
    status: "ACTIVE",
    createTime: 1_650_000_000_000,
    description: `${name} namespace`,
    idType,
    name,
    id: custom ? 10_700_000 + index : index + 3,
    custom,
  }));
}

/** Core and custom data usage labels: name, category, friendly name. */
export const LABELS: Readonly<Record<"core" | "custom", readonly (readonly [string, string, string])[]>> = {
  core: [
    ["C1", "Contract", "No export to third parties"],
    ["C2", "Contract", "No export of raw data"],
    ["C3", "Contract", "No combination with identified data"],
    ["C4", "Contract", "No onsite advertising"],
    ["C5", "Contract", "No offsite advertising"],
    ["C9", "Contract", "No data science"],
    ["I1", "Identity", "Directly identifiable"],
    ["I2", "Identity", "Indirectly identifiable"],
    ["S1", "Sensitive", "Precise location"],
    ["S2", "Sensitive", "Broad location"],
  ],
  custom: [["ACME1", "Custom", "Loyalty partner data"]],
};

/** Marketing actions: name and the label that its policy denies. */
export const MARKETING_ACTIONS: Readonly<Record<"core" | "custom", readonly (readonly [string, string])[]>> =
  {
    core: [
      ["analytics", "C3"],
      ["dataScience", "C9"],
      ["emailTargeting", "C4"],
      ["exportToThirdParty", "C1"],
      ["onsitePersonalization", "C4"],
      ["offsitePersonalization", "C5"],
    ],
    custom: [["partnerMailing", "ACME1"]],
  };

/** Names of the folders that audiences lie in; all are children of the root. */
export function listFolderNames(): string[] {
  return [...new Set([...listAudienceTexts().map(({ folder }) => folder), "Categories", "Countries"])];
}

/** Returns the id of a folder by name. */
export function folderIdOf(seeded: Seeded, sandboxName: string, name: string): string {
  return seeded.uuid(`folder/${sandboxName}/${name}`);
}
