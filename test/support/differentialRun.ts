/**
 * One run of the evaluator against DuckDB: random rules over random profiles of the shop, each asked of both. Says what was
 * compared, what the evaluator does not know, what has no equivalent, and every difference; decides nothing.
 */
import fc from "fast-check";
import { compileRule, convertToSql, readEnvironment } from "../../server/src/pql/service";
import { createTables, EVENT_TABLES, firstColumn, loadDuckDb } from "./duckTables";
import { shopRule } from "./shopRules";
import { EVENT_SHAPE, PROFILE_SHAPE, SHOP_NOW, shopProfile, toXdm } from "./shopSchema";

/** How much is tried, and with which values. */
export interface RunSize {
  readonly rules: number;
  readonly profiles: number;
  readonly seed: number;
}

/** A rule and a profile on which the two disagree, or a rule that DuckDB refuses. */
export interface Difference {
  readonly rule: string;
  readonly statement: string;
  /** The answer of the evaluator and the profile, or what DuckDB says. */
  readonly what: string;
}

/** What came of a run. */
export interface RunOutcome {
  /** Pairs on which both gave an answer. */
  compared: number;
  /** Of these, how many qualify. */
  qualified: number;
  /** Pairs for which no document says what is right. */
  unknown: number;
  /** Rules without an equivalent. */
  refused: number;
  readonly differences: Difference[];
  /** The statements that ran, for whoever asks what was tried. */
  readonly statements: string[];
}

/** Runs; `undefined` and the reason where DuckDB cannot be loaded. */
export async function runDifferential(
  size: RunSize,
): Promise<{ readonly outcome: RunOutcome } | { readonly missing: string }> {
  const loaded = await loadDuckDb();
  if ("missing" in loaded) return loaded;
  const { connection } = loaded;
  const environment = readEnvironment({
    profile: toXdm(PROFILE_SHAPE),
    experienceEvent: toXdm(EVENT_SHAPE),
  });
  const profiles = fc.sample(shopProfile, { numRuns: size.profiles, seed: size.seed });
  await createTables(connection, profiles);
  const outcome: RunOutcome = {
    compared: 0,
    qualified: 0,
    unknown: 0,
    refused: 0,
    differences: [],
    statements: [],
  };
  for (const text of fc.sample(shopRule, { numRuns: size.rules, seed: size.seed })) {
    const { statement } = convertToSql(text, environment, {
      tables: { profile: "profiles", events: EVENT_TABLES },
      now: SHOP_NOW,
      weekStart: "sunday",
      engine: "duckdb",
      rows: { column: "key" },
    });
    if (statement === undefined) {
      outcome.refused++;
      continue;
    }
    outcome.statements.push(statement);
    try {
      const keys = new Set(await firstColumn(connection, statement));
      compareAll(outcome, { rule: text, statement }, { profiles, keys });
    } catch (error) {
      outcome.differences.push({ rule: text, statement, what: String(error) });
    }
  }
  connection.closeSync();
  return { outcome };
}

function compareAll(
  outcome: RunOutcome,
  { rule: text, statement }: { readonly rule: string; readonly statement: string },
  { profiles, keys }: { readonly profiles: readonly object[]; readonly keys: ReadonlySet<unknown> },
): void {
  const { rule, problems } = compileRule({ text });
  if (rule === undefined) throw new Error(`${text}: ${problems[0]?.message ?? ""}`);
  for (const [key, profile] of profiles.entries()) {
    const { value } = rule.evaluate(profile, { now: SHOP_NOW, weekStart: "sunday" });
    if (value === "unknown") {
      outcome.unknown++;
      continue;
    }
    outcome.compared++;
    if (value) outcome.qualified++;
    if (value !== keys.has(key)) {
      const what = `the evaluator says ${value} of ${JSON.stringify(profile)}`;
      outcome.differences.push({ rule: text, statement, what });
    }
  }
}

/** The first differences, for people. */
export function describeDifferences({ differences }: RunOutcome): string {
  const shown = differences
    .slice(0, 3)
    .map(({ rule, what, statement }) => `${rule}\n  ${what}\n${statement}`);
  return `${differences.length} differences\n${shown.join("\n")}`;
}
