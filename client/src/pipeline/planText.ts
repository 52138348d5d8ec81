/**
 * A plan as text for people and for the logs of pipelines: per audience what changes, the expression as a line diff.
 */
import { structuredPatch } from "diff";
import type { FolderPlan } from "../files/folderPlan";
import type { PairWrite } from "../files/plannedReferences";
import type { AudienceDefinition, DefinitionField } from "../model/audienceDefinition";
import type { MergePolicyNames } from "../model/mergePolicyNames";
import { toOneLine } from "./visibleText";

/** The whole plan. `blockerCount` errors stand in its way, so that it is not said to be one. */
export function toPlanReport(
  plan: FolderPlan,
  { sandbox, blockerCount }: { readonly sandbox: string; readonly blockerCount: number },
): string {
  const { writes, notes, same, mergePolicies } = plan;
  const creates = writes.filter(({ write }) => write.id === undefined).length;
  const isNothing = writes.length === 0;
  const summary =
    blockerCount > 0
      ? `Blocked in ${sandbox}: ${blockerCount} ${blockerCount === 1 ? "error" : "errors"}, ${writes.length} changes waiting, ${same} unchanged.`
      : isNothing
        ? `Nothing to do in ${sandbox}: ${same} unchanged.`
        : `Plan for ${sandbox}: ${creates} to create, ${writes.length - creates} to update, ${same} unchanged.`;
  const hints = notes.map(({ stem, reason }) => toOneLine(`note: ${stem}: ${reason}`));
  return `${[...writes.map((one) => toWriteText(one, mergePolicies)), ...hints, summary].join("\n")}\n`;
}

function toWriteText({ stem, write }: PairWrite, mergePolicies: MergePolicyNames): string {
  const { id, name, before, after, fields, awaits } = write;
  const title = id === undefined ? `+ create “${name}”  (${stem})` : `~ update “${name}”  (${stem}, ${id})`;
  const waits = Object.entries(awaits).map(
    ([awaited, other]) => `    ${awaited} becomes the id of “${other}”, which is created first`,
  );
  const lines = fields.flatMap((field) =>
    field === "expression"
      ? toExpressionLines(before, after)
      : [`    ${field}: ${toChange(field, { before, after, mergePolicies })}`],
  );
  return [toOneLine(title), ...lines, ...waits.map(toOneLine), ""].join("\n");
}

interface Sides {
  readonly before: AudienceDefinition | undefined;
  readonly after: AudienceDefinition;
  readonly mergePolicies: MergePolicyNames;
}

function toChange(
  field: Exclude<DefinitionField, "expression">,
  { before, after, mergePolicies }: Sides,
): string {
  const show = SHORT_FIELDS[field];
  const now = show(after, mergePolicies);
  return before === undefined ? now : `${show(before, mergePolicies)} → ${now}`;
}

function toExpressionLines(
  before: AudienceDefinition | undefined,
  after: AudienceDefinition,
): readonly string[] {
  const lines = toDiffLines(before?.expression?.value ?? "", after.expression?.value ?? "");
  return ["    expression", ...lines.map((line) => `      ${line}`)];
}

/** Changed lines with three around them, marked as in a patch. */
function toDiffLines(before: string, after: string): readonly string[] {
  const { hunks } = structuredPatch("", "", withEnd(before), withEnd(after), "", "", { context: 3 });
  return hunks.flatMap(({ lines }, index) => (index === 0 ? lines : ["…", ...lines]));
}

function withEnd(text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").replace(/\s+$/, "");
  return plain === "" ? "" : `${plain}\n`;
}

/**
 * The one-line form of an audience's short fields. Texts are quoted as JSON, so that nothing in a name or description can
 * pass for a line of the report or steer a terminal.
 */
type ShortField = Exclude<DefinitionField, "expression">;

type Show = (definition: AudienceDefinition, mergePolicies: MergePolicyNames) => string;

/** How each field is shown; merge policies by name. */
const SHORT_FIELDS: Readonly<Record<ShortField, Show>> = {
  name: ({ name }) => toQuoted(name),
  description: ({ description }) => toQuoted(description),
  mergePolicy: ({ mergePolicy }, policies) =>
    mergePolicy === undefined ? "(default)" : toQuoted(policies.toName(mergePolicy)),
  evaluation: ({ evaluation }) => evaluation ?? "(the platform chooses)",
  labels: ({ labels }) =>
    labels === undefined || labels.length === 0 ? "(none)" : labels.map(toQuoted).join(", "),
  lifecycle: ({ lifecycle }) => toQuoted(lifecycle),
};

function toQuoted(text: string | undefined): string {
  return text === undefined || text === "" ? "(empty)" : JSON.stringify(text);
}
