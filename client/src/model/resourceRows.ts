/**
 * Turns what the platform client returns into rows, one function a kind, in the words people use. Pure; leaves out what is not
 * known.
 */

import type { AudienceSummary } from "../api/audiences";
import type { CampaignSummary } from "../api/campaigns";
import type { AnalyticsComponent } from "../api/cjaComponents";
import type { DataView as CjaDataView, DataViewComponent } from "../api/cjaDataViews";
import type { ComputedAttribute } from "../api/computedAttributes";
import type { ContentFragmentSummary, ContentTemplateSummary } from "../api/contentItems";
import type { DatasetSummary } from "../api/datasets";
import type { FlowSummary } from "../api/flows";
import type { JourneySummary } from "../api/journeys";
import type { IdentityNamespace } from "../api/namespaces";
import type { Sandbox } from "../api/sandboxes";
import type { SchemaSummary } from "../api/schemas";
import { later } from "../words/say";
import { describeFilter, describeFormula } from "./analyticsDefinitions";
import { findEvaluation } from "./audienceDefinition";
import { toOriginText } from "./audienceOrigins";
import { toDateText, toKnownFacts, toRowName, toYesOrNo } from "./rowFacts";
import type { ResourceRow, SandboxRow } from "./rows";

export function toSandboxRow(sandbox: Sandbox): SandboxRow {
  const { name, title, type, state, region } = sandbox;
  return { name, title, type, state, region };
}

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
      [later("Description"), audience.description],
      [later("State"), audience.lifecycleState],
      [later("Evaluation"), evaluation],
      [later("Origin"), toOriginText(audience.originName)],
      [later("Namespace"), audience.namespace],
      [later("Merge policy"), audience.mergePolicyId],
      [later("Labels"), audience.labels.join(", ")],
      [later("Created"), toDateText(audience.createdAt)],
      [later("Created by"), audience.createdBy],
      [later("Changed"), toDateText(audience.updatedAt)],
      [later("Changed by"), audience.updatedBy],
      [later("Id"), audience.id],
    ]),
  };
}

export function toJourneyRow(journey: JourneySummary): ResourceRow {
  return {
    kind: "journey",
    id: journey.id,
    name: toRowName(journey.name, journey.id),
    state: journey.status,
    tags: journey.tags,
    changedAt: journey.metadata?.lastModifiedAt,
    facts: toKnownFacts([
      [later("Description"), journey.description],
      [later("State"), journey.status],
      [later("Type"), journey.type],
      [later("Version"), journey.version],
      [later("Labels"), journey.labels.join(", ")],
      [later("Changed"), toDateText(journey.metadata?.lastModifiedAt)],
      [later("Changed by"), journey.metadata?.lastModifiedBy],
      [later("Id"), journey.id],
    ]),
  };
}

export function toDatasetRow(dataset: DatasetSummary): ResourceRow {
  return {
    kind: "dataset",
    id: dataset.id,
    name: toRowName(dataset.name, dataset.id),
    state: dataset.isProfileEnabled === true ? later("profile") : undefined,
    origin: dataset.isSystem ? "the product" : undefined,
    changedAt: dataset.updatedAt,
    facts: toKnownFacts([
      [later("Description"), dataset.description],
      [later("Feeds profiles"), toYesOrNo(dataset.isProfileEnabled)],
      [later("Behaviour"), dataset.behavior],
      [later("Managed by"), dataset.isSystem ? "the product" : undefined],
      [later("Schema"), dataset.schemaId],
      [later("Changed"), toDateText(dataset.updatedAt)],
      [later("Id"), dataset.id],
    ]),
  };
}

export function toCampaignRow(campaign: CampaignSummary): ResourceRow {
  const channels = campaign.packages.flatMap(({ channel }) => channel ?? []);
  return {
    kind: "campaign",
    id: campaign.campaignId,
    name: toRowName(campaign.name, campaign.campaignId),
    state: campaign.status?.toLowerCase(),
    origin: campaign.metadata?.sourceType,
    tags: campaign.tags,
    changedAt: campaign.modifiedAt,
    facts: toKnownFacts([
      [later("Description"), campaign.description],
      [later("State"), campaign.status],
      [later("Type"), campaign.campaignType],
      [later("Category"), campaign.category],
      [later("Channels"), [...new Set(channels)].join(", ")],
      [later("Audience"), campaign.audience?.audienceId],
      [later("Namespace"), campaign.identityNamespace],
      [later("Starts"), toDateText(campaign.schedule?.startDate)],
      [later("Published"), toDateText(campaign.publishedAt)],
      [later("Changed"), toDateText(campaign.modifiedAt)],
      [later("Changed by"), campaign.modifiedBy],
      [later("Id"), campaign.campaignId],
    ]),
  };
}

/** A content template as a row. */
export function toTemplateRow(template: ContentTemplateSummary): ResourceRow {
  return {
    ...toContentBase(template, [[later("Type"), template.templateType]]),
    kind: "template",
    state: template.templateType,
    origin: template.source?.origin,
  };
}

/** A content fragment as a row. */
export function toFragmentRow(fragment: ContentFragmentSummary): ResourceRow {
  return {
    ...toContentBase(fragment, [
      [later("State"), fragment.status],
      [later("Type"), fragment.type],
    ]),
    kind: "fragment",
    state: fragment.status?.toLowerCase(),
  };
}

type Content = Pick<
  ContentTemplateSummary,
  "id" | "name" | "description" | "channels" | "parentFolderId" | "modifiedAt" | "modifiedBy"
>;

function toContentBase(
  content: Content,
  facts: readonly (readonly [string, string | undefined])[],
): Omit<ResourceRow, "kind"> {
  return {
    id: content.id,
    name: toRowName(content.name, content.id),
    folderId: content.parentFolderId,
    changedAt: content.modifiedAt,
    facts: toKnownFacts([
      [later("Description"), content.description],
      ...facts,
      [later("Channels"), content.channels.join(", ")],
      [later("Changed"), toDateText(content.modifiedAt)],
      [later("Changed by"), content.modifiedBy],
      [later("Id"), content.id],
    ]),
  };
}

/** A schema as a row; its id is the one without slashes where the registry gives one. */
export function toSchemaRow(schema: SchemaSummary): ResourceRow {
  const className = schema.classId?.split("/").at(-1);
  return {
    kind: "schema",
    id: schema.altId ?? schema.id,
    name: toRowName(schema.title, schema.id),
    state: className,
    facts: toKnownFacts([
      [later("Class"), schema.classId],
      [later("Version"), schema.version],
      [later("Id"), schema.id],
    ]),
  };
}

/** A computed attribute as a row, by the name people gave it. */
export function toComputedAttributeRow(attribute: ComputedAttribute): ResourceRow {
  const { id, name, displayName, path, expression, status } = attribute;
  return {
    kind: "computedAttribute",
    id,
    name: toRowName(displayName || name, id),
    state: status?.toLowerCase(),
    changedAt: attribute.updateEpoch,
    facts: toKnownFacts([
      [later("Description"), attribute.description],
      [later("State"), status],
      [later("Field"), path === undefined ? name : `${path}/${name}`.replaceAll("/", ".")],
      [later("Expression"), expression?.value],
      [later("Merge function"), attribute.mergeFunction?.value],
      [later("Fast refresh"), toYesOrNo(attribute.keepCurrent)],
      [later("Last evaluation"), toDateText(attribute.lastEvaluationTs)],
      [later("Created"), toDateText(attribute.createEpoch)],
      [later("Created by"), attribute.createdBy],
      [later("Changed"), toDateText(attribute.updateEpoch)],
      [later("Id"), id],
    ]),
  };
}

/** A destination dataflow as a row. */
export function toDestinationRow(flow: FlowSummary): ResourceRow {
  return {
    kind: "destination",
    id: flow.id,
    name: toRowName(flow.name, flow.id),
    state: flow.state?.toLowerCase(),
    changedAt: flow.updatedAt,
    facts: toKnownFacts([
      [later("Description"), flow.description],
      [later("State"), flow.state],
      [later("Last run"), flow.lastRunDetails?.state],
      [later("Last run ended"), toDateText(flow.lastRunDetails?.completedAtUTC)],
      [later("Changed"), toDateText(flow.updatedAt)],
      [later("Changed by"), flow.updatedBy],
      [later("Id"), flow.id],
    ]),
  };
}

/** An identity namespace as a row; what PQL calls it is its code. */
export function toNamespaceRow(namespace: IdentityNamespace): ResourceRow {
  return {
    kind: "namespace",
    id: namespace.code,
    name: toRowName(namespace.name, namespace.code),
    state: namespace.code === namespace.name ? undefined : namespace.code,
    origin: namespace.isCustom ? "custom" : "standard",
    changedAt: namespace.updatedAt,
    facts: toKnownFacts([
      [later("Description"), namespace.description],
      [later("Code"), namespace.code],
      [later("Identities are"), namespace.idType],
      [later("State"), namespace.status],
      [later("Made by the organisation"), toYesOrNo(namespace.isCustom)],
    ]),
  };
}

/** A data view of Customer Journey Analytics as a row. */
export function toDataViewRow(view: CjaDataView): ResourceRow {
  return {
    kind: "dataView",
    id: view.id,
    name: toRowName(view.name, view.id),
    changedAt: view.updatedAt,
    facts: toKnownFacts([
      [later("Description"), view.description],
      [later("Owner"), view.ownerName],
      [later("Time zone"), view.timeZone],
      [later("Connection"), view.connectionId],
      [later("Changed"), toDateText(view.updatedAt)],
      [later("Id"), view.id],
    ]),
  };
}

/** A dimension or metric of a data view as a row; its id is what a report wants. */
export function toDataViewComponentRow(
  kind: "dimension" | "metric",
  { id, name, type, description, isHidden }: DataViewComponent,
): ResourceRow {
  return {
    kind,
    id,
    name: toRowName(name, id),
    state: isHidden ? "hidden" : undefined,
    facts: toKnownFacts([
      [later("Description"), description],
      [later("Type"), type],
      [later("Hidden in reports"), isHidden ? "yes" : undefined],
      [later("Id"), id],
    ]),
  };
}

/** A filter or a calculated metric as a row, with what it means where that can be said in words. */
export function toAnalyticsComponentRow(
  kind: "analyticsFilter" | "calculatedMetric",
  component: AnalyticsComponent,
): ResourceRow {
  const { id, name, description, type, definition, dataName, ownerName, updatedAt } = component;
  return {
    kind,
    id,
    name: toRowName(name, id),
    changedAt: updatedAt,
    facts: toKnownFacts([
      [later("Description"), description],
      kind === "analyticsFilter"
        ? [later("Keeps"), describeFilter(definition)]
        : [later("Counts"), describeFormula(definition)],
      [later("Type"), type?.toLowerCase()],
      [later("Data view"), dataName],
      [later("Owner"), ownerName],
      [later("Changed"), toDateText(updatedAt)],
      [later("Id"), id],
    ]),
  };
}
