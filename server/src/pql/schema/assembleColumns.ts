/**
 * Turns an ordered draft into the final columns, including the tables for search.
 * Allocates each array once at its final size.
 */
import { buildChildTable } from "./childLookup";
import { grouped, orderOf, type SchemaOrder } from "./draftOrder";
import { initialsOf, lettersOf, pairsOf } from "./nameText";
import { FieldFlag, type SchemaColumns, type SchemaFacts } from "./schemaColumns";
import type { SchemaDraft } from "./schemaDraft";

/** The columns of the drafted schema. */
export function assembleColumns(draft: SchemaDraft, facts: SchemaFacts): SchemaColumns {
  const order = orderOf(draft);
  const fields = fieldColumns(draft, order);
  const names = nameColumns(draft, order);
  const byName = grouped(fields.nameOf, names.nameLetters.length);
  const isNamed = (field: number) => ((fields.flags[field] ?? 0) & FieldFlag.Element) === 0;
  const childTable = buildChildTable({ ...fields, ...names, isNamed });
  return {
    facts,
    ...fields,
    ...names,
    fieldsByNameStart: byName.starts,
    fieldsByName: byName.members,
    childTable,
    texts: draft.texts,
  };
}

function fieldColumns(draft: SchemaDraft, order: SchemaOrder) {
  const { fields, fieldRanks, nameRanks } = order;
  const { columns } = draft;
  const take = (values: Int32Array) => gather(new Int32Array(fields.length), values, fields);
  const takeFields = (values: Int32Array) => replace(take(values), fieldRanks);
  return {
    kind: gather(new Uint8Array(fields.length), columns.kind, fields),
    flags: gather(new Uint8Array(fields.length), columns.flags, fields),
    nameOf: replace(take(columns.nameOf), nameRanks),
    parent: takeFields(columns.parent),
    firstChild: firstChildren(draft, order),
    childCount: take(columns.childCount),
    element: takeFields(columns.element),
    title: take(columns.title),
    description: take(columns.description),
    details: take(columns.details),
  };
}

/** Fills `target` with the values at these positions. Typed arrays are filled by loops: `from` with a callback costs ten times as much. */
function gather<Target extends Int32Array | Uint8Array>(
  target: Target,
  values: Int32Array,
  positions: Int32Array,
): Target {
  for (let at = 0; at < target.length; at++) target[at] = values[positions[at] ?? 0] ?? 0;
  return target;
}

/** Replaces each value by what the table has for it. */
function replace(values: Int32Array, table: Int32Array): Int32Array {
  for (let at = 0; at < values.length; at++) values[at] = table[values[at] ?? 0] ?? 0;
  return values;
}

/** Children follow one another in the order of their parents, and behind the children of a field comes its element. */
function firstChildren(draft: SchemaDraft, order: SchemaOrder): Int32Array {
  const { columns } = draft;
  const firstChild = new Int32Array(order.fields.length);
  let next = 1;
  for (let at = 0; at < firstChild.length; at++) {
    const field = order.fields[at] ?? 0;
    const count = columns.childCount[field] ?? 0;
    if (count > 0) firstChild[at] = next;
    next += count + (columns.element[field] === 0 ? 0 : 1);
  }
  return firstChild;
}

function nameColumns(draft: SchemaDraft, order: SchemaOrder) {
  const count = order.names.length;
  const nameStart = new Int32Array(count + 1);
  for (let name = 0; name < count; name++) {
    nameStart[name + 1] = (nameStart[name] ?? 0) + (draft.names[order.names[name] ?? 0] ?? "").length;
  }
  const nameUnits = new Uint16Array(nameStart[count] ?? 0);
  const nameLetters = new Int32Array(count);
  const namePairs = new Int32Array(count);
  const nameInitials = new Int32Array(count);
  for (let name = 0; name < count; name++) {
    const text = draft.names[order.names[name] ?? 0] ?? "";
    const start = nameStart[name] ?? 0;
    for (let i = 0; i < text.length; i++) nameUnits[start + i] = text.charCodeAt(i);
    const folded = order.folded[order.names[name] ?? 0] ?? "";
    nameLetters[name] = lettersOf(folded);
    namePairs[name] = pairsOf(folded);
    nameInitials[name] = initialsOf(text);
  }
  return { nameStart, nameUnits, nameLetters, namePairs, nameInitials };
}
