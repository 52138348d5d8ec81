/**
 * What people call the kinds of things, one and many, and the icon each has everywhere in the extension.
 */
import type { ResourceKind } from "../model/resource";

interface KindLook {
  /** In front of a list. */
  readonly title: string;
  /** One of them, in a sentence. */
  readonly noun: string;
  /** Name of a codicon. */
  readonly icon: string;
}

const LOOKS: Readonly<Record<ResourceKind, KindLook>> = {
  audience: { title: "Audiences", noun: "audience", icon: "organization" },
  journey: { title: "Journeys", noun: "journey", icon: "type-hierarchy" },
  campaign: { title: "Campaigns", noun: "campaign", icon: "megaphone" },
  template: { title: "Templates", noun: "template", icon: "preview" },
  fragment: { title: "Fragments", noun: "fragment", icon: "extensions" },
  dataset: { title: "Datasets", noun: "dataset", icon: "database" },
  schema: { title: "Schemas", noun: "schema", icon: "symbol-structure" },
  destination: { title: "Destinations", noun: "destination", icon: "export" },
  namespace: { title: "Namespaces", noun: "namespace", icon: "key" },
  dataView: { title: "Data Views", noun: "data view", icon: "graph-line" },
};

/** How a kind is called and drawn. */
export function toKindLook(kind: ResourceKind): KindLook {
  return LOOKS[kind];
}

/** What people call many of a kind. */
export function toKindTitle(kind: ResourceKind): string {
  return LOOKS[kind].title;
}
