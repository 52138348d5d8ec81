/**
 * Takes the condition out of a statement of SQL. `select V from A where C` is PQL as well, so only what PQL cannot have
 * counts as SQL: a list of columns, a table of profiles, `group by`, `order by`, `limit`.
 */
import type { Unwrapped } from "./wrappers";

const STATEMENT =
  /^select\s+(?<columns>(?:distinct\s+)?[\s\S]+?)\s+from\s+(?<table>[\w.$"`[\]-]+)(?:\s+(?:as\s+)?(?<alias>(?!where\b|order\b|group\b|limit\b|having\b)\w+))?(?:\s+where\s+(?<condition>[\s\S]+?))?(?<tail>\s+(?:order\s+by|group\s+by|limit|having|fetch|offset)\b[\s\S]*)?\s*;?$/i;

/** What is made of a selection, such as `CREATE AUDIENCE … AS (SELECT …)`, or stands before it. */
const AROUND_SELECT =
  /^(?:with\s[\s\S]*\)|create\s+(?:or\s+replace\s+)?(?:audience|view|table)\b[\s\S]*?\bas|insert\s+into\b[\s\S]*?)\s*\(?\s*(select\b[\s\S]+?)\)?\s*;?$/i;
const DELETION = /^delete\s+from\s+[\w.$"`[\]-]+\s+where\s+([\s\S]+?);?$/i;

const PROFILE_TABLE = /(?:^|\.)["`[]?\w*(?:profiles?|users?|customers?|people|persons?|members?)["`\]]?$/i;
const EVENT_TABLE = /(?:^|\.)["`[]?\w*(?:xevents?|events?|experience_?events?)["`\]]?$/i;

/** The condition of a statement, as PQL asks it: of the profile, or of its events. */
export function takeStatementOff(text: string): Unwrapped | undefined {
  const deeper = AROUND_SELECT.exec(text)?.[1] ?? DELETION.exec(text)?.[1];
  if (deeper !== undefined) return { name: "a statement of SQL", inner: deeper, isCertain: true };
  const { columns, table, alias, condition, tail } = STATEMENT.exec(text)?.groups ?? {};
  if (columns === undefined || table === undefined) return undefined;
  const isPlain = /^\w+$/.test(columns);
  const isVariable = isPlain && new RegExp(`\\b${columns}\\.`).test(condition ?? "");
  // PQL has no second name for what is walked over.
  const isSql =
    tail !== undefined || alias !== undefined || !isPlain || (PROFILE_TABLE.test(table) && !isVariable);
  if (!isSql) return undefined;
  const name = "a statement of SQL";
  const inner = withoutPrefix(condition ?? "", alias ?? table);
  const isOfEvents = EVENT_TABLE.test(table);
  return { name, inner: isOfEvents ? `xEvent${inner === "" ? "" : `[${inner}]`}` : inner, isCertain: true };
}

/** Columns without the name of their table; texts are not touched. */
function withoutPrefix(condition: string, prefix: string): string {
  const name =
    prefix
      .replace(/["`[\]]/g, "")
      .split(".")
      .pop() ?? prefix;
  return condition.replace(
    new RegExp(`("[^"]*"|'[^']*')|(?<![\\w.])${name}\\.(?=\\w)`, "g"),
    (_, text = "") => text,
  );
}
