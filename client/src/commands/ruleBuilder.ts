/**
 * A rule out of questions: field, what is asked of it, value, time; then another condition, or the end. Writes only PQL that fits the
 * schema; needs no model.
 */
import type { ListedField } from "../../../server/src/protocol/clientMessages";
import type { NewDraft } from "../drafting/draftPair";
import type { SandboxTarget } from "../model/resource";
import { UserError } from "../model/userError";
import type { Services } from "../services";
import { askClause } from "./clauseQuestions";
import { askField, readFields } from "./fieldQuestions";

const TITLE = "Build Audience";

type Connective = "and" | "or";

/** Asks until the person says that the rule is complete; the draft is named after its conditions. */
export async function buildRule(services: Services, target: SandboxTarget): Promise<NewDraft> {
  const fields = await services.prompts.showProgress("Reading the schema", (signal) =>
    readFields(services, target, signal),
  );
  if (fields.length === 0)
    throw new UserError(
      "badArguments",
      "The schema of this sandbox is not known, so there is no field to build on.",
      {
        waysOut: [{ title: "Refresh Schema", command: "aep.schema.refresh" }],
      },
    );
  let rule = await askCondition(services, fields);
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

async function askCondition(services: Services, fields: readonly ListedField[]): Promise<NewDraft> {
  return await askClause(services, {
    field: await askField(services, { fields, title: TITLE }),
    title: TITLE,
  });
}

async function askNext({ prompts }: Services, expression: string): Promise<Connective | undefined> {
  return await prompts.pick<Connective | undefined>(`${TITLE}: ${expression.replaceAll(/\s+/g, " ")}`, [
    { label: "$(check) That is all", value: undefined },
    { label: "$(add) And another condition…", description: "both have to hold", value: "and" },
    { label: "$(add) Or another condition…", description: "one of them has to hold", value: "or" },
  ]);
}

/** What was built so far stays one thing where the next condition is joined otherwise. */
function toOperand(expression: string, joined: Connective | undefined, next: Connective): string {
  return joined === undefined || joined === next ? expression : `(${expression})`;
}
