/**
 * The page and the list of fields of a hand-off packet: for whom, what to build, what it is called there, and what could not be said.
 * Texts of others are escaped. Pure.
 */

import {
  escapeWithCode,
  toCountText,
  toFence,
  toMarkdownLink,
  toTable,
} from "../inventory/inventoryMarkdown";
import { toSteps } from "../inventory/objectPage";
import { toLink } from "../inventory/objectPaths";
import { type AudienceNames, withAudienceNames } from "../inventory/readableNames";
import { toRebuildSteps } from "../inventory/rebuildSteps";
import { escapeMarkdown } from "../model/markdownText";
import { describeKind } from "../model/resourceKinds";
import type { NamedField } from "./fieldNames";
import type { HandedThing, HandedThings } from "./readHanded";
import type { Untranslated } from "./translateTemplate";
import { type HandOffTarget, PERSONALIZATION_SOURCES, TARGET_TITLES, TRANSLATIONS } from "./translationTable";

/** A message or a fragment in the folder. */
export interface HandedText {
  readonly title: string;
  readonly path: string;
  /** The text as written; undefined where it is the same. */
  readonly authored: string | undefined;
  readonly untranslated: readonly Untranslated[];
}

/** An audience in the folder. */
export interface HandedRule {
  readonly audience: HandedThing;
  /** Undefined where there is no rule that may be handed over. */
  readonly path: string | undefined;
}

/** What the page tells. */
interface HandOffFacts {
  readonly things: HandedThings;
  readonly target: HandOffTarget;
  readonly rules: readonly HandedRule[];
  readonly texts: readonly HandedText[];
  readonly fields: readonly NamedField[];
  readonly place: { readonly orgId: string; readonly sandbox: string; readonly takenAt: number };
}

/** The page that people begin with. */
export const HAND_OFF_PAGE = "hand-off.md";
const KNOWN = "documented";
const PROPOSED = "proposed by name";

export function toHandOffPage(facts: HandOffFacts): string {
  const { thing, problems } = facts.things;
  const { noun } = describeKind(thing.kind);
  const { orgId, sandbox, takenAt } = facts.place;
  const when = new Date(takenAt).toISOString().slice(0, 16).replace("T", " ");
  const blocks = [
    `# ${escapeMarkdown(thing.name)}: for ${TARGET_TITLES[facts.target]}`,
    `${thing.kind === "audience" ? "An" : "A"} ${noun} of the sandbox ${escapeMarkdown(sandbox)}, organisation ${escapeMarkdown(orgId)}, read on ${when} UTC. Nothing was sent anywhere, and nobody’s name or address is in this folder.`,
    ...(thing.description ? [`> ${escapeMarkdown(thing.description)}`] : []),
    ...toFacts(facts),
    ...toTasks(facts),
    ...toRules(facts),
    ...toSteps(thing.steps),
    ...toTexts(facts),
    ...toUntranslated(facts.texts),
    ...toFields(facts),
    ...(problems.length === 0 ? [] : ["## What could not be read", toList(problems.map(escapeMarkdown))]),
    ...toSources(facts),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The fields for a spreadsheet. Signs that a spreadsheet would take for a formula are kept from being one. */
export function toFieldList(fields: readonly NamedField[], isTranslated: boolean): string {
  const rows = fields.map(({ path, title = "", type = "", name, isKnown }) =>
    isTranslated ? [path, title, type, name, isKnown ? KNOWN : PROPOSED] : [path, title, type],
  );
  const head = ["field", "title", "type", ...(isTranslated ? ["there", "name is"] : [])];
  return [head, ...rows].map((row) => `${row.map(toCell).join(",")}\n`).join("");
}

function toCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** The audiences of the packet. */
function toAudienceNames({ audiences }: HandedThings): AudienceNames {
  const names = new Map(audiences.map(({ id, name }) => [id, name]));
  return (id) => names.get(id);
}

function toFacts({ things }: HandOffFacts): readonly string[] {
  const { state, facts = [] } = things.thing;
  const findName = toAudienceNames(things);
  const rows = [["State", state] as const, ...facts].flatMap(([label, value]) =>
    value === undefined || value === "" ? [] : [[label, escapeMarkdown(withAudienceNames(value, findName))]],
  );
  return rows.length === 0 ? [] : [toTable(["Fact", "Value"], rows)];
}

/** In the order in which one thing needs the other. */
function toTasks({ things, target, rules, texts, fields }: HandOffFacts): readonly string[] {
  const { kind } = things.thing;
  const isSandbox = target === "sandbox";
  const count = texts.reduce((sum, { untranslated }) => sum + untranslated.length, 0);
  const carried = rules.filter(({ path }) => path !== undefined).length;
  const rebuilt = kind === "audience" ? [] : toRebuildSteps(kind, { verdict: "hand", rule: "", reason: "" });
  const tasks = isSandbox
    ? [
        ...(carried > 0
          ? [
              `Carry ${toCountText(carried, "audience")}: with AEP_SANDBOX naming the other sandbox, \`aep plan --out plan.json audiences\`, then \`aep apply plan.json\`.`,
            ]
          : []),
        ...(things.fragments.length > 0 ? ["Make the fragments from `fragments/`, and publish them."] : []),
        ...rebuilt.filter((step) => !step.includes("build/steps.md")),
      ]
    : [
        ...(fields.length > 0
          ? [
              "Make sure that the fields below are there. A proposed name may be any other: then change it in the texts, too.",
            ]
          : []),
        ...(rules.length > 0 ? ["Build the audience from its words; the rule in PQL says it exactly."] : []),
        ...(things.fragments.length > 0 ? ["Make the shared content from `fragments/` first."] : []),
        ...(texts.length > 0 ? ["Paste subject and content from `messages/`."] : []),
        ...(count > 0
          ? [`Replace ${toCountText(count, "mark")} \`[[not translated …]]\`: they are listed below.`]
          : []),
        ...(kind === "audience"
          ? []
          : ["Build the steps below, and try them with people of your own before anybody else is reached."]),
      ];
  if (tasks.length === 0) return [];
  return ["## What to do", tasks.map((task, index) => `${index + 1}. ${task}`).join("\n")];
}

function toRules({ rules, things }: HandOffFacts): readonly string[] {
  if (rules.length === 0) return [];
  return ["## For whom", ...rules.flatMap((rule) => toRule(rule, toAudienceNames(things)))];
}

function toRule({ audience, path }: HandedRule, findName: AudienceNames): readonly string[] {
  const { name, rule, facts = [], traits = [] } = audience;
  const origin = facts.find(([label]) => label === "Origin")?.[1];
  const known = facts.map(([label, value]) => `${label}: ${escapeMarkdown(value)}`).join(" · ");
  const withheld = traits.includes("namesPerson")
    ? "Its rule names somebody’s address, which is masked here."
    : `It has no rule that could be handed over${origin === undefined ? "" : `: it comes from ${escapeMarkdown(origin)}`}.`;
  return [
    `### ${escapeMarkdown(name)}`,
    ...(audience.description ? [`> ${escapeMarkdown(audience.description)}`] : []),
    ...(known === "" ? [] : [known]),
    ...(path === undefined ? [withheld] : []),
    ...(rule === undefined
      ? []
      : [
          "In words:",
          toFence(withAudienceNames(rule.words, findName), "text"),
          "In PQL:",
          toFence(rule.text, "sql"),
        ]),
    ...(path === undefined ? [] : [toMarkdownLink("The rule as a file", toLink(HAND_OFF_PAGE, path))]),
  ];
}

function toTexts({ texts, things }: HandOffFacts): readonly string[] {
  const withheld = things.thing.traits?.includes("noContent") === true;
  const note = withheld
    ? ["The platform does not hand out some of the content: copy it in the product."]
    : [];
  if (texts.length === 0) return note.length === 0 ? [] : ["## Messages", ...note];
  const lines = texts.map(({ title, path, authored }) => {
    const link = toMarkdownLink(title, toLink(HAND_OFF_PAGE, path));
    return authored === undefined
      ? link
      : `${link} (${toMarkdownLink("as written", toLink(HAND_OFF_PAGE, authored))})`;
  });
  return ["## Messages", ...note, toList(lines)];
}

function toUntranslated(texts: readonly HandedText[]): readonly string[] {
  const rows = texts.flatMap(({ path, authored, untranslated }) =>
    untranslated.map(({ number, line, column, written, reason }) => [
      toMarkdownLink(path, toLink(HAND_OFF_PAGE, path)),
      String(number),
      toMarkdownLink(`${line}:${column}`, toLink(HAND_OFF_PAGE, authored ?? path)),
      escapeMarkdown(written),
      escapeMarkdown(reason),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    `## Not translated (${rows.length})`,
    "A mark with the number stands in the text. Line and column are those of the text as written.",
    toTable(["File", "Number", "Place", "As written", "Why"], rows),
  ];
}

function toFields({ fields, target }: HandOffFacts): readonly string[] {
  if (fields.length === 0) return [];
  const isTranslated = target !== "sandbox";
  const rows = fields.map(({ path, title, type, name, isKnown }) => [
    escapeMarkdown(path),
    escapeMarkdown(title ?? ""),
    type ?? "",
    ...(isTranslated ? [escapeMarkdown(name), isKnown ? KNOWN : PROPOSED] : []),
  ]);
  const head = ["Field", "Title", "Type", ...(isTranslated ? ["There", "The name is"] : [])];
  const link = `The same as ${toMarkdownLink("fields.csv", "fields.csv")}.`;
  return ["## Fields", toTable(head, rows), link];
}

function toSources({ target }: HandOffFacts): readonly string[] {
  if (target === "sandbox") return [];
  const { sources, notes } = TRANSLATIONS[target];
  const links = [...PERSONALIZATION_SOURCES, ...sources].map((source) => `- <${source}>`);
  return [
    "## To check",
    toList(notes.map(escapeWithCode)),
    "The translation is from these pages:",
    links.join("\n"),
  ];
}

function toList(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}
