/**
 * Profiles of the shop as tables of DuckDB, in the form of Query Service: a snapshot with nested columns, and datasets of
 * events that carry the identities of their profiles. Holds no rule and no meaning of one.
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { EVENT_SHAPE, PROFILE_SHAPE, type Shape, toColumnType } from "./shopSchema";

/** The library, or why it cannot be loaded here; said by the tests, which otherwise would pass without a word. */
export async function loadDuckDb(): Promise<
  { readonly connection: DuckDBConnection } | { readonly missing: string }
> {
  try {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:");
    return { connection: await instance.connect() };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

/** A connection for statements; undefined, with a line on screen, where the library cannot be loaded. */
export async function connectDuckDb(): Promise<DuckDBConnection | undefined> {
  const loaded = await loadDuckDb();
  if ("connection" in loaded) return loaded.connection;
  console.log(`    skipped: DuckDB cannot be loaded here, so no statement is run: ${loaded.missing}`);
  return undefined;
}

/** The datasets that events are spread over. */
export const EVENT_TABLES: readonly string[] = ["shop events", "web_events"];

type Profile = Readonly<Record<string, unknown>>;

/** Creates the tables of these profiles. A profile's place in the list is its `key`. */
export async function createTables(
  connection: DuckDBConnection,
  profiles: readonly Profile[],
): Promise<void> {
  const rows = profiles.map(({ xEvent: _events, ...profile }, key) => ({
    ...profile,
    key,
    identityMap: identitiesOf(key),
  }));
  await createTable(connection, { name: "profiles", shape: { key: "whole", ...PROFILE_SHAPE }, rows });
  const events = profiles.flatMap(({ xEvent }, key) =>
    ((xEvent ?? []) as object[]).map((event, index) => ({
      ...event,
      index,
      identityMap: eventIdentity(key, index),
    })),
  );
  for (const [place, name] of EVENT_TABLES.entries()) {
    const rowsHere = events.filter(({ index }) => index % EVENT_TABLES.length === place);
    await createTable(connection, { name, shape: EVENT_SHAPE, rows: rowsHere });
  }
}

/** Every third profile has two identities, and its events carry either. */
function identitiesOf(key: number): object {
  const email = [{ id: `${key}@mail.example`, primary: true }];
  return key % 3 === 0 ? { Email: email, CRMID: [{ id: `C-${key}`, primary: false }] } : { Email: email };
}

function eventIdentity(key: number, index: number): object {
  const other = { ECID: [{ id: "shared", primary: false }] };
  return key % 3 === 0 && index % 2 === 1
    ? { ...other, crmid: [{ id: `C-${key}`, primary: true }] }
    : { ...other, email: [{ id: `${key}@mail.example`, primary: true }] };
}

async function createTable(
  connection: DuckDBConnection,
  {
    name,
    shape,
    rows,
  }: {
    readonly name: string;
    readonly shape: Readonly<Record<string, Shape>>;
    readonly rows: readonly object[];
  },
): Promise<void> {
  const columns = Object.entries(shape).map(([field, of]) => `"${field}" ${toColumnType(of)}`);
  await connection.run(`CREATE OR REPLACE TABLE "${name}" (${columns.join(", ")})`);
  if (rows.length === 0) return;
  await connection.run("CREATE OR REPLACE TEMP TABLE raw (j JSON)");
  const appender = await connection.createAppender("raw");
  for (const row of rows) {
    appender.appendVarchar(JSON.stringify(row));
    appender.endRow();
  }
  appender.closeSync();
  const structure = toStructure(shape);
  const fields = Object.keys(shape).map((field) => `r."${field}"`);
  await connection.run(
    `INSERT INTO "${name}" SELECT ${fields.join(", ")} FROM (SELECT from_json(j, '${structure}') AS r FROM raw)`,
  );
}

function toStructure(shape: Readonly<Record<string, Shape>>): string {
  const types = Object.entries(shape).map(([field, of]) => [field, toColumnType(of)]);
  return JSON.stringify(Object.fromEntries(types));
}

/** The values of the first column of a query. */
export async function firstColumn(
  connection: DuckDBConnection,
  statement: string,
): Promise<readonly unknown[]> {
  const result = await connection.runAndReadAll(statement);
  return result.getRows().map(([value]) => value);
}
