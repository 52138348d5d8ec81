/**
 * What a person does to build an object again, by kind and verdict, as Markdown. Our own words only; promises nothing that the
 * product does not do. Pure.
 */
import type { Carriage } from "./carriage";
import type { InventoryKind } from "./inventoryRecord";

const CHECK = "Compare it with this page, and mark it as done in build/steps.md.";

const BY_HAND: Readonly<Record<InventoryKind, readonly string[]>> = {
  namespace: ["Under **Identities**, create the namespace with the same code and type."],
  schema: [
    "Under **Schemas**, create a schema of the same class and add the same field groups.",
    "Mark the same identities, and enable it for profiles if the datasets that use it feed profiles.",
  ],
  dataset: [
    "Under **Datasets**, create a dataset from the schema, with the same name.",
    "Enable it for profiles if it says so above.",
    "Bring its data with a source connection of the new sandbox; data is not carried.",
  ],
  computedAttribute: [
    "Under **Profiles → Computed attributes**, create it with the expression, window and merge function of this page.",
  ],
  audience: [
    "Make it where it comes from, or under **Audiences** with the rule below.",
    "Choose the same merge policy and evaluation.",
  ],
  fragment: ["Under **Fragments**, create one of the same type and paste its content.", "Publish it."],
  template: [
    "Under **Content templates**, create one for the same channel and paste its content.",
    "Choose the fragments again: they have other ids in another sandbox.",
  ],
  campaign: [
    "Under **Campaigns**, create a campaign of the same type, and choose audience and identity namespace.",
    "Add each action with its channel configuration, and paste subject and content from its files.",
    "Choose fragments and offers again: they have other ids in another sandbox.",
    "Set the schedule, check it with **Simulate content**, and leave it as a draft until somebody has approved it.",
  ],
  journey: [
    "Under **Journeys**, create a journey of the same type, with the same merge policy and namespace.",
    "Add the steps in the order below, each with its settings, and connect them as they say.",
    "Paste subject and content of each message from its files, and choose fragments again.",
    "Try it in **test mode** before it is published.",
  ],
  destination: [
    "Under **Destinations → Catalog**, choose the same kind of destination and sign in to its account.",
    "Create the dataflow with the same name and mapping.",
    "Activate the audiences named below, with their schedules.",
  ],
};

/** The steps; none where nothing is to be done by a person. */
export function toRebuildSteps(kind: InventoryKind, { verdict, by }: Carriage): readonly string[] {
  if (by === "provided" || by === "plan") return [];
  if (verdict === "blocked") return ["Mend what stands in the way, and take the inventory again."];
  return [...BY_HAND[kind], CHECK];
}
