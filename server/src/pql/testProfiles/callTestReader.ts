/**
 * Calls in the place of a condition, read for the values at their boundaries: text methods, sets, memberships, presence.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { readMethod } from "./methodReader";
import { offer } from "./places";
import type { RuleReader } from "./ruleReader";
import { readLiteralNode, readMembers, readMembership, readPresence, readTexts } from "./testReader";
import { offerLike, offerList, offerMembers, offerMissing, offerPattern, offerText } from "./valueOffers";

interface Call {
  readonly reader: RuleReader;
  readonly node: NodeId;
  readonly name: string;
  readonly object: NodeId;
  readonly args: readonly NodeId[];
}

type Reading = (call: Call) => void;

const LISTS: Reading = ({ reader, object, args: [list = 0] }) => {
  for (const slot of reader.value(object).slots) offerList(slot, readMembers(reader, list), reader.at);
};
const MEMBERSHIP: Reading = ({ reader, object, args: [list = 0] }) => readMembership(reader, object, list);
const CONDITIONS: Reading = ({ reader, object, args }) => {
  for (const child of [object, ...args]) reader.condition(child);
};
const NULL_TEST: Reading = ({ reader, object }) => readPresence(reader, reader.value(object));

const READINGS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ["contains", readTextMethod],
  ["doesNotContain", readTextMethod],
  ["startsWith", readTextMethod],
  ["doesNotStartWith", readTextMethod],
  ["endsWith", readTextMethod],
  ["doesNotEndWith", readTextMethod],
  ["equals", readTextMethod],
  ["notEqualTo", readTextMethod],
  [
    "matches",
    ({ reader, object, args: [pattern = 0] }) =>
      readTexts(reader, [object, pattern], (slot, text) => offerPattern(slot, text, reader.at)),
  ],
  [
    "like",
    ({ reader, object, args: [pattern = 0] }) =>
      readTexts(reader, [object, pattern], (slot, text) => offerLike(slot, text, reader.at)),
  ],
  ["intersects", LISTS],
  ["subsetOf", LISTS],
  ["supersetOf", LISTS],
  ["intersection", LISTS],
  ["in", MEMBERSHIP],
  ["notIn", MEMBERSHIP],
  ["includes", readIncludes],
  ["and", CONDITIONS],
  ["or", CONDITIONS],
  ["not", CONDITIONS],
  ["isNull", NULL_TEST],
  ["isNotNull", NULL_TEST],
]);

/** Reads a call in the place of a condition. */
export function readCallTest(reader: RuleReader, node: NodeId): void {
  const { tree } = reader;
  const name = tree.name(tree.detail(node));
  const [object = 0, ...args] = tree.children(node);
  const isMethod = tree.kind(node) === NodeKind.MethodCall;
  const audience = isMethod || name !== "inSegment" ? undefined : readLiteralNode(reader, object);
  if (typeof audience === "string") offerMembership(reader, audience);
  else if (isMethod && name === "exists" && args.length === 0) readPresence(reader, reader.value(object));
  else {
    const reading = isMethod ? READINGS.get(name) : undefined;
    if (reading !== undefined) reading({ reader, node, name, object, args });
    else readPresence(reader, readMethod(reader, node));
  }
}

/** `x.contains("y")`; `x.equals("a", "b")` means one of them. */
function readTextMethod({ reader, name, object, args }: Call): void {
  const texts = args.map((one) => readLiteralNode(reader, one)).filter((one) => typeof one === "string");
  if (texts.length > 1) for (const slot of reader.value(object).slots) offerMembers(slot, texts, reader.at);
  else
    readTexts(reader, [object, args[0] ?? 0], (slot, part) =>
      offerText(slot, { method: name, part, condition: reader.at }),
    );
}

/** `x.includes("k")`, also of the keys of a map. */
function readIncludes({ reader, object, args: [argument = 0] }: Call): void {
  const { tree } = reader;
  const key = readLiteralNode(reader, argument);
  const isKeys = tree.kind(object) === NodeKind.MethodCall && tree.name(tree.detail(object)) === "keys";
  const map = isKeys ? reader.locate(tree.firstChild(object)) : undefined;
  if (map === undefined || key === undefined) {
    readMembership(reader, argument, object);
    return;
  }
  const slot = reader.table.slotAt(reader.follow(map, [String(key)]), reader.at);
  offer(slot, { value: [{ id: "1" }], label: "present", boundaryOf: reader.at });
  offerMissing(slot, reader.at);
}

function offerMembership(reader: RuleReader, audience: string): void {
  const place = reader.table.profile;
  const steps = ["segmentMembership", "ups", audience];
  const slot = reader.table.slotAt({ place, steps, isItems: false }, reader.at);
  for (const status of ["realized", "exited"])
    offer(slot, { value: { status }, label: status, boundaryOf: reader.at });
  offerMissing(slot, reader.at);
}
