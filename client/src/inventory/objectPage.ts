/**
 * The page of one object, as Markdown: what it is, what it says, what it uses and what uses it, how it is carried, and what a person
 * does to build it again. Texts of others are escaped. Pure.
 */

import { escapeMarkdown } from "../model/markdownText";
import { describeKind } from "../model/resourceKinds";
import { toKeptDateText } from "../model/rowFacts";
import { toUsedNoun } from "./carriage";
import { escapeWithCode, toFence, toMarkdownLink, toMembersText, toTable } from "./inventoryMarkdown";
import type { InventoryRecord, RecordStep } from "./inventoryRecord";
import type { GraphObject, ResolvedUse } from "./objectGraph";
import { toLink, toObjectStem } from "./objectPaths";
import { type AudienceNames, withAudienceNames } from "./readableNames";
import { toRebuildSteps } from "./rebuildSteps";
import { toCarriageWords, toPairStem } from "./verdictText";

/** Looks up objects of the graph. */
export type FindObject = (key: string) => GraphObject | undefined;

const MOST_USERS = 100;

export function toObjectPage(
  record: InventoryRecord,
  object: GraphObject,
  { find, sandbox }: { readonly find: FindObject; readonly sandbox: string },
): string {
  const page = `${toObjectStem(record)}.md`;
  const { noun } = describeKind(record.kind);
  const findName = toAudienceNames(object, find);
  const blocks = [
    `# ${escapeMarkdown(record.name)}`,
    `${noun.charAt(0).toUpperCase()}${noun.slice(1)} of the sandbox ${escapeMarkdown(sandbox)}. ${toMarkdownLink("Overview", toLink(page, "overview.md"))}`,
    ...(record.description ? [`> ${escapeMarkdown(record.description)}`] : []),
    toFacts(record, findName),
    ...toCarriage(object, page),
    ...toRule(record, findName),
    ...toSteps(record.steps),
    ...toFiles(record, page),
    ...toProblems(record),
    ...toUses(object, { page, find }),
    ...toUsers(object, { page, find }),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The audiences that the object uses. */
function toAudienceNames({ uses }: GraphObject, find: FindObject): AudienceNames {
  const keys = new Map(uses.flatMap(({ kind, id, key }) => (kind === "audience" ? [[id, key]] : [])));
  return (id) => find(keys.get(id) ?? "")?.entry.name;
}

function toFacts(
  { id, state, size, changedAt, facts = [] }: InventoryRecord,
  findName: AudienceNames,
): string {
  const named = facts.map(([label, value]) => [label, withAudienceNames(value, findName)] as const);
  const counted = toKeptDateText(size?.countedAt);
  const members = size && `${toMembersText(size.members)}${counted ? `, counted ${counted}` : ""}`;
  const rows = [
    ["State", state],
    ["Members", members],
    ...named,
    ["Changed", toKeptDateText(changedAt)],
    ["Id", id],
  ] as const;
  return toTable(
    ["Fact", "Value"],
    rows.flatMap(([label, value]) =>
      value === undefined || value === "" ? [] : [[label, escapeMarkdown(value)]],
    ),
  );
}

function toCarriage({ carriage, entry }: GraphObject, page: string): readonly string[] {
  const { reason, by } = carriage;
  const steps = toRebuildSteps(entry.kind, carriage);
  const files =
    by === "plan" ? [`Its files: ${toMarkdownLink("rule", toLink(page, `${toPairStem(entry)}.pql`))}.`] : [];
  return [
    "## To another sandbox",
    `**${toCarriageWords(carriage)}.** ${escapeWithCode(reason)}`,
    ...files,
    ...(steps.length === 0 ? [] : [steps.map((step, index) => `${index + 1}. ${step}`).join("\n")]),
  ];
}

function toRule({ rule }: InventoryRecord, findName: AudienceNames): readonly string[] {
  if (rule === undefined) return [];
  const fields = rule.fields.map(
    ({ path, title }) => `- ${escapeMarkdown(title === undefined ? path : `${title} (${path})`)}`,
  );
  return [
    "## Rule",
    toFence(rule.text, "sql"),
    "In words:",
    toFence(withAudienceNames(rule.words, findName), "text"),
    ...(fields.length === 0 ? [] : ["Fields it reads:", fields.join("\n")]),
  ];
}

/** The steps of a journey or a campaign, as a chapter; nothing of what has none by its nature. */
export function toSteps(steps: readonly RecordStep[] | undefined): readonly string[] {
  if (steps === undefined) return [];
  if (steps.length === 0)
    return ["## Steps", "The platform sent no steps. Look at it there before it is rebuilt."];
  const lines = steps.flatMap(({ name, kind, facts, next }, index) => [
    `${index + 1}. **${escapeMarkdown(name)}** (${escapeMarkdown(kind)})`,
    ...facts.map(([label, value]) => `   - ${label}: ${escapeMarkdown(value)}`),
    ...next.map(
      ({ to, label }) =>
        `   - Then${label === undefined ? "" : `, ${escapeMarkdown(label)},`} → ${escapeMarkdown(to)}`,
    ),
  ]);
  return ["## Steps", lines.join("\n")];
}

function toFiles({ files }: InventoryRecord, page: string): readonly string[] {
  if (files.length === 0) return [];
  const lines = files.map(({ path, title }) => `- ${toMarkdownLink(title, toLink(page, path))}`);
  return ["## Content", lines.join("\n")];
}

function toProblems({ problems = [], traits = [] }: InventoryRecord): readonly string[] {
  const withheld = traits.includes("noContent")
    ? ["The platform does not hand out some of its content."]
    : [];
  const lines = [...problems, ...withheld].map((one) => `- ${escapeMarkdown(one)}`);
  return lines.length === 0 ? [] : ["## What could not be read", lines.join("\n")];
}

interface PageLinks {
  readonly page: string;
  readonly find: FindObject;
}

function toUses({ uses }: GraphObject, links: PageLinks): readonly string[] {
  if (uses.length === 0) return [];
  return ["## Uses", uses.map((use) => `- ${toUseLine(use, links)}`).join("\n")];
}

function toUseLine(use: ResolvedUse, { page, find }: PageLinks): string {
  const { kind, id, name, key, isMissing } = use;
  const object = key === undefined ? undefined : find(key);
  if (object !== undefined) return `${toUsedNoun(kind)} ${toObjectLink(object, page)}`;
  const words = `${toUsedNoun(kind)} ${escapeMarkdown(name ?? id)}`;
  return isMissing ? `${words}, which this sandbox does not have` : words;
}

function toUsers({ usedBy }: GraphObject, { page, find }: PageLinks): readonly string[] {
  const users = usedBy.flatMap((key) => find(key) ?? []);
  if (users.length === 0) return [];
  const lines = users
    .slice(0, MOST_USERS)
    .map((user) => `- ${toUsedNoun(user.entry.kind)} ${toObjectLink(user, page)}`);
  const more = users.length - lines.length;
  return ["## Used by", [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")];
}

/** A link to the page of an object. */
export function toObjectLink({ entry }: GraphObject, page: string): string {
  return toMarkdownLink(entry.name, toLink(page, `${toObjectStem(entry)}.md`));
}
