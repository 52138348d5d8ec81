/**
 * Conditions, read for the values at their boundaries: comparisons, memberships, text methods, time tests, loops and chains.
 */
import { FieldKind } from "../schema/schemaIndex";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import { isEventTime, offer, type Place, type ProfileValue, type Slot } from "./places";
import type { RuleReader } from "./ruleReader";
import type { Seen } from "./seen";
import { findTimeOffers, toTimeText } from "./timeOffers";
import {
  offerEqual,
  offerLike,
  offerList,
  offerMembers,
  offerMissing,
  offerNumber,
  offerPattern,
  offerPool,
} from "./valueOffers";

type Reading = (reader: RuleReader, node: NodeId) => void;

const READINGS: Readonly<Partial<Record<NodeKind, Reading>>> = {
  [NodeKind.Comparison]: readComparison,
  [NodeKind.Membership]: (reader, node) => readMembership(reader, ...operands(reader, node)),
  [NodeKind.Like]: (reader, node) =>
    readTexts(reader, operands(reader, node), (slot, pattern) => offerLike(slot, pattern, reader.at)),
  [NodeKind.Matches]: (reader, node) =>
    readTexts(reader, operands(reader, node), (slot, pattern) => offerPattern(slot, pattern, reader.at)),
  [NodeKind.Occurs]: (reader, node) => {
    const [tested, test] = operands(reader, node);
    offerTimes(reader, test, reader.value(tested).slots);
  },
  [NodeKind.Exists]: readLoop,
  [NodeKind.Forall]: readLoop,
  [NodeKind.Chain]: (reader, node) => {
    const time = reader.tree.child(node, 1);
    reader.chain(node, (step, place) => readStep(reader, { step, place, time }));
  },
  [NodeKind.Let]: readBody,
  [NodeKind.Lambda]: readBody,
};

/** Reads one condition that is no `and`, `or`, `not` and no call. */
export function readTested(reader: RuleReader, node: NodeId): void {
  const reading = READINGS[reader.tree.kind(node) as NodeKind];
  if (reading !== undefined) reading(reader, node);
  else readPresence(reader, reader.value(node));
}

function operands({ tree }: RuleReader, node: NodeId): readonly [NodeId, NodeId] {
  return [tree.child(node, 0), tree.child(node, 1)];
}

function readLoop(reader: RuleReader, node: NodeId): void {
  reader.overDeclarations(reader.tree.firstChild(node), () => undefined);
}

function readBody(reader: RuleReader, node: NodeId): void {
  reader.inScope(node, (body) => reader.condition(body));
}

/** A value in the place of a condition. */
export function readPresence(reader: RuleReader, { slots }: Seen): void {
  for (const slot of slots) {
    const { kind } = reader.shapeOf(slot);
    if (kind === FieldKind.Boolean) offerEqual(slot, true, reader.at);
    else offerFiller(reader, slot);
    offerMissing(slot, reader.at);
  }
}

/** A value of the right kind that means nothing, for a field that has no other. */
export function offerFiller(reader: Pick<RuleReader, "shapeOf" | "moment">, slot: Slot): void {
  if (slot.candidates.some(({ value }) => value !== undefined)) return;
  const { kind, values } = reader.shapeOf(slot);
  const name = slot.steps[slot.steps.length - 1] ?? "value";
  if (kind === FieldKind.Boolean) offer(slot, { value: true });
  else if (isWhole(kind) || kind === FieldKind.Double) offer(slot, { value: 1 });
  else if (kind === FieldKind.Date || kind === FieldKind.DateTime)
    offer(slot, { value: toTimeText(reader.moment.now, kind === FieldKind.Date) });
  else if (kind === FieldKind.Array) offer(slot, { value: [`${name} 1`] });
  else if (kind === FieldKind.Object || kind === FieldKind.Map)
    offer(slot, { value: { id: `${name} 1` }, label: "present" });
  else if (values[0] !== undefined) offer(slot, { value: values[0] });
  else offer(slot, { value: `${name} 1`, label: "present", isFiller: true });
}

function readComparison(reader: RuleReader, node: NodeId): void {
  const { tree } = reader;
  const [left = 0, right = 0] = tree.children(node);
  const operator = tree.tokenText(tree.detail(node));
  const [first, second] = [reader.value(left), reader.value(right)];
  const literal = readLiteralNode(reader, right) ?? readLiteralNode(reader, left);
  const slots = [...first.slots, ...second.slots];
  const numbers = [...first.numbers, ...second.numbers];
  const isDirect = numbers.length < 2 && slots.length < 2;
  const comparison = { operator, condition: reader.at, isDirect };
  for (const place of [...first.counted, ...second.counted])
    for (const number of numbers)
      for (const count of [number, number - 1, number + 1]) if (count >= 0) place.counts.add(count);
  const { part } = first.part === undefined ? second : first;
  if (part === "count") return;
  if (part !== undefined) {
    offerParts(reader, slots, { part, numbers });
    return;
  }
  for (const slot of slots) {
    if (typeof literal === "string" || typeof literal === "boolean") offerEqual(slot, literal, reader.at);
    else if (isList(reader, right)) offerList(slot, readMembers(reader, right), reader.at);
    else if (first.counted.length + second.counted.length === 0)
      for (const number of numbers)
        offerNumber(slot, { number, ...comparison, isWhole: isWhole(reader.shapeOf(slot).kind) });
    else offerFiller(reader, slot);
  }
  if (literal === undefined && numbers.length === 0 && slots.length > 1)
    offerPool(slots, reader.at, /[<>]/.test(operator));
}

function isWhole(kind: FieldKind): boolean {
  return kind === FieldKind.Integer || kind === FieldKind.Long;
}

function isList({ tree }: RuleReader, node: NodeId): boolean {
  return tree.kind(tree.unwrapped(node)) === NodeKind.ArrayLiteral;
}

/** `x.getMonth() = 3`: days in that month and the next; with `currentMonth()` in this one and the next. */
function offerParts(
  reader: RuleReader,
  slots: readonly Slot[],
  { part, numbers }: { readonly part: string; readonly numbers: readonly number[] },
): void {
  const today = new Date(reader.moment.now);
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const own = part === "getYear" ? year : part === "getMonth" ? month + 1 : day;
  const values = numbers.length > 0 ? numbers : [own];
  for (const slot of slots) {
    const known = knownDay(slot);
    for (const value of values.flatMap((one) => [one, one + 1, one - 1])) {
      const instants = known === undefined ? [] : [withPart(known, part, value)];
      instants.push(withPart([year - 40, part === "getYear" ? 5 : 0, 15], part, value));
      instants.forEach((instant, at) => {
        const isBoundary = at === 0 && (values.includes(value - 1) || values.includes(value));
        offer(slot, { value: toTimeText(instant, true), boundaryOf: isBoundary ? reader.at : undefined });
      });
    }
    offerMissing(slot, reader.at);
  }
}

type Day = readonly [year: number, month: number, day: number];

/** A day that another test of the same field asks for: `getMonth() = 6 and getDayOfMonth() > 3` is met within June. */
function knownDay({ candidates }: Slot): Day | undefined {
  const value = candidates[0]?.value;
  const time = new Date(typeof value === "string" ? value : Number.NaN);
  const isTime = !Number.isNaN(time.getTime());
  return isTime ? [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()] : undefined;
}

function withPart([year, month, day]: Day, part: string, value: number): number {
  if (part === "getYear") return Date.UTC(value, month, day);
  return part === "getMonth" ? Date.UTC(year, value - 1, day) : Date.UTC(year, month, value);
}

/** `in` and its kin. */
export function readMembership(reader: RuleReader, value: NodeId, list: NodeId): void {
  const { tree } = reader;
  if (tree.kind(tree.unwrapped(list)) === NodeKind.ArrayLiteral) {
    const members = readMembers(reader, list);
    for (const slot of reader.value(value).slots) offerMembers(slot, members, reader.at);
    return;
  }
  const literal = readLiteralNode(reader, value);
  const { slots } = reader.value(list);
  for (const slot of slots) if (literal !== undefined) offerList(slot, [literal], reader.at);
  if (literal === undefined) reader.value(value);
}

/** The plain values of a list that is written out. */
export function readMembers(reader: RuleReader, node: NodeId): readonly ProfileValue[] {
  const { tree } = reader;
  return tree.children(tree.unwrapped(node)).flatMap((item) => readLiteralNode(reader, item) ?? []);
}

/** The value of a literal; undefined for other nodes. */
export function readLiteralNode({ tree }: RuleReader, node: NodeId): string | number | boolean | undefined {
  const inner = tree.unwrapped(node);
  const text = tree.text(inner);
  switch (tree.kind(inner)) {
    case NodeKind.StringLiteral:
      return decodeString(text);
    case NodeKind.BooleanLiteral:
      return text.toLowerCase() === "true";
    case NodeKind.IntegerLiteral:
    case NodeKind.LongLiteral:
    case NodeKind.DoubleLiteral:
      return Number.parseFloat(text);
    default:
      return undefined;
  }
}

/** A text against another: offers for each field of the first, or the same for both where the second is a field too. */
export function readTexts(
  reader: RuleReader,
  [left, right]: readonly [NodeId, NodeId],
  offerTo: (slot: Slot, text: string) => void,
): void {
  const text = readLiteralNode(reader, right);
  const { slots } = reader.value(left);
  if (typeof text === "string") for (const slot of slots) offerTo(slot, text);
  else offerPool([...slots, ...reader.value(right).slots], reader.at);
}

/** Times at the edges of a time test, for the fields it tests. */
function offerTimes(reader: RuleReader, test: NodeId, slots: readonly Slot[]): void {
  reader.value(test);
  for (const slot of slots) {
    const isDay = reader.shapeOf(slot).kind === FieldKind.Date;
    for (const { instant, label, isBoundary } of findTimeOffers(reader.tree, test, reader.moment)) {
      const value = toTimeText(instant, isDay);
      offer(slot, { value, label: label ?? value, boundaryOf: isBoundary ? reader.at : undefined });
    }
    if (!isEventTime(slot)) offerMissing(slot, reader.at);
  }
}

interface StepPlace {
  readonly step: NodeId;
  readonly place: Place;
  readonly time: NodeId;
}

/** Reads a step of a chain; gives how many events it asks for. */
function readStep(reader: RuleReader, { step, place, time }: StepPlace): number {
  const { tree } = reader;
  let wanted = 1;
  for (const part of tree.children(step)) {
    const child = tree.firstChild(part);
    const kind = tree.kind(part);
    if (kind === NodeKind.Count) wanted = Number(tree.tokenText(tree.detail(part)));
    else if (kind === NodeKind.When) offerTimes(reader, child, reader.value(time).slots);
    else reader.condition(child);
  }
  for (const count of [wanted, wanted - 1]) place.counts.add(count);
  return wanted;
}
