/**
 * The audiences of one sandbox as the audience service stores them: real payload shapes, with the differences in
 * spelling and units that real payloads have. Generates and stores; rules about changing them live in the routes.
 */

import { SAMPLE_ORG_ID } from "../sampleCredentials";
import { pick, type Seeded } from "../seeded";
import { createFamilyTexts } from "./audienceFamilies";
import { createOddAudiences } from "./audienceOddities";
import {
  type AudienceRecord,
  type AudienceSource,
  type AudienceTable,
  audienceIdOf,
  evaluationInfo,
  type StoredAudience,
} from "./audienceShapes";
import { type AudienceText, listAudienceTexts } from "./audienceTexts";
import { toSandboxWire } from "./sampleSandboxes";
import { createVersionTable } from "./versions";
import { STAFF } from "./vocabulary";
import { NEWEST_TENANT_FIELDS } from "./xdm/profileFields";

/** Returns the ids of the audiences that an expression refers to, in order and without repeats. */
export function findDependencies(expression: string): string[] {
  if (!expression.includes("inSegment")) return [];
  const calls = expression.matchAll(
    /inSegment\(\s*\\?"([^"\\]+)\\?"|"inSegment"[^[]*\[\s*\{[^}]*"value"\s*:\s*"([^"]+)"/g,
  );
  return [...new Set([...calls].map((match) => match[1] ?? match[2] ?? ""))];
}

/** Returns the table of one sandbox. */
export function createAudiences(source: AudienceSource): AudienceTable {
  const odd = createOddAudiences(source);
  const handwritten = listAudienceTexts().filter(
    ({ rule, state }) =>
      (source.sandbox.isDefault || state !== "archived") &&
      !(source.sandbox.isBehind && NEWEST_TENANT_FIELDS.some((name) => rule.includes(`_acme.${name}`))),
  );
  const families = createFamilyTexts(Math.max(0, source.count - handwritten.length - odd.length));
  const rows = [...handwritten, ...families].map((text, index) => toStored(source, text, index));
  return createVersionTable([...rows, ...odd].map((row) => [row.record.id, row]));
}

function toStored(source: AudienceSource, text: AudienceText, index: number): StoredAudience {
  const { seeded, sandbox, today } = source;
  const chance = seeded.stream(`audience/${sandbox.name}/${text.name}`);
  const id = audienceIdOf(seeded, sandbox.name, text.name);
  const created = today - Math.floor(chance() * 700 + 20) * 86_400_000 - Math.floor(chance() * 86_400_000);
  const updated = Math.min(today - 3_600_000, created + Math.floor(chance() * 400) * 86_400_000);
  const value = text.rule.replaceAll(/\{([^{}"]+)\}/g, (_match, name: string) =>
    audienceIdOf(seeded, sandbox.name, name),
  );
  const state = text.state ?? stateOf(chance());
  const record: AudienceRecord = {
    id,
    audienceId: id,
    schema: { name: "_xdm.context.profile" },
    profileInstanceId: "ups",
    imsOrgId: SAMPLE_ORG_ID,
    sandbox: toSandboxWire(sandbox),
    name: text.name,
    ...(text.description === undefined && index % 3 === 0
      ? {}
      : { description: text.description ?? describe(text) }),
    expression: { type: index % 11 === 5 ? "pql" : "PQL", format: "pql/text", value },
    mergePolicyId: source.mergePolicyId,
    evaluationInfo: evaluationInfo(text.kind),
    dataGovernancePolicy: { excludeOptOut: true },
    ansibleUiEnabled: index % 4 === 0,
    isSystem: false,
    saveSegmentMembership: true,
    type: "SegmentDefinition",
    originName: "REAL_TIME_CUSTOMER_PROFILE",
    overridePerformanceWarnings: false,
    namespace: "AEPSegments",
    // Very old objects carry the older field name.
    ...(index % 41 === 17
      ? { lifecycle: state }
      : { lifecycleState: index % 29 === 3 && state === "published" ? "active" : state }),
    ...(index % 5 === 0 ? {} : { labels: [...labelsOf(text)] }),
    ...tagsOf(seeded, text, index),
    folderId: seeded.uuid(`folder/${sandbox.name}/${text.folder}`),
    dependencies: findDependencies(value),
    definedOn: [definedOn(index)],
    createdBy: pick(STAFF, chance()),
    lastModifiedBy: pick(STAFF, chance()),
    ...timesOf({ created, updated, index }),
    _etag: `"${seeded.hex(`etag/${id}`, 16)}"`,
  };
  return { record, isHidden: false };
}

function stateOf(chance: number): string {
  if (chance < 0.78) return "published";
  if (chance < 0.9) return "draft";
  return chance < 0.97 ? "inactive" : "archived";
}

function describe(text: AudienceText): string {
  return `${text.name} (${text.folder.toLowerCase()}), evaluated ${text.kind === "batch" ? "daily" : "continuously"}.`;
}

function labelsOf(text: AudienceText): readonly string[] {
  if (text.labels !== undefined) return text.labels;
  if (/email|mobilePhone|name\./i.test(text.rule)) return ["core/I1"];
  return /country|postal|city/i.test(text.rule) ? ["core/C9"] : [];
}

/** Tags come as an object, as a list, or not at all, depending on which service version wrote them last. */
function tagsOf(seeded: Seeded, text: AudienceText, index: number): object {
  const id = seeded.uuid(`tag/${text.folder}`);
  if (index % 3 === 0) return { tags: { [id]: {} } };
  return index % 3 === 1 ? { tags: [id] } : {};
}

function definedOn(index: number): object {
  const reference = "https://ns.adobe.com/xdm/context/profile__union";
  return index % 6 === 2
    ? {
        "meta: resourceType": "unions",
        "meta: containerId": "tenant",
        $ref: reference.replace("://", ": //"),
      }
    : { "meta:resourceType": "unions", "meta:containerId": "tenant", $ref: reference };
}

/** The service mixes units: half of the objects have milliseconds, some microseconds, one a string. */
function timesOf({ created, updated, index }: { created: number; updated: number; index: number }): object {
  const creationTime = index === 7 ? String(created) : index % 4 === 1 ? created * 1_000 : created;
  return {
    creationTime,
    updateTime: updated,
    createEpoch: Math.floor(created / 1_000),
    updateEpoch: Math.floor(updated / 1_000),
  };
}
