/**
 * Writes queries of any length over the fields of two schemas, from a seed: comparisons, `and`/`or`/`not`, `in` lists,
 * `select`, `exists`, `occurs`, `chain`. Correct against the schemas, except for the unknown fields it is told to plant.
 */
import { FieldKind } from "../../server/src/pql/schema/schemaIndex";
import type { SeededRandom } from "../support/seededRandom";
import type { FieldPool, PooledField } from "./fieldPool";

/** What to write from. */
export interface QuerySources {
  readonly random: SeededRandom;
  readonly profile: FieldPool;
  readonly event: FieldPool;
}

/** Characters per planted unknown field. */
const PLANTED_EVERY = 50_000;
const WORDS = ["gold", "silver", "Oslo", "São Paulo", "web", "mobile", "new", "A-17", "x"];
const OPERATORS = ["=", "!=", "<", ">", "<=", ">="];
const UNITS = ["days", "hours", "weeks", "months"];

/** A query of at least `length` characters, one top-level clause to a line. */
export function generateQuery(sources: QuerySources, length: number): string {
  const lines: string[] = [];
  let nextPlanted = PLANTED_EVERY / 2;
  for (let size = 0; size < length; ) {
    const isPlanted = size > nextPlanted;
    if (isPlanted) nextPlanted += PLANTED_EVERY;
    const clause = isPlanted ? `person.noSuchField${lines.length} = "x"` : toClause(sources);
    const line = lines.length === 0 ? clause : `${sources.random.chance(0.8) ? "and" : "or"} ${clause}`;
    lines.push(line);
    size += line.length + 1;
  }
  return lines.join("\n");
}

function toClause(sources: QuerySources): string {
  const { random, profile } = sources;
  const roll = random.next();
  if (roll < 0.5) return toTest(random, random.pick(profile.fields));
  if (roll < 0.65) return `(${toTests(sources, random.integer(2, 4))})`;
  if (roll < 0.72) return `not (${toTests(sources, 2)})`;
  if (roll < 0.82) return toList(sources);
  if (roll < 0.9) return toQuantified(sources);
  return toChain(sources);
}

function toTests({ random, profile }: QuerySources, count: number): string {
  const connective = random.chance(0.5) ? " and " : " or ";
  return Array.from({ length: count }, () => toTest(random, random.pick(profile.fields))).join(connective);
}

/** One test of a field that suits its kind. */
function toTest(random: SeededRandom, { path, kind, values }: PooledField): string {
  switch (kind) {
    case FieldKind.Boolean:
      return `${path} = ${random.chance(0.5)}`;
    case FieldKind.DateTime:
      return `${path} occurs <= ${random.integer(1, 90)} ${random.pick(UNITS)} before now`;
    case FieldKind.String:
      return toTextTest(random, path, values);
    default:
      return `${path} ${random.pick(OPERATORS)} ${random.integer(0, 5000)}`;
  }
}

function toTextTest(random: SeededRandom, path: string, values: readonly string[]): string {
  const value = JSON.stringify(random.pick(values.length > 0 ? values : WORDS));
  if (values.length === 0 && random.chance(0.2)) return `${path}.startsWith(${value}, false)`;
  return `${path} ${random.chance(0.8) ? "=" : "!="} ${value}`;
}

function toList({ random, profile }: QuerySources): string {
  const texts = profile.fields.filter(({ kind, values }) => kind === FieldKind.String && values.length === 0);
  const list = Array.from({ length: random.integer(2, 6) }, () => JSON.stringify(random.pick(WORDS)));
  return `${random.pick(texts).path} ${random.chance(0.7) ? "in" : "notIn"} [${list.join(", ")}]`;
}

function toQuantified({ random, profile }: QuerySources): string {
  const array = random.pick(profile.arrays);
  const field = random.pick(array.fields);
  const test = toTest(random, { ...field, path: `X.${field.path}` });
  const keyword = random.chance(0.5) ? "exists" : "select";
  return `(${keyword} X from ${array.path} where ${test})`;
}

function toChain({ random, event }: QuerySources): string {
  const test = () => toTest(random, random.pick(event.fields));
  const when = `WHEN(<= ${random.integer(1, 30)} days before now)`;
  const steps = [`A: WHAT(${test()}) ${when}`];
  if (random.chance(0.4)) steps.push(`B: WHAT(${test()} and ${test()})`);
  return `chain(xEvent, timestamp, [${steps.join(", ")}])`;
}
