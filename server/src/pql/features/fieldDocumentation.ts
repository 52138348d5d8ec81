/**
 * Markdown about one field of a schema: path, type, title, description, values.
 */
import { EnumKind, fieldKindName } from "../schema/model";
import type { FieldPlace } from "./fieldPaths";

/** More values than this are counted instead of listed. */
const MOST_VALUES = 20;

/** The explanation of a field. */
export function describeField({ schema, field }: FieldPlace): string {
  const title = schema.title(field);
  const description = schema.description(field);
  const lines = [
    `\`\`\`pql\n${schema.path(field)}: ${fieldKindName(schema.kind(field))}\n\`\`\``,
    title === "" ? undefined : `**${title}**`,
    description === "" ? undefined : description,
    schema.isDeprecated(field) ? "**Deprecated.**" : undefined,
    describeValues({ schema, field }),
  ];
  return lines.filter((line) => line !== undefined).join("\n\n");
}

function describeValues({ schema, field }: Pick<FieldPlace, "schema" | "field">): string | undefined {
  const kind = schema.enumKind(field);
  if (kind === EnumKind.None) return undefined;
  const values = schema.enumValues(field);
  const shown = values.slice(0, MOST_VALUES).map(({ value, title }) => `- \`"${value}"\` ${title}`);
  const rest = values.length - shown.length;
  const lead = kind === EnumKind.Closed ? "Values:" : "Usual values:";
  return [lead, ...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}
