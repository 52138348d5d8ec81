/** Says whether an index is sound in itself, and whether two indexes answer alike. Asserts; returns nothing. */
import assert from "node:assert/strict";
import { EnumKind, FieldKind, type SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";

/** Fails where the numbers of an index do not fit each other, whatever schema it was read from. */
export function assertSound(index: SchemaIndex): void {
  let leaves = 0;
  const seen = new Set<number>();
  for (let field = 0; field < index.fieldCount; field++) {
    const parent = index.parent(field);
    assert.ok(field === 0 || parent < field, "a parent has a smaller number");
    if (field > 0 && index.isLeaf(field)) leaves++;
    const first = index.firstChild(field);
    const names: string[] = [];
    for (let child = first, at = 0; at < index.childCount(field); child = index.nextSibling(child), at++) {
      assert.equal(child, first + at);
      assert.equal(index.parent(child), field);
      assert.equal(index.isElement(child), false);
      assert.equal(index.findChild(field, index.name(child)), child);
      names.push(index.name(child));
      seen.add(child);
    }
    assert.equal(new Set(names).size, names.length, "names of siblings differ");
    const element = index.element(field);
    if (element !== 0) {
      assert.equal(index.parent(element), field);
      assert.ok(index.isElement(element) && index.name(element) === "");
      assert.ok(index.kind(field) === FieldKind.Array || index.kind(field) === FieldKind.Map);
      seen.add(element);
    }
    assert.equal(index.enumKind(field) !== EnumKind.None, index.enumValues(field).length > 0);
  }
  assert.equal(seen.size, index.fieldCount - 1, "each field but the root is below one other");
  assert.equal(index.leafCount, leaves);
}

/** Fails where the two indexes answer any question about any field differently. */
export function assertSameAnswers(actual: SchemaIndex, expected: SchemaIndex): void {
  assert.deepEqual(actual.facts, expected.facts);
  assert.equal(actual.fieldCount, expected.fieldCount);
  assert.equal(actual.leafCount, expected.leafCount);
  for (let field = 0; field < expected.fieldCount; field++) {
    assert.deepEqual(answersOf(actual, field), answersOf(expected, field));
  }
}

function answersOf(index: SchemaIndex, field: number) {
  return {
    name: index.name(field),
    kind: index.kind(field),
    parent: index.parent(field),
    element: index.element(field),
    children: [index.firstChild(field), index.childCount(field)],
    found: index.findChild(index.parent(field), index.name(field)),
    path: index.path(field),
    title: index.title(field),
    description: index.description(field),
    details: index.details(field),
    flags: [index.isOpen(field), index.isDeprecated(field), index.isRequired(field), index.enumKind(field)],
  };
}
