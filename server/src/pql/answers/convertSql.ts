/**
 * Whole texts as SQL for Query Service; what has no equivalent is named, and then there is no statement.
 */
import type { Environment } from "../semantics/checkEnvironment";
import { queryToSql, type RuleSql, type SqlOptions } from "../sql/ruleSql";
import { parseQuery } from "../syntax/parser";

/** The rule as SQL over the tables of a sandbox. */
export function convertToSql(text: string, environment: Environment, options: SqlOptions): RuleSql {
  return queryToSql(parseQuery(text), environment, options);
}
