/**
 * Whole texts as SQL for Query Service; what has no equivalent is named, and then there is no statement.
 */
import type { Environment } from "../semantics/checkEnvironment";
import { queryToSql, type RuleSql, readStatedRule, type SqlOptions, type StatedRule } from "../sql/ruleSql";
import { parseQuery } from "../syntax/parser";

/** The rule as SQL over the tables of a sandbox. */
export function convertToSql(text: string, environment: Environment, options: SqlOptions): RuleSql {
  try {
    return queryToSql(parseQuery(text), environment, options);
  } catch (error) {
    // A sum of thousands of values is flat as text; its statement is deeper than the stack.
    if (!(error instanceof RangeError)) throw error;
    const problem = {
      span: { start: 0, end: text.length },
      clause: text,
      reason: "The rule is too long for a statement.",
    };
    return { statement: undefined, problems: [problem], assumptions: [], readsEvents: false };
  }
}

/** The rule that a statement was written for, where it still is exactly what that rule becomes. */
export function findRuleOfSql(statement: string, environment: Environment): StatedRule | undefined {
  const stated = readStatedRule(statement);
  if (stated === undefined) return undefined;
  const { tables, now } = stated;
  const again = queryToSql(parseQuery(stated.rule), environment, { tables, now });
  return again.statement?.trim() === statement.trim() ? stated : undefined;
}
