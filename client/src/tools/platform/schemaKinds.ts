/**
 * What schemas are made of, and how they are related (docs/platform.md#schemas), besides whole schemas, which the sidebar's list has.
 */
import type { PlatformKind, PlatformService } from "./platformKind";

const REGISTRY: PlatformService = { base: "/data/foundation/schemaregistry", style: "token" };
const DESCRIPTORS = "application/vnd.adobe.xdm-v2+json";

const PART = {
  service: REGISTRY,
  owners: "tenant global",
  query: { orderby: "title" },
  accept: ["application/vnd.adobe.xed-id+json", "application/vnd.adobe.xed-full+json; version=1"],
  properties: "title~",
  fields: "id=meta:altId title version $id",
  moreFields: "description meta:status meta:extends meta:intendedToExtend properties*",
} as const;

/** Parts of schemas and statements about their fields. */
export const SCHEMA_KINDS = {
  class: { ...PART, path: "{owner}/classes" },
  fieldGroup: { ...PART, path: "{owner}/fieldgroups" },
  dataType: { ...PART, path: "{owner}/datatypes" },
  descriptor: {
    service: REGISTRY,
    path: "tenant/descriptors",
    one: "list",
    query: { orderby: "@id" },
    accept: [DESCRIPTORS, DESCRIPTORS],
    fields:
      "id=@id @type xdm:sourceSchema xdm:sourceProperty xdm:namespace xdm:isPrimary xdm:destinationSchema xdm:destinationProperty xdm:cardinality",
  },
} as const satisfies Readonly<Record<string, PlatformKind>>;
