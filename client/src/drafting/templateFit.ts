/**
 * Which templates fit the schemas of a sandbox, and what they say over its fields. Pure: a field that is not there, or of
 * another type, leaves the template out.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import { type ClauseOperator, listOperators } from "./clauses";
import { type AskedValue, AUDIENCE_TEMPLATES, type AudienceTemplate, type FieldNeed } from "./templates";

/** A template over the fields of a sandbox. */
export interface FittingTemplate {
  readonly title: string;
  readonly description: string;
  /** What it says, with example values where it asks for some. */
  readonly expression: string;
  /** What is to be asked; undefined where nothing is left open. */
  readonly asks?: AskedClause | undefined;
}

/** A condition of which only the value is open. */
export interface AskedClause {
  readonly field: ListedField;
  readonly operator: ClauseOperator;
  readonly example: string;
}

/** The templates all fields of which are there. */
export function findFitting(
  fields: readonly ListedField[],
  templates: readonly AudienceTemplate[] = AUDIENCE_TEMPLATES,
): readonly FittingTemplate[] {
  return templates.flatMap(({ title, description, needs, write, asks: asked }) => {
    const found = needs.flatMap((need) => findField(fields, need) ?? []);
    const [first] = found;
    if (first === undefined || found.length < needs.length) return [];
    const asks = asked && toAsked(first, asked);
    const expression =
      asks === undefined
        ? write?.(found.map(({ path }) => path))
        : asks.operator.write(first.path, asks.example);
    return expression === undefined ? [] : [{ title, description, expression, ...(asks && { asks }) }];
  });
}

/** A field whose values are listed is not asked how they begin: there, one of them is meant. */
function toAsked(field: ListedField, { operator: label, example }: AskedValue): AskedClause | undefined {
  const operators = listOperators(field);
  const operator = operators.find((one) => one.label === label) ?? operators[0];
  return operator && { field, operator, example: field.values?.[0]?.value ?? example };
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
