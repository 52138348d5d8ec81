/**
 * Which reader finds the objects of each kind.
 */
import { findCampaigns, findFragments, findTemplates } from "./contentRecords";
import { findDatasets, findDestinations, findNamespaces, findSchemas } from "./dataRecords";
import type { InventoryKind } from "./inventoryRecord";
import { findJourneys } from "./journeyRecords";
import type { ObjectReader } from "./objectReader";
import { findAudiences, findComputedAttributes } from "./ruleRecords";

/** One reader a kind. */
export const KIND_READERS: Readonly<Record<InventoryKind, ObjectReader>> = {
  namespace: findNamespaces,
  schema: findSchemas,
  dataset: findDatasets,
  computedAttribute: findComputedAttributes,
  audience: findAudiences,
  fragment: findFragments,
  template: findTemplates,
  campaign: findCampaigns,
  journey: findJourneys,
  destination: findDestinations,
};
