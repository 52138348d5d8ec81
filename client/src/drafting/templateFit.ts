/**
 * Which templates fit the schemas of a sandbox, and what they say over its fields. Pure: a field that is not there, or of
 * another type, leaves the template out.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { AUDIENCE_TEMPLATES, type AudienceTemplate, type FieldNeed } from "./templates";

/** A template over the fields of a sandbox. */
export interface FittingTemplate {
  readonly title: string;
  readonly description: string;
  readonly expression: string;
}

/** The templates all fields of which are there. */
export function findFitting(
  fields: readonly ListedField[],
  templates: readonly AudienceTemplate[] = AUDIENCE_TEMPLATES,
): readonly FittingTemplate[] {
  return templates.flatMap(({ title, description, needs, write }) => {
    const found = needs.flatMap((need) => findField(fields, need) ?? []);
    const [first, ...others] = found;
    if (first === undefined || found.length < needs.length) return [];
    const paths = found.map(({ path }) => path);
    return [{ title, description, expression: write(paths, [first, ...others]) }];
  });
}

/** The field that an organisation keeps under the standard path below its own name, else the standard one, which the former leaves empty. */
function findField(fields: readonly ListedField[], need: FieldNeed): ListedField | undefined {
  const fitting = fields.filter((field) => isAnswer(field, need));
  return (
    fitting.find(({ path }) => path.startsWith("_") && path.endsWith(`.${need.path}`)) ??
    fitting.find(({ path }) => path === need.path)
  );
}

function isAnswer(field: ListedField, { root, types, value }: FieldNeed): boolean {
  if (field.root !== root || field.isList === true || field.isDeprecated === true) return false;
  if (!types.includes(field.type)) return false;
  // A list of suggestions shows what the organisation means by the field, even where other values may occur.
  return (
    value === undefined || field.values === undefined || field.values.some((known) => known.value === value)
  );
}
