/**
 * Values worth trying in a field for what a condition compares it with: at the boundary, just beyond it, other texts, none.
 * Knows no tree.
 */
import { type PatternNode, parsePattern } from "../evaluate/pattern/patternParser";
import type { Span } from "../text/span";
import { type Offer, offer, type ProfileValue, type Slot } from "./places";

/** Of longer lists only the first and the last member are tried. */
const MOST_MEMBERS = 8;

/** Offers for a comparison with a number. `isDirect` is false where the number meets the field only through a calculation. */
export function offerNumber(slot: Slot, comparison: NumberComparison): void {
  const { number, operator, condition, isDirect } = comparison;
  const isStrict = operator === ">" || operator === "<=" || operator === "=" || operator === "!=";
  const boundary = isDirect ? condition : undefined;
  const size = 10 ** -decimalsOf(number);
  const [more, less] = [tidy(number + size), tidy(number - size)];
  const ordered =
    operator === ">"
      ? [more, number, less]
      : operator.startsWith("<")
        ? [less, number, more]
        : [number, more, less];
  for (const value of ordered) {
    const isEdge = value === number || value === (isStrict ? more : less);
    offer(slot, { value, boundaryOf: isEdge ? boundary : undefined });
  }
  if (isDirect) {
    offerMissing(slot, condition);
    offerBetween(slot, comparison, size);
  } else for (const value of [1, 2, 0]) offer(slot, { value });
}

function decimalsOf(number: number): number {
  return /\.(\d+)$/.exec(String(number))?.[1]?.length ?? 0;
}

/** Between two boundaries that are next to each other nothing was offered yet: what lies in the middle, where there may be such. */
function offerBetween(slot: Slot, { number, isWhole }: NumberComparison, size: number): void {
  if (isWhole) return;
  for (const { value, boundaryOf } of [...slot.candidates]) {
    const isNext = typeof value === "number" && value !== number && Math.abs(value - number) < size * 1.5;
    if (isNext && boundaryOf.length > 1) offer(slot, { value: tidy((value + number) / 2) });
  }
}

interface NumberComparison {
  readonly number: number;
  readonly operator: string;
  readonly condition: Span;
  readonly isDirect: boolean;
  /** Whether the field holds whole numbers only. */
  readonly isWhole: boolean;
}

/** Without the dust of binary fractions. */
function tidy(number: number): number {
  return Number(number.toPrecision(12));
}

/** Offers for a comparison with a text or a Boolean. */
export function offerEqual(slot: Slot, value: string | boolean, condition: Span): void {
  offer(slot, { value, boundaryOf: condition });
  offer(slot, { value: typeof value === "string" ? another(value, slot) : !value, boundaryOf: condition });
  offerMissing(slot, condition);
}

/** Offers for `in` and its kin: the members and one that is none. */
export function offerMembers(slot: Slot, members: readonly ProfileValue[], condition: Span): void {
  const tried = members.length > MOST_MEMBERS ? [members[0], members[members.length - 1]] : members;
  for (const value of members)
    offer(slot, { value, boundaryOf: tried.includes(value) ? condition : undefined });
  offer(slot, { value: noMember(members), boundaryOf: condition });
  offerMissing(slot, condition);
}

/** Offers for a list that is held against others: single members, all, one too many, none. */
export function offerList(slot: Slot, members: readonly ProfileValue[], condition: Span): void {
  const other = noMember(members);
  const lists: (readonly ProfileValue[])[] = [
    [...members],
    ...(members.length > MOST_MEMBERS ? [] : members.map((member) => [member])),
    members.slice(1),
    [...members, other],
    [other],
    [],
    // What another condition asks of the same list, and this.
    ...slot.candidates.flatMap(({ value }) =>
      Array.isArray(value) && value.length > 0 ? [[...new Set([...value, ...members])]] : [],
    ),
  ];
  for (const value of lists)
    offer(slot, {
      value,
      boundaryOf: condition,
      label: value.length === 0 ? "empty" : JSON.stringify(value).replace(/,(?=\S)/g, ", "),
    });
  offerMissing(slot, condition);
}

function noMember(members: readonly ProfileValue[]): ProfileValue {
  const [first] = members;
  if (typeof first === "number")
    return tidy(Math.max(...members.filter((one) => typeof one === "number")) + 1);
  let other = "other";
  while (members.includes(other)) other += " value";
  return other;
}

/** Offers for a text method: texts that have the part in each place, in another case, and not. */
export function offerText(slot: Slot, { method, part, condition }: TextComparison): void {
  const flipped = flipCase(part);
  const around =
    method.startsWith("start") || method === "doesNotStartWith"
      ? [`${part}…`, `…${part}`, `${flipped}…`]
      : method.startsWith("end") || method === "doesNotEndWith"
        ? [`…${part}`, `${part}…`, `…${flipped}`]
        : method.startsWith("equals") || method === "notEqualTo"
          ? [part, `${part}…`, flipped]
          : [`…${part}…`, part, flipped];
  const texts = around.map((text) => text.replace(/…/g, "x"));
  for (const value of texts)
    offer(slot, { value, boundaryOf: value === part || value !== flipped ? condition : undefined });
  offer(slot, { value: "other", boundaryOf: condition });
  offerMissing(slot, condition);
}

/** A comparison of a text with a part. */
interface TextComparison {
  readonly method: string;
  readonly part: string;
  readonly condition: Span;
}

function flipCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

/** Offers for `like`: the shortest text it takes, longer ones, and others. */
export function offerLike(slot: Slot, pattern: string, condition: Span): void {
  const shortest = pattern.replace(/%/g, "").replace(/_/g, "x");
  const texts = [pattern.replace(/[%_]/g, "x"), shortest, `x${shortest}`, `${shortest}x`, "other"];
  for (const value of texts) offer(slot, { value, boundaryOf: condition });
  offerMissing(slot, condition);
}

/** Offers for a pattern: texts it finds, the same damaged, and another. */
export function offerPattern(slot: Slot, pattern: string, condition: Span): void {
  const parsed = parsePattern(pattern);
  const samples = parsed === undefined ? [] : sampleOf(parsed.root);
  for (const value of samples) offer(slot, { value, boundaryOf: condition });
  for (const value of samples.slice(0, 1)) {
    offer(slot, { value: `x ${value}`, boundaryOf: condition });
    offer(slot, { value: value.slice(1), boundaryOf: condition });
  }
  offer(slot, { value: "-", boundaryOf: condition });
  offerMissing(slot, condition);
}

/** Offers "missing". */
export function offerMissing(slot: Slot, condition: Span): void {
  offer(slot, { value: undefined, boundaryOf: condition });
}

/** The same values for fields that are compared with each other, numbers where one is to be the larger. */
export function offerPool(slots: readonly Slot[], condition: Span, isOrdered = false): void {
  const known = slots.flatMap(({ candidates }) => candidates).filter(({ value }) => value !== undefined);
  const pool: Offer[] = known.map(({ value, label }) => ({ value, label }));
  if (isOrdered) pool.push({ value: 1 }, { value: 2 }, { value: 3 });
  else if (pool.length < 2) pool.push({ value: "value 1" }, { value: "value 2" });
  for (const slot of slots) {
    for (const one of pool) offer(slot, { ...one, boundaryOf: condition });
    offerMissing(slot, condition);
  }
}

/** A text that is none of those worth trying in the field. */
function another(value: string, { candidates }: Slot): string {
  let text = "other";
  while (text === value || candidates.some((known) => known.value === text && known.boundaryOf.length === 0))
    text += " value";
  return text;
}

/** Beyond these a pattern's ways are not told apart. */
const MOST_SAMPLES = 4;
/** Tried in this order for a character. */
const SIGNS = "ax1A0-_ .@+/:,;!#%&'()*<=>?[]^`{|}~\"\\$éß";

/** Texts the pattern may find, shortest ways first. */
function sampleOf(node: PatternNode): readonly string[] {
  switch (node.kind) {
    case "character":
      return sampleCharacter(node.test);
    case "assertion":
      return [""];
    case "group":
      return sampleOf(node.body);
    case "choice":
      return unique(node.options.flatMap(sampleOf));
    case "repeat": {
      const once = sampleOf(node.body);
      const least = Math.min(node.least, 100);
      if (least > 0) return once.map((text) => text.repeat(least));
      return unique(["", ...once]);
    }
    case "sequence":
      return node.parts.reduce<readonly string[]>(
        (texts, part) => unique(texts.flatMap((text) => sampleOf(part).map((more) => text + more))),
        [""],
      );
  }
}

function sampleCharacter(test: (sign: number) => boolean): readonly string[] {
  for (const sign of SIGNS) if (test(sign.codePointAt(0) ?? 0)) return [sign];
  for (let code = 33; code < 0x250; code++) if (test(code)) return [String.fromCodePoint(code)];
  return [];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MOST_SAMPLES);
}
