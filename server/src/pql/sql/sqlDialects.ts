/**
 * How an SQL engine writes the relational form: one record per engine, and nothing of any engine elsewhere. Query Service
 * is what rules are for; DuckDB answers the same rules in the tests (docs/platform.md#query-service).
 */
import type { IntervalUnit, Operation, StartUnit } from "./relationalForm";

/** Writes one form from the texts of its parts. */
type Write = (...parts: readonly string[]) => string;

/** An engine. */
export interface SqlDialect {
  /** A name of a field, table or variable, quoted where it must be. */
  readonly name: (name: string) => string;
  /** How each operation is written. */
  readonly operations: Readonly<Record<Operation, Write>>;
  /** The character of a code unit, for those that a literal cannot hold whoever reads it. */
  readonly character: (code: number) => string;
  readonly real: (digits: string) => string;
  /** From `2024-03-29T10:30:00`, in UTC. */
  readonly instant: (text: string) => string;
  readonly shift: (time: string, count: number, unit: IntervalUnit) => string;
  readonly startOf: (time: string, unit: StartUnit) => string;
  readonly list: Write;
  readonly exists: (list: string, variable: string, body: string) => string;
  readonly filter: (list: string, variable: string, body: string) => string;
  readonly map: (list: string, variable: string, body: string) => string;
  /** A record of named values, whose names need no quoting. */
  readonly record: (fields: readonly (readonly [name: string, value: string])[]) => string;
  readonly sorted: Write;
  /** One row per item. */
  readonly explode: Write;
  /** All values of a group as a list. */
  readonly collect: Write;
  readonly concat: Write;
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Words that Spark or PostgreSQL reserve, in one list: quoting one too many does no harm. */
const RESERVED = new Set(
  `all alter analyze and anti any array as asc at authorization between both by case cast check collate column
  commit constraint create cross cube current current_date current_time current_timestamp current_user database
  default delete desc describe distinct drop else end escape except exists external extract false fetch filter
  following for foreign from full function global grant group grouping having in inner insert intersect interval
  into is join key lateral leading left like limit local map minus natural no not null of offset on only or order
  out outer over overlaps partition position preceding primary range references revoke right rollback rollup row
  rows select semi session_user set some start struct table tablesample then time timestamp to trailing trigger
  true truncate type union unique unknown update user using value values view when where window with year month
  day hour minute second date index level match primary public schema snapshot since percent`.split(/\s+/),
);

const infix =
  (sign: string): Write =>
  (left, right) =>
    `${left} ${sign} ${right}`;
const call =
  (name: string): Write =>
  (...parts) =>
    `${name}(${parts.join(", ")})`;

/** A calculation of whole numbers in a type of 38 digits, so that nothing wraps around. */
const wide =
  (sign: string, type: string): Write =>
  (left, right) =>
    `CAST(${left} AS ${type}) ${sign} CAST(${right} AS ${type})`;
const trying =
  (write: Write): Write =>
  (...parts) =>
    `TRY(${write(...parts)})`;

/** What all engines write alike. */
const COMMON = {
  equal: infix("="),
  unequal: infix("<>"),
  less: infix("<"),
  lessOrEqual: infix("<="),
  greater: infix(">"),
  greaterOrEqual: infix(">="),
  add: infix("+"),
  subtract: infix("-"),
  multiply: infix("*"),
  divide: (left, right) => `CAST(${left} AS DOUBLE) / nullif(CAST(${right} AS DOUBLE), 0)`,
  remainder: (left, right) => `${left} % nullif(${right}, 0)`,
  negate: (value) => `-(${value})`,
  isNull: (value) => `${value} IS NULL`,
  isNotNull: (value) => `${value} IS NOT NULL`,
  like: infix("LIKE"),
  isIn: (value, ...items) => `${value} IN (${items.join(", ")})`,
  lower: call("lower"),
  year: call("year"),
  month: call("month"),
  flatten: call("flatten"),
  startOfDay: (day) => `CAST(${day} AS TIMESTAMP)`,
  choose: (condition, whenTrue, whenFalse) => `CASE WHEN ${condition} THEN ${whenTrue} ELSE ${whenFalse} END`,
  otherwise: call("coalesce"),
} satisfies Partial<Record<Operation, Write>>;

function weekly(
  truncate: (time: string, unit: string) => string,
  shift: SqlDialect["shift"],
): SqlDialect["startOf"] {
  return (time, unit) => {
    if (unit === "sundayWeek") return shift(truncate(shift(time, 1, "DAY"), "week"), -1, "DAY");
    return truncate(time, unit === "mondayWeek" ? "week" : unit);
  };
}

function shifted(time: string, count: number, unit: IntervalUnit): string {
  const sign = count < 0 ? "-" : "+";
  const amount = Math.abs(count);
  if (unit !== "MILLISECOND") return `${time} ${sign} INTERVAL '${amount}' ${unit}`;
  return `${time} ${sign} INTERVAL '${Math.floor(amount / 1000)}.${String(amount % 1000).padStart(3, "0")}' SECOND`;
}

function quotedWhereNeeded(name: string): string {
  return PLAIN_NAME.test(name) && !RESERVED.has(name.toLowerCase())
    ? name
    : `\`${name.replaceAll("`", "``")}\``;
}

/**
 * Adobe Experience Platform Query Service, which is Spark SQL behind PostgreSQL's protocol. Its functions are those that its
 * page lists, but for the operators LIKE and RLIKE, which are Spark's.
 */
export const QUERY_SERVICE: SqlDialect = {
  name: quotedWhereNeeded,
  operations: {
    ...COMMON,
    contains: (text, part) => `instr(${text}, ${part}) > 0`,
    startsWith: (text, part) => `substring(${text}, 1, length(${part})) = ${part}`,
    endsWith: (text, part) => `substring(${text}, length(${text}) - length(${part}) + 1) = ${part}`,
    matches: infix("RLIKE"),
    // Spark may tell the size of no list as -1.
    size: (list) => `CASE WHEN ${list} IS NOT NULL THEN size(${list}) END`,
    overlaps: call("arrays_overlap"),
    distinct: call("array_distinct"),
    smallest: call("array_min"),
    largest: call("array_max"),
    sumWhole: (list) =>
      `aggregate(${list}, CAST(0 AS DECIMAL(38, 0)), (total, addend) -> CAST(total + addend AS DECIMAL(38, 0)))`,
    sumReal: (list) => `aggregate(${list}, CAST(0 AS DOUBLE), (total, addend) -> total + addend)`,
    // An index would fail beyond the end where ANSI mode is on.
    firstItem: (list) => `slice(${list}, 1, 1)[0]`,
    mapValues: call("map_values"),
    mapKeys: call("map_keys"),
    atKey: (map, key) => `${map}[${key}]`,
    dayOfMonth: call("dayofmonth"),
    addWhole: wide("+", "DECIMAL(38, 0)"),
    subtractWhole: wide("-", "DECIMAL(38, 0)"),
    multiplyWhole: wide("*", "DECIMAL(38, 0)"),
  },
  character: (code) => `chr(${code})`,
  real: (digits) => `CAST('${digits}' AS DOUBLE)`,
  instant: (text) => `to_timestamp('${text}')`,
  shift: shifted,
  startOf: weekly((time, unit) => `date_trunc('${unit}', ${time})`, shifted),
  list: call("array"),
  exists: (list, variable, body) => `exists(${list}, ${variable} -> ${body})`,
  filter: (list, variable, body) => `filter(${list}, ${variable} -> ${body})`,
  map: (list, variable, body) => `transform(${list}, ${variable} -> ${body})`,
  record: (fields) =>
    `struct(${fields.map(([name, value]) => `${value} AS ${quotedWhereNeeded(name)}`).join(", ")})`,
  sorted: (list) => `array_sort(array_distinct(${list}))`,
  explode: call("explode"),
  collect: call("collect_list"),
  concat: call("concat"),
};

/** DuckDB, for the tests. */
export const DUCKDB: SqlDialect = {
  name: (name) => `"${name.replaceAll('"', '""')}"`,
  operations: {
    ...COMMON,
    contains: call("contains"),
    startsWith: call("starts_with"),
    endsWith: call("ends_with"),
    matches: call("regexp_matches"),
    size: call("len"),
    overlaps: call("list_has_any"),
    distinct: call("list_distinct"),
    smallest: call("list_min"),
    largest: call("list_max"),
    // DuckDB adds up nothing to null.
    sumWhole: (list) => `CASE WHEN ${list} IS NOT NULL THEN coalesce(list_sum(${list}), 0) END`,
    sumReal: (list) => `CASE WHEN ${list} IS NOT NULL THEN coalesce(list_sum(${list}), 0) END`,
    firstItem: (list) => `${list}[1]`,
    mapValues: call("map_values"),
    mapKeys: call("map_keys"),
    atKey: (map, key) => `${map}[${key}]`,
    dayOfMonth: call("day"),
    addWhole: trying(wide("+", "HUGEINT")),
    subtractWhole: trying(wide("-", "HUGEINT")),
    multiplyWhole: trying(wide("*", "HUGEINT")),
  },
  character: (code) => `chr(${code})`,
  real: (digits) => `CAST('${digits}' AS DOUBLE)`,
  instant: (text) => `TIMESTAMP '${text}'`,
  shift: shifted,
  startOf: weekly((time, unit) => `date_trunc('${unit}', ${time})`, shifted),
  list: (...items) => `[${items.join(", ")}]`,
  exists: (list, variable, body) => `len(list_filter(${list}, lambda ${variable}: ${body})) > 0`,
  filter: (list, variable, body) => `list_filter(${list}, lambda ${variable}: ${body})`,
  map: (list, variable, body) => `list_transform(${list}, lambda ${variable}: ${body})`,
  record: (fields) => `{${fields.map(([name, value]) => `'${name}': ${value}`).join(", ")}}`,
  sorted: (list) => `list_sort(list_distinct(${list}))`,
  explode: call("unnest"),
  collect: call("list"),
  concat: call("concat"),
};
