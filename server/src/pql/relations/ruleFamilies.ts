/**
 * Equal and contained rules among many. Rules of one normal form are equal without a proof; of the others, a rule can contain
 * another only where it accepts the profile made for that one, which leaves few pairs to be proved. Goes on in small steps, so
 * that whoever asks can pause or stop between them.
 */
import { ContainmentFilter } from "./containmentFilter";
import type { RelatedRule, RelationWorkbench, Side } from "./relateRules";
import type { Json } from "./witnessValues";

/** What was found; numbers are places in the list of rules. */
export interface RuleFamilies {
  /** Rules that accept the same profiles, in groups of two or more. */
  readonly equal: readonly (readonly number[])[];
  /** Of each pair the first accepts less. One of each group of equal rules stands for all; what follows from others is left out. */
  readonly contained: readonly (readonly [inner: number, outer: number])[];
  /** Rules that nobody meets. */
  readonly never: readonly number[];
  /** Rules with syntax errors, or too large to be looked into. */
  readonly unread: readonly number[];
}

/** Pairs, and rules, looked at between two pauses. */
const PAIRS_PER_STEP = 500;
const RULES_PER_STEP = 10;
/** How much of the whole is done when the rules have their examples, and when they are ready to be held against each other. */
const READ = 0.3;
const PREPARED = 0.4;

/** Rules of one normal form. */
interface Family {
  readonly rule: RelatedRule;
  readonly members: number[];
  /** A profile that the rule accepts, where one was found. */
  example: { readonly [name: string]: Json } | undefined;
}

/** Finds the families; gives how much is done, from 0 to 1, at each pause. */
export function* findFamilies(
  bench: RelationWorkbench,
  rules: readonly RelatedRule[],
): Generator<number, RuleFamilies> {
  const unread: number[] = [];
  const never: number[] = [];
  const families: Family[] = [];
  for (const [index, family] of groupByForm(rules, unread).entries()) {
    const { rule } = family;
    const finding = bench.never([{ rule, holds: true }]);
    if (finding.answer === "proved") never.push(...family.members);
    else
      families.push({
        ...family,
        example: finding.answer === "refuted" ? finding.example.profile : undefined,
      });
    if (index % RULES_PER_STEP === 0) yield READ * (index / rules.length);
  }
  const contains = yield* findContainments(bench, families);
  return { ...merge(families, contains), never, unread };
}

function groupByForm(rules: readonly RelatedRule[], unread: number[]): Family[] {
  const byForm = new Map<string, Family>();
  rules.forEach((rule, index) => {
    const { condition } = rule;
    if (condition === undefined) {
      unread.push(index);
      return;
    }
    const known = byForm.get(condition.key);
    if (known !== undefined) known.members.push(index);
    else byForm.set(condition.key, { rule, members: [index], example: undefined });
  });
  return [...byForm.values()];
}

/** For each family those that contain it. */
function* findContainments(
  bench: RelationWorkbench,
  families: readonly Family[],
): Generator<number, ReadonlyMap<Family, ReadonlySet<Family>>> {
  const filter = new ContainmentFilter(bench, families);
  for (const [index, family] of families.entries()) {
    filter.prepare(family);
    if (index % RULES_PER_STEP === 0) yield READ + (PREPARED - READ) * (index / families.length);
  }
  const contains = new Map<Family, Set<Family>>();
  let pairs = 0;
  for (const [index, inner] of families.entries()) {
    const outers = new Set<Family>();
    const mayContain = filter.look(inner);
    for (const outer of families) {
      if (outer !== inner && mayContain(outer) && bench.proves(sidesOf(inner, outer))) outers.add(outer);
      if (++pairs % PAIRS_PER_STEP === 0) yield PREPARED + (1 - PREPARED) * (index / families.length);
    }
    contains.set(inner, outers);
  }
  return contains;
}

function sidesOf(inner: Family, outer: Family): readonly Side[] {
  return [
    { rule: inner.rule, holds: true },
    { rule: outer.rule, holds: false },
  ];
}

/** Families that contain each other are one; of the rest, only the nearest containments are told. */
function merge(
  families: readonly Family[],
  contains: ReadonlyMap<Family, ReadonlySet<Family>>,
): Pick<RuleFamilies, "equal" | "contained"> {
  const heads = new Map<Family, Family>();
  for (const family of families) {
    const equal = [...(contains.get(family) ?? [])].find(
      (other) => contains.get(other)?.has(family) && heads.get(other) === other,
    );
    heads.set(family, equal ?? family);
  }
  const members = new Map<Family, number[]>();
  for (const family of families) {
    const head = heads.get(family) ?? family;
    members.set(head, [...(members.get(head) ?? []), ...family.members]);
  }
  const outersOf = (family: Family) =>
    new Set(
      [...(contains.get(family) ?? [])]
        .map((outer) => heads.get(outer) ?? outer)
        .filter((outer) => outer !== family),
    );
  const contained: [number, number][] = [];
  for (const head of members.keys()) {
    const outers = outersOf(head);
    const further = new Set([...outers].flatMap((outer) => [...outersOf(outer)]));
    for (const outer of outers) {
      if (!further.has(outer)) contained.push([placeOf(head), placeOf(outer)]);
    }
  }
  const equal = [...members.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => a - b));
  return { equal, contained };
  function placeOf(head: Family): number {
    return Math.min(...(members.get(head) ?? head.members));
  }
}
