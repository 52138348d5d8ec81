/**
 * The fields of a sandbox as a list people choose from. Asks which one is meant; knows nothing of conditions.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { toDocumentUri } from "../documents/aepUri";
import { toFieldLabel } from "../drafting/clauses";
import { toFieldRank } from "../drafting/fieldRank";
import type { SandboxTarget } from "../model/resource";
import type { Services } from "../services";
import type { FoundChoice } from "../ui/searches";
import { later, say } from "../words/say";

const MOST_FIELDS = 60;

/** The fields a condition can be about; none while the schemas cannot be read. */
export async function readFields(
  { keeper, server }: Services,
  target: SandboxTarget,
  signal: AbortSignal,
): Promise<readonly ListedField[]> {
  await keeper.ensure(target);
  const reference = { ...target, kind: "audience", id: "new" } as const;
  const uri = toDocumentUri({ reference, view: "expression" }, "new").toString();
  return (await server.listFields({ uri }, signal)) ?? [];
}

/** Asks for the field a condition is about. */
export async function askField(
  { prompts }: Services,
  {
    fields,
    title,
    placeholder = say("Part of the name or title of a field"),
  }: {
    readonly fields: readonly ListedField[];
    readonly title: string;
    readonly placeholder?: string | undefined;
  },
): Promise<ListedField> {
  const { value } = await prompts.search<ListedField>({
    title: say("{0}: Field", title),
    placeholder,
    isOfferedAtOnce: true,
    buttons: [],
    toNothing: (text) =>
      fields.length === 0
        ? say("The schema of this sandbox is not known")
        : say("No field contains “{0}”", text),
    search: async (text, _signal, report) => report(toFieldChoices(fields, text, (field) => field)),
  });
  return value;
}

/** Fields whose path or title contains the text, whole words first; deprecated and technical ones last. */
export function toFieldChoices<Value>(
  fields: readonly ListedField[],
  text: string,
  toValue: (field: ListedField) => Value,
): readonly FoundChoice<Value>[] {
  return fields
    .filter(({ path, title = "" }) => containsText([path, title], text))
    .map((field) => ({ field, rank: toFieldRank(field, text) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_FIELDS)
    .map(({ field }) => ({
      heading: say("Fields"),
      label: `$(symbol-field) ${toFieldLabel(field)}`,
      description: [
        field.isList === true ? say("list of {0}", toTypeWords(field)) : toTypeWords(field),
        field.root === "event" ? say("event") : "",
      ]
        .concat(field.isDeprecated === true ? say("deprecated") : [])
        .filter((fact) => fact !== "")
        .join(" · "),
      detail: field.root === "event" ? `xEvent.${field.path}` : field.path,
      value: toValue(field),
    }));
}

/** What whoever knows no types calls those that have a plain word. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: later("text"),
  integer: later("whole number"),
  long: later("whole number"),
  double: later("number"),
  boolean: later("yes or no"),
  date: later("date"),
  "date-time": later("date and time"),
};

/** The type of a field in words for people; an unknown one as XDM calls it. */
export function toTypeWords({ type }: Pick<ListedField, "type">): string {
  return say(TYPE_WORDS[type] ?? type);
}

/** Whether one of the texts contains what was typed. */
export function containsText(texts: readonly string[], typed: string): boolean {
  const wanted = typed.toLowerCase();
  return texts.some((one) => one.toLowerCase().includes(wanted));
}
