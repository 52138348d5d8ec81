/**
 * Writes JSON records over the fields of a schema: what the JSON language server gets in place of queries.
 */
import { FieldKind } from "../../server/src/pql/schema/schemaIndex";
import type { SeededRandom } from "../support/seededRandom";
import type { FieldPool, PooledField } from "./fieldPool";

type Node = { [name: string]: Node | string | number | boolean };

/** An array of records of about `length` characters, one value to a line. */
export function generateRecords(random: SeededRandom, { fields }: FieldPool, length: number): string {
  const records: Node[] = [];
  for (let size = 0; size < length; ) {
    const record: Node = {};
    for (let i = 0; i < 12; i++) setValue(record, random.pick(fields), random);
    records.push(record);
    size += JSON.stringify(record, null, 1).length;
  }
  return JSON.stringify(records, null, 1);
}

function setValue(record: Node, { path, kind, values }: PooledField, random: SeededRandom): void {
  const steps = path.replaceAll("`", "").split(".");
  const name = steps.pop() ?? "";
  let node = record;
  for (const step of steps) {
    const next = node[step];
    if (typeof next === "object") node = next;
    else {
      const made: Node = {};
      node[step] = made;
      node = made;
    }
  }
  node[name] = toValue(kind, values, random);
}

function toValue(
  kind: FieldKind,
  values: readonly string[],
  random: SeededRandom,
): string | number | boolean {
  if (kind === FieldKind.Boolean) return random.chance(0.5);
  if (kind === FieldKind.DateTime) return "2024-05-01T00:00:00Z";
  if (kind === FieldKind.String) return values.length > 0 ? random.pick(values) : "gold";
  return random.integer(0, 5000);
}
