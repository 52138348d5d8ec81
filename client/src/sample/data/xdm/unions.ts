/** The two union schemas as the schema registry returns them fully resolved. Built from the field tables; nothing is stored. */
import { STANDARD_EVENT_TEXT, TENANT_EVENT_TEXT } from "./eventFields";
import { toProperties, type XdmNode } from "./fieldText";
import { NEWEST_TENANT_FIELDS, STANDARD_PROFILE_TEXT, TENANT_PROFILE_TEXT } from "./profileFields";
import { EVENT_CLASS, PROFILE_CLASS, SHARED_TYPES, TENANT } from "./sharedTypes";

/** One identity of a person, as `identityMap` holds them. */
const IDENTITY = toProperties(
  `id#I2 authenticatedState:enum(ambiguous|authenticated|loggedOut) primary:bool`,
  SHARED_TYPES,
  "xdm:",
);

/** A resolved schema with its registry facts. */
export interface UnionSchema extends XdmNode {
  $id: string;
  "meta:altId": string;
  "meta:class": string;
  version: string;
  [key: `meta:${string}`]: unknown;
}

/** Returns the union of every profile schema. `isLean` leaves out the newest tenant fields, as in a sandbox that lags behind. */
export function createProfileUnion(isLean: boolean): UnionSchema {
  const tenant = toProperties(TENANT_PROFILE_TEXT, SHARED_TYPES, `${TENANT}:`);
  if (isLean) for (const name of NEWEST_TENANT_FIELDS) delete tenant[name];
  return toUnion(PROFILE_CLASS, "XDM Individual Profile", standardProperties(STANDARD_PROFILE_TEXT, tenant));
}

/** Returns the union of every experience-event schema. */
export function createEventUnion(): UnionSchema {
  const tenant = toProperties(TENANT_EVENT_TEXT, SHARED_TYPES, `${TENANT}:`);
  return toUnion(EVENT_CLASS, "XDM ExperienceEvent", standardProperties(STANDARD_EVENT_TEXT, tenant));
}

function standardProperties(text: string, tenant: Record<string, XdmNode>): Record<string, XdmNode> {
  const properties = toProperties(text, SHARED_TYPES, "xdm:");
  properties["identityMap"] = {
    title: "Identity map",
    description: "Identities of the person by namespace code.",
    type: "object",
    "meta:xdmType": "map",
    "meta:xdmField": "xdm:identityMap",
    additionalProperties: {
      type: "array",
      "meta:xdmType": "array",
      items: { type: "object", "meta:xdmType": "object", properties: IDENTITY },
    },
  };
  properties[TENANT] = {
    title: "Acme",
    description: "Fields that Acme added to the standard model.",
    type: "object",
    "meta:xdmType": "object",
    properties: tenant,
  };
  return properties;
}

function toUnion(classId: string, title: string, properties: Record<string, XdmNode>): UnionSchema {
  const tail = classId.slice(classId.lastIndexOf("/") + 1);
  return {
    $id: `${classId}__union`,
    "meta:altId": `_xdm.context.${tail}__union`,
    "meta:resourceType": "unions",
    "meta:class": classId,
    "meta:containerId": "tenant",
    "meta:sandboxType": "production",
    "meta:xdmType": "object",
    version: "1.0",
    title,
    description: `Union of every schema of the class ${title}.`,
    type: "object",
    properties,
  };
}
