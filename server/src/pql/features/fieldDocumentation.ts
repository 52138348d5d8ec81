/**
 * Markdown about one field of a schema: path, type, title, description, values, and what else the schema says. Text
 * that others wrote reads as it is: no link, no picture, no heading, no HTML.
 */
import { EnumKind, type FieldId, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";

/** More values than this are counted instead of listed. */
const MOST_VALUES = 20;

/** A field of one of the schemas. */
interface FieldPlace {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly root: "profile" | "event";
}

/** The explanation of a field. */
export function describeField(place: FieldPlace): string {
  const { schema, field } = place;
  const title = schema.title(field);
  const description = schema.description(field);
  const lines = [
    `\`\`\`pql\n${schema.path(field)}: ${fieldKindName(schema.kind(field))}\n\`\`\``,
    title === "" ? undefined : `**${escapeMarkdown(title)}**`,
    description === "" ? undefined : escapeMarkdown(description),
    schema.isDeprecated(field) ? "**Deprecated.**" : undefined,
    describeValues(place),
    describeDetails(schema.details(field)),
    place.root === "event" ? "*Field of an event.*" : "*Field of the profile.*",
  ];
  return lines.filter((line) => line !== undefined).join("\n\n");
}

function describeValues({ schema, field }: FieldPlace): string | undefined {
  const kind = schema.enumKind(field);
  if (kind === EnumKind.None) return undefined;
  const values = schema.enumValues(field);
  const shown = values
    .slice(0, MOST_VALUES)
    .map(({ value, title }) => `- ${inlineCode(`"${value}"`)} ${escapeMarkdown(title)}`);
  const rest = values.length - shown.length;
  const lead = kind === EnumKind.Closed ? "Values:" : "Usual values:";
  return [lead, ...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}

function describeDetails(details: ReturnType<SchemaIndex["details"]>): string | undefined {
  const { format, pattern, defaultValue, identity, labels } = details;
  const facts = [
    identity &&
      `${identity.isPrimary ? "Primary identity" : "Identity"} of namespace \`${identity.namespace}\`.`,
    format && `Format: ${format}.`,
    pattern && `Pattern: \`${pattern}\`.`,
    describeRange("Between", details.minimum, details.maximum),
    describeRange("Length between", details.minLength, details.maxLength),
    defaultValue !== undefined && `Default: \`${JSON.stringify(defaultValue)}\`.`,
    labels && labels.length > 0 && `Labels: ${labels.map((label) => `\`${label}\``).join(", ")}.`,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return facts.length === 0 ? undefined : facts.join(" ");
}

/** Bounds of number types themselves say nothing about the field. */
const LARGEST_TELLING = 2 ** 31 - 1;

function describeRange(
  word: string,
  least: number | undefined,
  most: number | undefined,
): string | undefined {
  const isTelling = (value: number | undefined) => value !== undefined && Math.abs(value) < LARGEST_TELLING;
  if (isTelling(least) && isTelling(most)) return `${word} ${least} and ${most}.`;
  const noun = word.startsWith("Length") ? "Length at" : "At";
  if (isTelling(least)) return `${noun} least ${least}.`;
  return isTelling(most) ? `${noun} most ${most}.` : undefined;
}

const SIGNS = /[\\`*_{}[\]()#+!|<>~&]/g;

/** The text as Markdown shows it sign by sign, on one line; an address in it is not made a link. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(SIGNS, "\\$&")
    .replaceAll("://", ":\\/\\/")
    .replaceAll(/\b(www)\./gi, "$1\\.")
    .replaceAll("@", "\\@");
}

/** The text as code within a line, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${padding}${text.replaceAll(/\s+/g, " ")}${padding}${fence}`;
}
