/**
 * The statement around a rule's condition: which tables it reads, how events come to their profile, and the comment that
 * says what was done. A row per person who qualifies, and nothing of the person in it.
 */
import { eventFieldsOf, type Relation, readsEvents } from "./relationalForm";
import type { SqlDialect } from "./sqlDialects";
import { writeRelation } from "./writeSql";

/** The tables of a sandbox. */
export interface SqlTables {
  /** The snapshot of the profiles for one merge policy. */
  readonly profile: string;
  /** The datasets of events, each read on its own. */
  readonly events: readonly string[];
}

/** What the rows of the result are. */
export interface SelectedRows {
  /** The number one for each profile that qualifies, or the value of this column of the snapshot. */
  readonly column?: string | undefined;
}

/** Names of the statement itself; none can be that of a field, as fields stand behind `p` or a variable. */
const PERSON = "p";
const EVENT = "e";

/** A statement whose rows are the profiles that meet the condition. */
export function writeStatement(
  condition: Relation,
  { profile, events }: SqlTables,
  { dialect, rows }: { readonly dialect: SqlDialect; readonly rows: SelectedRows },
): string {
  const { name } = dialect;
  const selected = rows.column === undefined ? "1 AS qualifies" : `${PERSON}.${name(rows.column)}`;
  const columns = eventFieldsOf(condition);
  const eventColumn = columnNames(columns);
  const where = writeRelation(condition, dialect, { profile: PERSON, events: "h.events", eventColumn });
  if (!readsEvents(condition)) {
    return `SELECT ${selected}\nFROM ${name(profile)} ${PERSON}\nWHERE ${where}\n`;
  }
  const parts = [
    `WITH person AS (\n  SELECT ${PERSON}.*, ${keysOf(PERSON, dialect, false)} AS identity_keys\n  FROM ${name(profile)} ${PERSON}\n)`,
    `event AS (\n${events.map((table) => eventRows(table, { dialect, columns, eventColumn })).join("\n  UNION ALL\n")}\n)`,
    `history AS (
  SELECT k.identity_keys, ${dialect.collect("v.event")} AS events
  FROM (SELECT identity_keys, ${dialect.explode("identity_keys")} AS identity_key FROM person) k
  JOIN event v ON v.identity_key = k.identity_key
  GROUP BY k.identity_keys
)`,
  ];
  return `${parts.join(",\n")}
SELECT ${selected}
FROM person ${PERSON}
LEFT JOIN history h ON h.identity_keys = ${PERSON}.identity_keys
WHERE ${where}
`;
}

interface EventRows {
  readonly dialect: SqlDialect;
  readonly columns: readonly (readonly string[])[];
  readonly eventColumn: (path: readonly string[]) => string;
}

/** The events of one dataset with the fields the rule reads, each under the primary identity it carries. */
function eventRows(table: string, { dialect, columns, eventColumn }: EventRows): string {
  const fields = columns.map((path) => {
    const source = [EVENT, ...path.map((part) => dialect.name(part))].join(".");
    return [eventColumn(path), source] as const;
  });
  const record = dialect.record(fields.length === 0 ? [["present", "TRUE"]] : fields);
  const primary = dialect.operations.firstItem(keysOf(EVENT, dialect, true));
  return `  SELECT ${primary} AS identity_key, ${record} AS event\n  FROM ${dialect.name(table)} ${EVENT}`;
}

/** The identities of a row as texts `namespace:id`, each once and in order. */
function keysOf(row: string, dialect: SqlDialect, isPrimary: boolean): string {
  const { name, operations } = dialect;
  const [map, namespace, identity] = [`${row}.${name("identityMap")}`, "n", "i"];
  const all = operations.atKey(map, namespace);
  const identities = isPrimary ? dialect.filter(all, identity, `${identity}.${name("primary")} = TRUE`) : all;
  const key = dialect.concat(operations.lower(namespace), "':'", `${identity}.id`);
  const keys = dialect.map(identities, identity, key);
  return dialect.sorted(operations.flatten(dialect.map(operations.mapKeys(map), namespace, keys)));
}

/** A column for each path of an event: its names joined, with a number where two would be the same. */
function columnNames(columns: readonly (readonly string[])[]): (path: readonly string[]) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const path of columns) {
    const plain = path
      .join("_")
      .replace(/[^A-Za-z0-9_]/g, "_")
      .toLowerCase();
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(path.join("\0"), name);
  }
  return (path) => names.get(path.join("\0")) ?? path.join("_");
}
