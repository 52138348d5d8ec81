/**
 * Markdown about one field of a schema: path, type, title, description, values, and what else the schema says. Text
 * that others wrote reads as it is: no link, no picture, no heading, no HTML.
 */
import { EnumKind, type FieldId, fieldKindName, type SchemaIndex } from "../schema/schemaIndex";
import { type SayPhrase, sayEnglish } from "../text/phrases";

/** More values than this are counted instead of listed. */
const MOST_VALUES = 20;

/** A field of one of the schemas. */
interface FieldPlace {
  readonly schema: SchemaIndex;
  readonly field: FieldId;
  readonly root: "profile" | "event";
}

/** The explanation of a field. */
export function describeField(place: FieldPlace, say: SayPhrase = sayEnglish): string {
  const { schema, field } = place;
  const title = schema.title(field);
  const description = schema.description(field);
  const lines = [
    `\`\`\`pql\n${schema.path(field)}: ${fieldKindName(schema.kind(field))}\n\`\`\``,
    title === "" ? undefined : `**${escapeMarkdown(title)}**`,
    description === "" ? undefined : escapeMarkdown(description),
    schema.isDeprecated(field) ? say("**Deprecated.**") : undefined,
    describeValues(place, say),
    describeDetails(schema.details(field), say),
    say(place.root === "event" ? "*Field of an event.*" : "*Field of the profile.*"),
  ];
  return lines.filter((line) => line !== undefined).join("\n\n");
}

function describeValues({ schema, field }: FieldPlace, say: SayPhrase): string | undefined {
  const kind = schema.enumKind(field);
  if (kind === EnumKind.None) return undefined;
  const values = schema.enumValues(field);
  const shown = values
    .slice(0, MOST_VALUES)
    .map(({ value, title }) => `- ${inlineCode(`"${value}"`)} ${escapeMarkdown(title)}`);
  const rest = values.length - shown.length;
  const lead = say(kind === EnumKind.Closed ? "Values:" : "Usual values:");
  return [lead, ...shown, ...(rest > 0 ? [say("- and {0} more", `${rest}`)] : [])].join("\n");
}

function describeDetails(details: ReturnType<SchemaIndex["details"]>, say: SayPhrase): string | undefined {
  const { format, pattern, defaultValue, identity, labels } = details;
  const facts = [
    identity && say(identity.isPrimary ? PRIMARY : IDENTITY, identity.namespace),
    format && say("Format: {0}.", format),
    pattern && say("Pattern: `{0}`.", pattern),
    describeRange(VALUE_RANGE, [details.minimum, details.maximum], say),
    describeRange(LENGTH_RANGE, [details.minLength, details.maxLength], say),
    defaultValue !== undefined && say("Default: `{0}`.", JSON.stringify(defaultValue)),
    labels && labels.length > 0 && say("Labels: {0}.", labels.map((label) => `\`${label}\``).join(", ")),
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return facts.length === 0 ? undefined : facts.join(" ");
}

const PRIMARY = "Primary identity of namespace `{0}`.";
const IDENTITY = "Identity of namespace `{0}`.";

interface RangePhrases {
  readonly both: string;
  readonly least: string;
  readonly most: string;
}

const VALUE_RANGE: RangePhrases = {
  both: "Between {0} and {1}.",
  least: "At least {0}.",
  most: "At most {0}.",
};
const LENGTH_RANGE: RangePhrases = {
  both: "Length between {0} and {1}.",
  least: "Length at least {0}.",
  most: "Length at most {0}.",
};

/** Bounds of number types themselves say nothing about the field. */
const LARGEST_TELLING = 2 ** 31 - 1;

function describeRange(
  { both, ...phrases }: RangePhrases,
  [least, most]: readonly [least: number | undefined, most: number | undefined],
  say: SayPhrase,
): string | undefined {
  const isTelling = (value: number | undefined) => value !== undefined && Math.abs(value) < LARGEST_TELLING;
  if (isTelling(least) && isTelling(most)) return say(both, `${least}`, `${most}`);
  if (isTelling(least)) return say(phrases.least, `${least}`);
  return isTelling(most) ? say(phrases.most, `${most}`) : undefined;
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
