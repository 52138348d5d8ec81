/**
 * Audiences with the odd payloads that real organisations hold: no expression, no description, strange ids and names,
 * other origins, JSON expressions. A client that survives these survives a real list.
 */

import { SAMPLE_ORG_ID } from "../sampleCredentials";
import {
  type AudienceRecord,
  type AudienceSource,
  audienceIdOf,
  evaluationInfo,
  type StoredAudience,
} from "./audienceShapes";
import { toSandboxWire } from "./sampleSandboxes";

/** Returns the odd audiences of one sandbox; all of them live in every sandbox. */
export function createOddAudiences(source: AudienceSource): StoredAudience[] {
  return [
    ...externalAudiences(source),
    ...jsonAudiences(source),
    ...strangeNames(source),
    ...accountAudiences(source),
    {
      record: make(source, "Board members", {
        expression: text('_acme.customer.valueBand = "vip" and workEmail.address.isNotNull()'),
      }),
      isHidden: true,
    },
    {
      record: make(source, "Flags without batch", {
        evaluationInfo: { continuous: { enabled: false } },
        // Somebody has deleted its folder since.
        folderId: source.seeded.uuid(`folder/${source.sandbox.name}/deleted`),
      }),
      isHidden: false,
    },
  ];
}

function text(value: string): object {
  return { type: "PQL", format: "pql/text", value };
}

function make(
  source: AudienceSource,
  name: string,
  fields: Readonly<Record<string, unknown>>,
): AudienceRecord {
  const { seeded, sandbox, today } = source;
  const id = audienceIdOf(seeded, sandbox.name, name);
  const created = today - 200 * 86_400_000;
  const record: Record<string, unknown> = {
    audienceId: id,
    schema: { name: "_xdm.context.profile" },
    imsOrgId: SAMPLE_ORG_ID,
    sandbox: toSandboxWire(sandbox),
    expression: text("_acme.customer.ordersCount > 0"),
    mergePolicyId: source.mergePolicyId,
    evaluationInfo: evaluationInfo("batch"),
    type: "SegmentDefinition",
    originName: "REAL_TIME_CUSTOMER_PROFILE",
    namespace: "AEPSegments",
    lifecycleState: "published",
    createEpoch: Math.floor(created / 1_000),
    updateEpoch: Math.floor(created / 1_000) + 86_400,
    creationTime: created,
    updateTime: created + 86_400_000,
    _etag: `"${seeded.hex(`etag/${id}`, 16)}"`,
    ...fields,
  };
  for (const [key, value] of Object.entries(record)) if (value === undefined) delete record[key];
  return { ...record, id: typeof fields["id"] === "string" ? fields["id"] : id, name };
}

/** Audiences that other products brought in: no expression to show, other namespaces, ids that are no UUIDs. */
function externalAudiences(source: AudienceSource): StoredAudience[] {
  const outside = {
    expression: undefined,
    mergePolicyId: undefined,
    type: "ExternalSegment",
    description: undefined,
  };
  const uploaded = {
    ...outside,
    originName: "CUSTOM_UPLOAD",
    namespace: "CustomerAudienceUpload",
    datasetId: source.seeded.hex("dataset/upload", 24),
    ttlInDays: 30,
  };
  const rows: [string, Record<string, unknown>][] = [
    [
      "Trade fair leads (upload)",
      { ...uploaded, id: `QU9fZmFpcg_${source.sandbox.id}`, audienceId: "trade-fair-2026" },
    ],
    ["Partner list Salta", { ...uploaded, id: "cGFydG5lci9zYWx0YQ+v2/2026==", audienceId: "partner/salta" }],
    [
      "Third-party shoppers",
      {
        ...outside,
        originName: "AUDIENCE_MANAGER",
        namespace: "AAMSegments",
        audienceId: "20831277",
        id: "20831277",
      },
    ],
    [
      "Media trait 4711",
      { ...outside, originName: "AUDIENCE_MANAGER", namespace: "aam", audienceId: "4711" },
    ],
    [
      "Composition: lapsed by value",
      { ...outside, originName: "AUDIENCE_ORCHESTRATION", namespace: "AO", lifecycleState: "active" },
    ],
    [
      "Analytics: high scrollers",
      { ...outside, originName: "CUSTOMER_JOURNEY_ANALYTICS", namespace: "CJA", evaluationInfo: undefined },
    ],
  ];
  return rows.map(([name, fields]) => ({ record: make(source, name, fields), isHidden: false }));
}

function jsonAudiences(source: AudienceSource): StoredAudience[] {
  const field = (path: string): object =>
    path.split(".").reduce<object>((object, fieldName) => ({ nodeType: "fieldLookup", fieldName, object }), {
      nodeType: "parameterReference",
      position: 1,
    });
  const literal = (value: string | number): object => ({
    nodeType: "literal",
    literalType: typeof value === "string" ? "String" : "Integer",
    value,
  });
  const apply = (fnName: string, ...params: object[]): object => ({ nodeType: "fnApply", fnName, params });
  const inSegment = (name: string): object =>
    apply("inSegment", literal(audienceIdOf(source.seeded, source.sandbox.name, name)));
  const trees: [string, object][] = [
    [
      "Built in the rule builder",
      apply(
        "and",
        apply("=", field("homeAddress.countryCode"), literal("FR")),
        apply(">", field("_acme.customer.ordersCount"), literal(3)),
      ),
    ],
    [
      "Builder: Berlin or Hamburg",
      apply(
        "or",
        apply("=", field("homeAddress.city"), literal("Berlin")),
        apply("=", field("homeAddress.city"), literal("Hamburg")),
      ),
    ],
    [
      "Builder: readers with consent",
      apply("and", inSegment("Newsletter readers"), inSegment("May be mailed")),
    ],
    ["Builder: no phone", apply("isNull", field("mobilePhone.number"))],
  ];
  return trees.map(([name, tree]) => {
    const expression = { type: "PQL", format: "pql/json", value: JSON.stringify(tree) };
    const dependencies =
      name === "Builder: readers with consent"
        ? ["Newsletter readers", "May be mailed"].map((other) =>
            audienceIdOf(source.seeded, source.sandbox.name, other),
          )
        : [];
    return {
      record: make(source, name, { expression, ansibleUiEnabled: true, dependencies }),
      isHidden: false,
    };
  });
}

function strangeNames(source: AudienceSource): StoredAudience[] {
  const names = [
    "Two lines\nin one name",
    "Hearts 💛 and sparks ✨",
    "عملاء الولاء",
    "Slash / plus + equals = per cent %",
    `Long name ${"of an audience whose author pasted the whole briefing ".repeat(80)}`.slice(0, 4_096),
    '"><img src=x onerror=alert(1)>',
  ];
  return names.map((name) => ({ record: make(source, name, { description: undefined }), isHidden: false }));
}

function accountAudiences(source: AudienceSource): StoredAudience[] {
  const fields = { schema: { name: "_xdm.context.account" } };
  return [
    ["Wholesale accounts", 'accountOrganization.industry = "retail"'],
    ["Large accounts", "accountOrganization.numberOfEmployees > 250"],
  ].map(([name = "", rule = ""]) => ({
    record: make(source, name, { ...fields, expression: text(rule) }),
    isHidden: false,
  }));
}
