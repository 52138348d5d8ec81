/**
 * A rule as SQL over the profile snapshot and the event datasets of a sandbox, with a comment that says what it is and what
 * it rests on. Total: what has no equivalent is named, and then there is no statement at all.
 */
import type { Environment } from "../semantics/checkEnvironment";
import { isWellFormed, type Query, queryText } from "../syntax/query";
import { readsEvents } from "./relationalForm";
import { type SelectedRows, type SqlTables, writeStatement } from "./ruleStatement";
import { DUCKDB, QUERY_SERVICE, type SqlDialect } from "./sqlDialects";
import type { Assumption, Untranslatable } from "./sqlTranslation";
import { translateQuery } from "./translateQuery";

/** What a rule becomes SQL with. */
export interface SqlOptions {
  readonly tables: SqlTables;
  /** Relative times in the rule count from this second, told in milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly weekStart?: "sunday" | "monday" | undefined;
  /** Query Service where nobody says otherwise. */
  readonly engine?: "queryService" | "duckdb" | undefined;
  readonly rows?: SelectedRows | undefined;
}

/** A statement, or why there is none. */
export interface RuleSql {
  readonly statement: string | undefined;
  /** The parts of the rule without an equivalent; empty exactly where there is a statement. */
  readonly problems: readonly Untranslatable[];
  /** The readings that were taken where the documents leave several open, as sentences. */
  readonly assumptions: readonly string[];
  /** Whether the statement needs datasets of events. */
  readonly readsEvents: boolean;
}

/** What each reading means for the result. */
const ASSUMPTIONS: Readonly<Record<Assumption, string>> = {
  emptyText: "An empty text counts as there.",
  zeroAsCondition: "A number counts as there, zero too.",
  emptyContainer: "An object or list without content counts as there.",
  missingList: "The sum of a list that is missing is 0.",
  weekStart: "Weeks begin on Sunday.",
  windowEnd: "Events of the very instant of the run lie outside of windows that end with it.",
  monthEnd: "A month back from a day that the other month lacks leads to its last day.",
  noSchema:
    "No schema describes some fields; they are taken for what the rule compares them with, and Query Service refuses them where they are not.",
  sameTime: "Of events of the same time none is later than the other.",
};

const DIALECTS: Readonly<Record<NonNullable<SqlOptions["engine"]>, SqlDialect>> = {
  queryService: QUERY_SERVICE,
  duckdb: DUCKDB,
};

export function queryToSql(query: Query, environment: Environment, options: SqlOptions): RuleSql {
  const { tables, weekStart, engine = "queryService", rows = {} } = options;
  const now = Math.floor(options.now / 1000) * 1000;
  if (!query.clauses.every(isWellFormed)) return refused([syntaxProblem(query)]);
  const { relation, problems, assumptions } = translateQuery(query, { environment, now, weekStart });
  if (problems.length > 0) return refused(problems);
  const usesEvents = readsEvents(relation);
  if (usesEvents && tables.events.length === 0) return refused([withoutEvents(query)]);
  const sentences = assumptions.map((assumption) => ASSUMPTIONS[assumption]);
  const body = writeStatement(relation, tables, { dialect: DIALECTS[engine], rows });
  const comment = headComment(query, { tables, now, usesEvents, sentences });
  return { statement: `${comment}${body}`, problems: [], assumptions: sentences, readsEvents: usesEvents };
}

function refused(problems: readonly Untranslatable[]): RuleSql {
  return { statement: undefined, problems, assumptions: [], readsEvents: false };
}

function syntaxProblem(query: Query): Untranslatable {
  const clause = queryText(query);
  return {
    span: { start: 0, end: clause.length },
    clause,
    reason: "The rule has syntax errors, and so no meaning.",
  };
}

function withoutEvents(query: Query): Untranslatable {
  const clause = queryText(query);
  const reason = "The rule reads events, and no dataset of events was named.";
  return { span: { start: 0, end: clause.length }, clause, reason };
}

interface HeadFacts extends Pick<SqlOptions, "tables" | "now"> {
  readonly usesEvents: boolean;
  readonly sentences: readonly string[];
}

const RULE_MARK = "-- Rule: ";
const PROFILE_MARK = "-- Profiles: ";
const EVENT_MARK = "-- Events: ";
const EVENT_NOTE = ", by the primary identity in identityMap";
const CLOCK_MARK = "-- Times count from ";

/** What a statement says of itself in its comment. */
export interface StatedRule {
  readonly rule: string;
  readonly tables: SqlTables;
  readonly now: number;
}

/** Reads the comment of a statement; undefined where it has none. Whether the statement still is that of the rule it does not say. */
export function readStatedRule(statement: string): StatedRule | undefined {
  const told = (mark: string): string | undefined => {
    const start = statement.startsWith(mark) ? 0 : statement.indexOf(`\n${mark}`) + 1;
    if (start === 0 && !statement.startsWith(mark)) return undefined;
    return statement.slice(start + mark.length).split("\n", 1)[0];
  };
  const rule = readText(told(RULE_MARK));
  const profile = told(PROFILE_MARK);
  const now = Date.parse(told(CLOCK_MARK) ?? "");
  if (rule === undefined || profile === undefined || Number.isNaN(now)) return undefined;
  const events = told(EVENT_MARK)?.replace(EVENT_NOTE, "").split(", ") ?? [];
  return { rule, tables: { profile, events }, now };
}

function readText(json: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(json ?? "");
    return typeof value === "string" ? value : undefined;
  } catch {
    // Somebody wrote a line like ours.
    return undefined;
  }
}

function headComment(query: Query, { tables, now, usesEvents, sentences }: HeadFacts): string {
  const rule = JSON.stringify(queryText(query).trim());
  const lines = [
    "-- Profiles that meet a PQL rule; one row each, with nothing of the person in it.",
    `${RULE_MARK}${rule}`,
    `${PROFILE_MARK}${oneLine(tables.profile)}`,
    ...(usesEvents ? [`${EVENT_MARK}${tables.events.map(oneLine).join(", ")}${EVENT_NOTE}`] : []),
    `${CLOCK_MARK}${new Date(now).toISOString()}`,
    ...sentences.map((sentence) => `-- ${sentence}`),
  ];
  return `${lines.join("\n")}\n`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, " ");
}
