/**
 * Calls as a value, read for what they depend on: aggregates, counts, parts of times. Tests written as calls are read by
 * testReader.ts.
 */
import { FieldKind } from "../schema/schemaIndex";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { offer } from "./places";
import type { RuleReader } from "./ruleReader";
import { joinSeen, NOTHING, type Seen } from "./seen";

const AGGREGATES: ReadonlySet<string> = new Set(["sum", "average", "min", "max", "map", "groupBy"]);
const PARTS: ReadonlySet<string> = new Set(["getYear", "getMonth", "getDayOfMonth"]);

/** What a call as a value depends on. */
export function readMethod(reader: RuleReader, node: NodeId): Seen {
  const { tree } = reader;
  const name = tree.name(tree.detail(node));
  const [object = 0, ...args] = tree.children(node);
  if (tree.kind(node) === NodeKind.Call)
    return joinSeen(tree.children(node).map((child) => reader.value(child)));
  if (AGGREGATES.has(name)) return readAggregate(reader, object, args[0]);
  if (PARTS.has(name)) return { ...reader.value(object), part: name };
  if (name === "count") return readCount(reader, object);
  if (name === "exists" || name === "filter") {
    const reference = reader.locate(object);
    const [body] = args;
    if (reference === undefined || body === undefined) return reader.value(object);
    const place = reader.enter(reference);
    reader.onItems(place, { source: object, body }, (inner) => reader.condition(inner));
    return { ...NOTHING, counted: [place] };
  }
  return joinSeen([object, ...args].map((child) => reader.value(child)));
}

function readAggregate(reader: RuleReader, object: NodeId, body: NodeId | undefined): Seen {
  const reference = reader.locate(object);
  if (reference === undefined || body === undefined) return reader.value(object);
  const place = reader.enter(reference);
  const { slots, numbers } = reader.onItems(place, { source: object, body }, (inner) => reader.value(inner));
  return { ...NOTHING, slots, numbers };
}

function readCount(reader: RuleReader, object: NodeId): Seen {
  const reference = reader.locate(object);
  if (reference === undefined) return reader.value(object);
  if (reference.isItems) return { ...NOTHING, counted: [reference.place] };
  if (reference.place.parent !== undefined && reference.place.loop === reader.at) {
    // A path through a list: its items are counted, each with a value.
    return { ...reader.touch(reference), counted: [reference.place] };
  }
  const { kind, itemKind, sample } = reader.shapeOf(reference);
  const isPlain = kind === FieldKind.Array ? itemKind !== FieldKind.Object : isDistinct(reader, object);
  if (isPlain) return countPlain(reader, object);
  const place = reader.enter(reference);
  if (sample !== undefined)
    offer(reader.table.slotAt({ place, steps: [sample.name], isItems: false }, reader.at), {
      value: `${sample.name} 1`,
      isFiller: true,
    });
  return { ...NOTHING, counted: [place] };
}

/** What is counted without repetition is mostly plain values. */
function isDistinct({ tree }: RuleReader, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.MethodCall && tree.name(tree.detail(node)) === "distinct";
}

/** The size of a list of plain values: some of one, of two and of three. */
function countPlain(reader: RuleReader, object: NodeId): Seen {
  const seen = reader.value(object);
  for (const slot of seen.slots)
    for (let size = 0; size <= 3; size++)
      offer(slot, { value: Array.from({ length: size }, (_, index) => `value ${index + 1}`) });
  return { ...seen, part: "count" };
}
