/**
 * Answers the one kind of query the organisation can run: a statement that was written for a rule, over its own people. What
 * else somebody sends is not understood; a statement that was changed is refused, never answered as if it were the rule's.
 */
import { findRuleOfSql, readEnvironment } from "../../../../server/src/pql/service";
import type { ExpressionSchemas } from "../pql/engine";
import type { Population } from "./population";
import type { DatasetEntry } from "./sampleDatasets";

/** How a query ended: with so many rows, or with what is wrong. */
export type QueryEnd = { readonly rows: number } | { readonly fault: string };

/** What a query runs over. */
export interface QueryPlace {
  readonly schemas: ExpressionSchemas;
  readonly population: Population;
  readonly datasets: Iterable<DatasetEntry>;
}

/** The first line by which our statements are known. */
const OURS = "-- Profiles that meet a PQL rule";

/** Runs a statement; undefined for one that is not about a rule. */
export function runRuleQuery(
  sql: string,
  { schemas, population, datasets }: QueryPlace,
): QueryEnd | undefined {
  if (!sql.startsWith(OURS)) return undefined;
  const stated = findRuleOfSql(sql, readEnvironment(schemas));
  if (stated === undefined) {
    return {
      fault: "The sample organisation runs statements that were written for a rule, as they were written",
    };
  }
  const known = new Set([...datasets].map(tableOf));
  const missing = [stated.tables.profile, ...stated.tables.events].find((table) => !known.has(table));
  if (missing !== undefined) return { fault: `Table or view not found: ${missing}` };
  return { rows: population.count({ text: stated.rule }, stated.now) ?? 0 };
}

function tableOf({ tags }: DatasetEntry): string | undefined {
  const names = (tags as Readonly<Record<string, readonly string[]>> | undefined)?.["adobe/pqs/table"];
  return names?.[0];
}
