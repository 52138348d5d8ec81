/**
 * Turns what the platform client returns into rows, in the words people use. Pure; leaves out what is not known.
 */
import type { AudienceSummary } from "../api/audiences";
import type { DatasetSummary } from "../api/datasets";
import type { JourneySummary } from "../api/journeys";
import type { Sandbox } from "../api/sandboxes";
import { findEvaluation } from "./audienceDefinition";
import type { ResourceRow, SandboxRow } from "./rows";

type Fact = readonly [label: string, value: string | undefined];

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
    name: toName(audience.name, audience.id),
    state: audience.lifecycleState,
    evaluation,
    changedAt: audience.updatedAt,
    hasExpression: audience.expression !== undefined && audience.expression.value !== "",
    facts: known([
      ["Description", audience.description],
      ["State", audience.lifecycleState],
      ["Evaluation", evaluation],
      ["Origin", audience.originName],
      ["Namespace", audience.namespace],
      ["Merge policy", audience.mergePolicyId],
      ["Labels", audience.labels.join(", ")],
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
    name: toName(journey.name, journey.id),
    state: journey.status,
    changedAt: journey.metadata?.lastModifiedAt,
    facts: known([
      ["Description", journey.description],
      ["State", journey.status],
      ["Type", journey.type],
      ["Version", journey.version],
      ["Changed", toDateText(journey.metadata?.lastModifiedAt)],
      ["Id", journey.id],
    ]),
  };
}

/** A dataset as a row. */
export function toDatasetRow(dataset: DatasetSummary): ResourceRow {
  return {
    kind: "dataset",
    id: dataset.id,
    name: toName(dataset.name, dataset.id),
    state: dataset.isProfileEnabled === true ? "profile" : undefined,
    changedAt: dataset.updatedAt,
    facts: known([
      ["Description", dataset.description],
      [
        "Feeds profiles",
        dataset.isProfileEnabled === undefined ? undefined : dataset.isProfileEnabled ? "yes" : "no",
      ],
      ["Behaviour", dataset.behavior],
      ["Managed by", dataset.isSystem ? "the product" : undefined],
      ["Schema", dataset.schemaId],
      ["Changed", toDateText(dataset.updatedAt)],
      ["Id", dataset.id],
    ]),
  };
}

/** The day and minute in UTC, the same for everyone who compares notes. */
function toDateText(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || !Number.isFinite(milliseconds)) return undefined;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? undefined
    : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A row needs something to stand for it; names can be empty or nothing but white space. */
function toName(name: string, id: string): string {
  const readable = name.replace(/\s+/g, " ").trim();
  return readable === "" ? id : readable;
}

function known(facts: readonly Fact[]): readonly (readonly [string, string])[] {
  return facts.flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [[label, value] as const],
  );
}
