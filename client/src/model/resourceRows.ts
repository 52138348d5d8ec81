/**
 * Turns what the platform client returns into rows, one function a kind, in the words people use. Pure; leaves out what is not
 * known.
 */
import type { AudienceSummary } from "../api/audiences";
import type { CampaignSummary } from "../api/campaigns";
import type { AnalyticsComponent } from "../api/cjaComponents";
import type { DataView as CjaDataView, DataViewComponent } from "../api/cjaDataViews";
import type { ComputedAttribute } from "../api/computedAttributes";
import type { ContentFragmentSummary } from "../api/contentFragments";
import type { ContentTemplateSummary } from "../api/contentTemplates";
import type { DatasetSummary } from "../api/datasets";
import type { FlowSummary } from "../api/flows";
import type { JourneySummary } from "../api/journeys";
import type { IdentityNamespace } from "../api/namespaces";
import type { Sandbox } from "../api/sandboxes";
import type { SchemaSummary } from "../api/schemas";
import { describeFilter, describeFormula } from "./analyticsDefinitions";
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

/** A campaign as a row. */
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
      ["Description", campaign.description],
      ["State", campaign.status],
      ["Type", campaign.campaignType],
      ["Category", campaign.category],
      ["Channels", [...new Set(channels)].join(", ")],
      ["Audience", campaign.audience?.audienceId],
      ["Namespace", campaign.identityNamespace],
      ["Starts", toDateText(campaign.schedule?.startDate)],
      ["Published", toDateText(campaign.publishedAt)],
      ["Changed", toDateText(campaign.modifiedAt)],
      ["Changed by", campaign.modifiedBy],
      ["Id", campaign.campaignId],
    ]),
  };
}

/** A content template as a row. */
export function toTemplateRow(template: ContentTemplateSummary): ResourceRow {
  return {
    ...toContentBase(template, [["Type", template.templateType]]),
    kind: "template",
    state: template.templateType,
    origin: template.source?.origin,
  };
}

/** A content fragment as a row. */
export function toFragmentRow(fragment: ContentFragmentSummary): ResourceRow {
  return {
    ...toContentBase(fragment, [
      ["State", fragment.status],
      ["Type", fragment.type],
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
      ["Description", content.description],
      ...facts,
      ["Channels", content.channels.join(", ")],
      ["Changed", toDateText(content.modifiedAt)],
      ["Changed by", content.modifiedBy],
      ["Id", content.id],
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
      ["Class", schema.classId],
      ["Version", schema.version],
      ["Id", schema.id],
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
      ["Description", attribute.description],
      ["State", status],
      ["Field", path === undefined ? name : `${path}/${name}`.replaceAll("/", ".")],
      ["Expression", expression?.value],
      ["Merge function", attribute.mergeFunction?.value],
      ["Fast refresh", toYesOrNo(attribute.keepCurrent)],
      ["Last evaluation", toDateText(attribute.lastEvaluationTs)],
      ["Created", toDateText(attribute.createEpoch)],
      ["Created by", attribute.createdBy],
      ["Changed", toDateText(attribute.updateEpoch)],
      ["Id", id],
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
      ["Description", flow.description],
      ["State", flow.state],
      ["Last run", flow.lastRunDetails?.state],
      ["Last run ended", toDateText(flow.lastRunDetails?.completedAtUTC)],
      ["Changed", toDateText(flow.updatedAt)],
      ["Changed by", flow.updatedBy],
      ["Id", flow.id],
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
      ["Description", namespace.description],
      ["Code", namespace.code],
      ["Identities are", namespace.idType],
      ["State", namespace.status],
      ["Made by the organisation", toYesOrNo(namespace.isCustom)],
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
      ["Description", view.description],
      ["Owner", view.ownerName],
      ["Time zone", view.timeZone],
      ["Connection", view.connectionId],
      ["Changed", toDateText(view.updatedAt)],
      ["Id", view.id],
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
      ["Description", description],
      ["Type", type],
      ["Hidden in reports", isHidden ? "yes" : undefined],
      ["Id", id],
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
      ["Description", description],
      kind === "analyticsFilter"
        ? ["Keeps", describeFilter(definition)]
        : ["Counts", describeFormula(definition)],
      ["Type", type?.toLowerCase()],
      ["Data view", dataName],
      ["Owner", ownerName],
      ["Changed", toDateText(updatedAt)],
      ["Id", id],
    ]),
  };
}
