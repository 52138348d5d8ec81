/**
 * Turns sandboxes, audiences, journeys and datasets as the platform client returns them into rows, in the words people
 * use. Pure; leaves out what is not known. The other kinds are in `otherRows.ts`.
 */
import type { AudienceSummary } from "../api/audiences";
import type { DatasetSummary } from "../api/datasets";
import type { JourneySummary } from "../api/journeys";
import type { Sandbox } from "../api/sandboxes";
import { findEvaluation } from "./audienceDefinition";
import { toOriginText } from "./audienceOrigins";
import { toDateText, toKnownFacts, toRowName, toYesOrNo } from "./rowFacts";
import type { ResourceRow, SandboxRow } from "./rows";

/** A sandbox as a row. */
export function toSandboxRow(sandbox: Sandbox): SandboxRow {
  const { name, title, type, state, region } = sandbox;
  return { name, title, type, state, region };
}

/** An audience as a row. */
export function toAudienceRow(audience: AudienceSummary): ResourceRow {
  const evaluation = findEvaluation(audience);
  return {
    kind: "audience",
    id: audience.id,
    name: toRowName(audience.name, audience.id),
    state: audience.lifecycleState,
    evaluation,
    origin: toOriginText(audience.originName),
    folderId: audience.folderId,
    tags: audience.tags,
    changedAt: audience.updatedAt,
    hasExpression: audience.expression !== undefined && audience.expression.value !== "",
    facts: toKnownFacts([
      ["Description", audience.description],
      ["State", audience.lifecycleState],
      ["Evaluation", evaluation],
      ["Origin", toOriginText(audience.originName)],
      ["Namespace", audience.namespace],
      ["Merge policy", audience.mergePolicyId],
      ["Labels", audience.labels.join(", ")],
      ["Created", toDateText(audience.createdAt)],
      ["Created by", audience.createdBy],
      ["Changed", toDateText(audience.updatedAt)],
      ["Changed by", audience.updatedBy],
      ["Id", audience.id],
    ]),
  };
}

/** A journey as a row. */
export function toJourneyRow(journey: JourneySummary): ResourceRow {
  return {
    kind: "journey",
    id: journey.id,
    name: toRowName(journey.name, journey.id),
    state: journey.status,
    tags: journey.tags,
    changedAt: journey.metadata?.lastModifiedAt,
    facts: toKnownFacts([
      ["Description", journey.description],
      ["State", journey.status],
      ["Type", journey.type],
      ["Version", journey.version],
      ["Labels", journey.labels.join(", ")],
      ["Changed", toDateText(journey.metadata?.lastModifiedAt)],
      ["Changed by", journey.metadata?.lastModifiedBy],
      ["Id", journey.id],
    ]),
  };
}

/** A dataset as a row. */
export function toDatasetRow(dataset: DatasetSummary): ResourceRow {
  return {
    kind: "dataset",
    id: dataset.id,
    name: toRowName(dataset.name, dataset.id),
    state: dataset.isProfileEnabled === true ? "profile" : undefined,
    origin: dataset.isSystem ? "the product" : undefined,
    changedAt: dataset.updatedAt,
    facts: toKnownFacts([
      ["Description", dataset.description],
      ["Feeds profiles", toYesOrNo(dataset.isProfileEnabled)],
      ["Behaviour", dataset.behavior],
      ["Managed by", dataset.isSystem ? "the product" : undefined],
      ["Schema", dataset.schemaId],
      ["Changed", toDateText(dataset.updatedAt)],
      ["Id", dataset.id],
    ]),
  };
}
