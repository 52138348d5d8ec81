/**
 * Turns an ordered draft into the final columns, including the tables for search.
 * Allocates each array once at its final size.
 */
import { buildChildTable } from "./childTable";
import { FieldFlag, type SchemaColumns } from "./columns";
import type { SchemaDraft } from "./draft";
import type { SchemaFacts } from "./model";
import { initialsOf, lettersOf } from "./nameText";
import { grouped, orderOf, type SchemaOrder } from "./order";

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
    ...draft.texts.finish(),
  };
}

function fieldColumns(draft: SchemaDraft, order: SchemaOrder) {
  const take = (values: readonly number[]) => Int32Array.from(order.fields, (field) => values[field] ?? 0);
  const takeFields = (values: readonly number[]) =>
    Int32Array.from(order.fields, (field) => order.fieldRanks[values[field] ?? 0] ?? 0);
  return {
    kind: Uint8Array.from(order.fields, (field) => draft.kind[field] ?? 0),
    flags: Uint8Array.from(order.fields, (field) => draft.flags[field] ?? 0),
    nameOf: Int32Array.from(order.fields, (field) => order.nameRanks[draft.nameOf[field] ?? 0] ?? 0),
    parent: takeFields(draft.parent),
    firstChild: firstChildren(draft, order),
    childCount: take(draft.childCount),
    element: takeFields(draft.element),
    title: take(draft.title),
    description: take(draft.description),
    details: take(draft.details),
  };
}

/** Children follow one another in the order of their parents, and behind the children of a field comes its element. */
function firstChildren(draft: SchemaDraft, order: SchemaOrder): Int32Array {
  let next = 1;
  return Int32Array.from(order.fields, (field) => {
    const count = draft.childCount[field] ?? 0;
    const first = count > 0 ? next : 0;
    next += count + (draft.element[field] === 0 ? 0 : 1);
    return first;
  });
}

function nameColumns(draft: SchemaDraft, order: SchemaOrder) {
  const count = order.names.length;
  const nameStart = new Int32Array(count + 1);
  for (let name = 0; name < count; name++) {
    nameStart[name + 1] = (nameStart[name] ?? 0) + (draft.names[order.names[name] ?? 0] ?? "").length;
  }
  const nameUnits = new Uint16Array(nameStart[count] ?? 0);
  const nameLetters = new Int32Array(count);
  const nameInitials = new Int32Array(count);
  for (let name = 0; name < count; name++) {
    const text = draft.names[order.names[name] ?? 0] ?? "";
    const start = nameStart[name] ?? 0;
    for (let i = 0; i < text.length; i++) nameUnits[start + i] = text.charCodeAt(i);
    nameLetters[name] = lettersOf(order.folded[order.names[name] ?? 0] ?? "");
    nameInitials[name] = initialsOf(text);
  }
  return { nameStart, nameUnits, nameLetters, nameInitials };
}
