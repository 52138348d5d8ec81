/**
 * Everything the schema registry of one sandbox holds besides the field tables: schemas, classes, field groups, data
 * types, unions and descriptors. Resolved forms are cut out of the unions, so that they can never disagree.
 */
import type { Seeded } from "../../seeded";
import { toProperties, toTitle, type XdmNode } from "./fieldText";
import { EVENT_CLASS, PROFILE_CLASS, SHARED_TYPES, TENANT } from "./sharedTypes";
import { createEventUnion, createProfileUnion, type UnionSchema } from "./unions";

/** Kinds of resource as they stand in paths. */
export type ResourceKind = "schemas" | "classes" | "fieldgroups" | "datatypes" | "unions" | "behaviors";

/** One resource; `full` makes the resolved form. */
export interface XdmResource {
  readonly kind: ResourceKind;
  readonly container: "tenant" | "global";
  readonly $id: string;
  readonly altId: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly classId?: string;
  /** Field groups that a schema is made of, or classes that a field group is meant for. */
  readonly parts: readonly string[];
  full(): XdmNode;
}

/** The registry of one sandbox. */
export interface Registry {
  readonly resources: readonly XdmResource[];
  readonly descriptors: readonly Readonly<Record<string, unknown>>[];
}

/** Tenant schemas: title, class, standard fields, tenant fields. */
const SCHEMAS: readonly (readonly [string, "profile" | "event", string, string])[] = [
  [
    "Acme Customer (CRM)",
    "profile",
    "person homeAddress workAddress mailingAddress personalEmail workEmail mobilePhone homePhone identityMap",
    "identification customer household",
  ],
  ["Acme Loyalty Account", "profile", "loyalty identityMap", "loyalty giftCards subscriptions"],
  ["Acme Consents", "profile", "consents optInOut preferredLanguage identityMap", "privacy"],
  ["Acme Preferences", "profile", "identityMap", "preferences wishlist cart"],
  ["Acme Order History", "profile", "billingAddress shippingAddress", "orders purchases"],
  ["Acme Channel Statistics", "profile", "pushNotificationDetails", "channels emailEngagement app"],
  ["Acme Model Scores", "profile", "identityMap", "models scores traits"],
  ["Acme Surveys", "profile", "identityMap", "surveys"],
  ["Acme Service Contract", "profile", "identityMap", "service devices referral"],
  [
    "Acme Web Events",
    "event",
    "web device environment placeContext channel identityMap search siteSearch",
    "search recommendation ab",
  ],
  ["Acme Commerce Events", "event", "commerce productListItems identityMap", "cart order"],
  ["Acme E-mail Events", "event", "directMarketing marketing identityMap", "campaign"],
  ["Acme Shop Events", "event", "placeContext identityMap", "store loyalty"],
  ["Acme Survey Events", "event", "identityMap", "survey service"],
  ["Acme App Events", "event", "application device environment identityMap", ""],
  ["AJO Email Tracking Experience Event Schema", "event", "_experience identityMap", ""],
  ["AJO Message Feedback Event Schema", "event", "_experience identityMap", ""],
  ["AJO Push Tracking Experience Event Schema", "event", "_experience application identityMap", ""],
  ["Journey Step Event Schema", "event", "_experience identityMap", ""],
];

const SYSTEM_FIELDS = { profile: "_id _repo", event: "_id timestamp eventType producedBy" } as const;

/** Builds the registry of a sandbox. `isLean` is for sandboxes that lag behind production. */
export function createRegistry(seeded: Seeded, isLean: boolean): Registry {
  const unions = { profile: createProfileUnion(isLean), event: createEventUnion() };
  const groups = [
    ...fieldGroups(seeded, unions.profile, PROFILE_CLASS),
    ...fieldGroups(seeded, unions.event, EVENT_CLASS),
  ];
  const schemas = SCHEMAS.map((row) => toSchema(seeded, row, unions));
  const resources = [
    ...schemas,
    ...groups,
    ...dataTypes(),
    ...codeLists(seeded),
    ...classes(unions),
    ...behaviors(),
    toUnion(unions.profile),
    toUnion(unions.event),
  ];
  return { resources, descriptors: createDescriptors(seeded, schemas, groups) };
}

function toSchema(
  seeded: Seeded,
  row: (typeof SCHEMAS)[number],
  unions: Record<"profile" | "event", UnionSchema>,
): XdmResource {
  const [title, kind, standard, tenant] = row;
  const hash = seeded.hex(`schema/${title}`, 32);
  const union = unions[kind];
  const names = `${SYSTEM_FIELDS[kind]} ${standard}`.split(" ");
  const tenantNames = tenant.split(" ").filter((name) => name !== "");
  const full = (): XdmNode => {
    const properties = cut(union.properties, names);
    const tenantNode = union.properties?.[TENANT];
    if (tenantNames.length > 0 && tenantNode !== undefined) {
      properties[TENANT] = { ...tenantNode, properties: cut(tenantNode.properties, tenantNames) };
    }
    return { type: "object", "meta:xdmType": "object", properties };
  };
  return {
    kind: "schemas",
    container: "tenant",
    $id: `https://ns.adobe.com/acme/schemas/${hash}`,
    altId: `_acme.schemas.${hash}`,
    version: "1.4",
    title,
    description: `Fields of ${title.replace("Acme ", "").toLowerCase()}.`,
    classId: kind === "profile" ? PROFILE_CLASS : EVENT_CLASS,
    parts: tenantNames.map((name) =>
      groupIdOf(seeded, kind === "profile" ? PROFILE_CLASS : EVENT_CLASS, name),
    ),
    full,
  };
}

/** Returns the `$id` of a tenant schema by title; datasets refer to schemas this way. */
export function schemaIdOf(seeded: Seeded, title: string): string {
  return `https://ns.adobe.com/acme/schemas/${seeded.hex(`schema/${title}`, 32)}`;
}

function cut(
  properties: Record<string, XdmNode> | undefined,
  names: readonly string[],
): Record<string, XdmNode> {
  return Object.fromEntries(Object.entries(properties ?? {}).filter(([name]) => names.includes(name)));
}

function groupIdOf(seeded: Seeded, classId: string, name: string): string {
  return `https://ns.adobe.com/acme/mixins/${seeded.hex(`group/${classId}/${name}`, 32)}`;
}

/** One tenant field group per tenant member, one global group per standard member. */
function fieldGroups(seeded: Seeded, union: UnionSchema, classId: string): XdmResource[] {
  const tenant = Object.entries(union.properties?.[TENANT]?.properties ?? {}).map(
    ([name, node]): XdmResource => {
      const $id = groupIdOf(seeded, classId, name);
      const full = (): XdmNode => ({
        type: "object",
        properties: { [TENANT]: { type: "object", properties: { [name]: node } } },
      });
      return group({
        $id,
        altId: `_acme.mixins.${$id.slice($id.lastIndexOf("/") + 1)}`,
        title: `Acme ${toTitle(name)}`,
        container: "tenant",
        classId,
        full,
      });
    },
  );
  const standard = Object.entries(union.properties ?? {}).flatMap(([name, node]): XdmResource[] => {
    if (name.startsWith("_")) return [];
    const tail = classId.slice(classId.lastIndexOf("/") + 1);
    const $id = `https://ns.adobe.com/xdm/context/${tail}-${name.toLowerCase()}`;
    const full = (): XdmNode => ({ type: "object", properties: { [name]: node } });
    return [
      group({
        $id,
        altId: `_xdm.context.${tail}-${name.toLowerCase()}`,
        title: `${toTitle(name)} details`,
        container: "global",
        classId,
        full,
      }),
    ];
  });
  return [...tenant, ...standard];
}

function group(
  facts: Pick<XdmResource, "$id" | "altId" | "title" | "container" | "full"> & { classId: string },
): XdmResource {
  const { classId, ...rest } = facts;
  return {
    ...rest,
    kind: "fieldgroups",
    version: "1.2",
    description: `Field group ${facts.title}.`,
    parts: [classId],
  };
}

function dataTypes(): XdmResource[] {
  return Object.keys(SHARED_TYPES).map((name) => ({
    kind: "datatypes",
    container: "global",
    $id: `https://ns.adobe.com/xdm/datatypes/${name.toLowerCase()}`,
    altId: `_xdm.datatypes.${name.toLowerCase()}`,
    version: "1.1",
    title: toTitle(name),
    description: `Data type ${toTitle(name)}.`,
    parts: [],
    full: () => ({
      type: "object",
      "meta:xdmType": "object",
      properties: toProperties(SHARED_TYPES[name] ?? "", SHARED_TYPES, "xdm:"),
    }),
  }));
}

/** Small tenant types that an importer made years ago: more than one page of the registry can hold. */
function codeLists(seeded: Seeded): XdmResource[] {
  return Array.from({ length: 320 }, (_value, index) => {
    const hash = seeded.hex(`codeList/${index}`, 32);
    const title = `Acme code list ${String(index + 1).padStart(3, "0")}`;
    return {
      kind: "datatypes",
      container: "tenant",
      $id: `https://ns.adobe.com/acme/datatypes/${hash}`,
      altId: `_acme.datatypes.${hash}`,
      version: "1.0",
      title,
      description: `${title}, imported.`,
      parts: [],
      full: () => ({
        type: "object",
        "meta:xdmType": "object",
        properties: toProperties("code label", SHARED_TYPES, ""),
      }),
    };
  });
}

function classes(unions: Record<"profile" | "event", UnionSchema>): XdmResource[] {
  return (["profile", "event"] as const).map((kind) => {
    const union = unions[kind];
    const full = (): XdmNode => ({
      type: "object",
      properties: cut(union.properties, SYSTEM_FIELDS[kind].split(" ")),
    });
    return {
      kind: "classes",
      container: "global",
      $id: union["meta:class"],
      altId: union["meta:altId"].replace("__union", ""),
      version: "1.0",
      title: union.title ?? "",
      description: `Class ${union.title ?? ""}.`,
      parts: [],
      full,
    };
  });
}

function behaviors(): XdmResource[] {
  return ["record", "time-series", "adhoc"].map((name) => ({
    kind: "behaviors",
    container: "global",
    $id: `https://ns.adobe.com/xdm/data/${name}`,
    altId: `_xdm.data.${name}`,
    version: "1.0",
    title: toTitle(name),
    description: `Behaviour ${name}.`,
    parts: [],
    full: () => ({ type: "object", properties: {} }),
  }));
}

function toUnion(union: UnionSchema): XdmResource {
  return {
    kind: "unions",
    container: "tenant",
    $id: union.$id,
    altId: union["meta:altId"],
    version: union.version,
    title: union.title ?? "",
    description: union.description ?? "",
    classId: union["meta:class"],
    parts: [],
    full: () => union,
  };
}

/** Identities, labels, a friendlier name, a deprecation and a relationship, with sources of both kinds (schema and field group). */
function createDescriptors(
  seeded: Seeded,
  schemas: readonly XdmResource[],
  groups: readonly XdmResource[],
): Record<string, unknown>[] {
  const crm = schemas[0]?.$id ?? "";
  const loyalty = schemas[1]?.$id ?? "";
  const groupId = groups.find(({ title }) => title === "Acme Customer")?.$id ?? "";
  const identity = (namespace: string, isPrimary: boolean) => ({
    "xdm:namespace": namespace,
    "xdm:property": "xdm:code",
    "xdm:isPrimary": isPrimary,
  });
  const rows: [string, string, string, Record<string, unknown>][] = [
    ["xdm:descriptorIdentity", crm, "/personalEmail/address", identity("Email", false)],
    ["xdm:descriptorIdentity", crm, "/_acme/identification/crmId", identity("CRMID", true)],
    ["xdm:descriptorIdentity", loyalty, "/_acme/loyalty/memberNumber", identity("loyalty", true)],
    [
      "xdm:alternateDisplayInfo",
      groupId,
      "/_acme/customer/lifetimeValue",
      {
        "xdm:title": { en_us: "Customer lifetime value" },
        "xdm:description": { en_us: "Net revenue in euros." },
      },
    ],
    [
      "xdm:alternateDisplayInfo",
      crm,
      "/person/name/courtesyTitle",
      { "xdm:title": { en_us: "Form of address" }, "meta:enum": { Mr: "Mister", Ms: "Miss or missus" } },
    ],
    ["xdm:descriptorLabel", groupId, "/_acme/customer/lifetimeValue", { "xdm:labels": ["C2"] }],
    ["xdm:descriptorLabel", crm, "/person/name/lastName", { "xdm:labels": ["I1"] }],
    ["xdm:descriptorDeprecated", groupId, "/_acme/customer/segmentCode", {}],
    [
      "xdm:descriptorOneToOne",
      crm,
      "/_acme/customer/preferredStore",
      { "xdm:destinationSchema": loyalty, "xdm:destinationProperty": "/_acme/store/homeStoreId" },
    ],
  ];
  return rows.map(([type, source, property, more], index) => ({
    "@id": seeded.hex(`descriptor/${index}`, 40),
    "@type": type,
    "xdm:sourceSchema": source,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": property,
    imsOrg: "",
    version: "1",
    ...more,
  }));
}
