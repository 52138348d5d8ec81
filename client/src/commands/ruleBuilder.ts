/**
 * The questions behind a rule: for each condition what is asked of a field, the value, and for events the time; then another condition,
 * or the end. Only what the answer before left open is asked. Writes only PQL that fits the schema; needs no model.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import {
  type ClauseOperator,
  EVENT_WINDOWS,
  findValueProblem,
  joinValues,
  listOperators,
  splitTyped,
  toClauseName,
  toExpression,
  toFieldLabel,
  type ValueKind,
} from "../drafting/clauses";
import type { NewDraft } from "../drafting/draftPair";
import type { SandboxTarget } from "../model/resource";
import { Cancelled, UserError } from "../model/userError";
import type { Services } from "../services";
import { askInTurn } from "../ui/wayBack";
import { say } from "../words/say";
import { askField, readFields, toTypeWords } from "./fieldQuestions";

/** The condition that is asked for: over which field, under which title. */
interface AskedClause {
  readonly field: ListedField;
  readonly title: string;
  /** What is asked of the field, where that is known. */
  readonly operator?: ClauseOperator | undefined;
  /** Values that stand beside the question where they are typed. */
  readonly example?: string | undefined;
}

/** Asks until the condition is complete; the draft is named after it. */
export async function askClause({ prompts }: Services, asked: AskedClause): Promise<NewDraft> {
  const { field, title } = asked;
  const label = toFieldLabel(field);
  const operators = listOperators(field).map((operator) => ({ label: operator.label, value: operator }));
  const operator = asked.operator ?? (await prompts.pick(`${title}: ${label} …`, operators));
  const value = await askValue(prompts, asked, operator);
  const windows = EVENT_WINDOWS.map((window) => ({ label: window.label, value: window }));
  const window =
    field.root === "event"
      ? await prompts.pick(say("{0}: {1}, when?", title, `${label} ${operator.label}`), windows)
      : undefined;
  const condition = operator.write(field.path, value);
  return {
    name: toClauseName(field, operator, { value, window }),
    expression: toExpression(field, condition, window),
  };
}

async function askValue(
  prompts: Services["prompts"],
  { field, title: begun, example }: AskedClause,
  operator: ClauseOperator,
): Promise<string> {
  const kind = operator.value;
  if (kind === undefined) return "";
  const title = `${begun}: ${toFieldLabel(field)} ${operator.label}`;
  const typed = { field, kind, title, example };
  if (kind === "days" || field.values === undefined) return await typeValue(prompts, typed);
  const known = field.values.map((one) => ({
    label: one.title,
    ...(one.title === one.value ? {} : { description: one.value }),
    value: one.value,
  }));
  if (kind === "several") {
    const several = await prompts.pickMany(title, known);
    if (several.length === 0) throw new Cancelled();
    return joinValues(several);
  }
  const other = field.isClosed === true ? [] : [{ label: say("Another value…"), value: undefined }];
  const picked = await prompts.pick<string | undefined>(title, [...known, ...other]);
  return picked === undefined ? await typeValue(prompts, typed) : picked;
}

interface TypedValue {
  readonly field: ListedField;
  readonly kind: ValueKind;
  readonly title: string;
  readonly example: string | undefined;
}

async function typeValue(
  prompts: Services["prompts"],
  { field, kind, title, example }: TypedValue,
): Promise<string> {
  const text = await prompts.ask({
    title,
    prompt: toPrompt(field, kind),
    ...(example !== undefined && { placeholder: example.split("\n").join(", ") }),
    check: (typed) => findValueProblem(field, kind, typed),
  });
  return kind === "several" ? joinValues(splitTyped(text)) : text.trim();
}

function toPrompt({ type, description }: ListedField, kind: ValueKind): string {
  if (kind === "days") return say("Number of days");
  const asked = kind === "several" ? say("Values, separated by commas") : say("Value");
  const form =
    type === "date" || type === "date-time"
      ? say(" (a date as year-month-day)")
      : type === "string"
        ? ""
        : ` (${toTypeWords({ type })})`;
  return description === undefined ? `${asked}${form}` : `${asked}${form}: ${description}`;
}

const TITLE = say("Build Audience");

type Connective = "and" | "or";

/** What the first list says where something else than building was wanted. */
export interface BuildingHint {
  readonly title: string;
  readonly placeholder: string;
}

/** Asks until the person says that the rule is complete; the draft is named after its conditions. */
export async function buildRule(
  services: Services,
  target: SandboxTarget,
  hint?: BuildingHint,
): Promise<NewDraft> {
  const fields = await services.prompts.showProgress(say("Reading the schema"), (signal) =>
    readFields(services, target, signal),
  );
  if (fields.length === 0)
    throw new UserError(
      "badArguments",
      say("The schema of this sandbox is not known, so there is no field to build on."),
      {
        waysOut: [{ title: say("Refresh Schema"), command: "aep.schema.refresh" }],
      },
    );
  return await askInTurn(services, (asking) => askRule(asking, fields, hint));
}

async function askRule(
  services: Services,
  fields: readonly ListedField[],
  hint: BuildingHint | undefined,
): Promise<NewDraft> {
  let rule = await askCondition(services, fields, hint);
  let joined: Connective | undefined;
  for (;;) {
    const next = await askNext(services, rule.expression);
    if (next === undefined) return rule;
    const condition = await askCondition(services, fields);
    rule = {
      name: `${rule.name} ${next} ${condition.name}`,
      expression: `${toOperand(rule.expression, joined, next)}\n${next} ${condition.expression}`,
    };
    joined = next;
  }
}

async function askCondition(
  services: Services,
  fields: readonly ListedField[],
  hint?: BuildingHint,
): Promise<NewDraft> {
  return await askClause(services, {
    field: await askField(services, { fields, title: TITLE, ...hint }),
    title: TITLE,
  });
}

async function askNext({ prompts }: Services, expression: string): Promise<Connective | undefined> {
  return await prompts.pick<Connective | undefined>(`${TITLE}: ${expression.replaceAll(/\s+/g, " ")}`, [
    { label: say("$(check) That is all"), value: undefined },
    { label: say("$(add) And another condition…"), description: say("both have to hold"), value: "and" },
    { label: say("$(add) Or another condition…"), description: say("one of them has to hold"), value: "or" },
  ]);
}

/** What was built so far stays one thing where the next condition is joined otherwise. */
function toOperand(expression: string, joined: Connective | undefined, next: Connective): string {
  return joined === undefined || joined === next ? expression : `(${expression})`;
}
