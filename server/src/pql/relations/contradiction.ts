/**
 * When claims about one subject cannot all hold, whatever its value. The other way round nothing is said: claims that are
 * not called contradictory may still be.
 *
 * Every profile has a reading in which each test that the evaluator decides has the truth it gives, and each test it leaves
 * open some truth: a value of another type is, for texts, a text that no rule names, for numbers a number that none names.
 * So what holds in all readings holds for the evaluator of every profile.
 */
import { areWindowClaimsContradictory } from "./momentWindows";
import {
  ALL_NUMBERS,
  endsOf,
  holdsNumber,
  intersectNumbers,
  type NumberSet,
  otherNumbers,
} from "./numberIntervals";
import type { Atom, AtomTest, Condition, Subject } from "./predicateAtoms";
import { areTextClaimsContradictory, type TextTest } from "./textPredicates";

/** An atom and whether it holds. */
export interface Claim {
  readonly atom: Atom;
  readonly holds: boolean;
}

/** Whether one condition on items excludes others from all failing; injected, as it takes the whole procedure. */
export type Follows = (condition: Condition, others: readonly Condition[]) => boolean;

/** True where the claims, all of one subject, exclude each other. */
export function areContradictory(claims: readonly Claim[], follows: Follows): boolean {
  const [{ atom }] = claims;
  if (areCountsContradictory(claims, follows) || areOrdersContradictory(claims, follows)) return true;
  return atom.subject.isSeveral === "no"
    ? isSingleContradictory(claims, atom.subject)
    : areSeveralContradictory(claims, atom.subject);
}

type ClaimOf<Kind extends AtomTest["kind"]> = Claim & { readonly test: AtomTest & { readonly kind: Kind } };

/** Asked for each claim of each search, so it makes nothing where there is nothing. */
function ofKind<Kind extends AtomTest["kind"]>(
  claims: readonly Claim[],
  kind: Kind,
): readonly ClaimOf<Kind>[] {
  const found: ClaimOf<Kind>[] = [];
  for (const { atom, holds } of claims) {
    if (isOfKind(atom.test, kind)) found.push({ atom, holds, test: atom.test });
  }
  return found;
}

function isOfKind<Kind extends AtomTest["kind"]>(
  test: AtomTest,
  kind: Kind,
): test is AtomTest & { readonly kind: Kind } {
  return test.kind === kind;
}

/** Claims of one value. A negative atom is the claim that its test fails. */
function isSingleContradictory(claims: readonly Claim[], subject: Subject): boolean {
  const isThere = claims.some(({ atom, holds }) => holds && impliesPresence(atom.test));
  const isMissing = ofKind(claims, "present").some(({ holds }) => !holds);
  if (isThere && isMissing) return true;
  if (isTruthContradictory(claims)) return true;
  const numbers = ofKind(claims, "number").map(({ test, holds }) => ({ set: test.set, holds }));
  // A missing value meets no test, so it is excluded only by a claim that something holds.
  if (isThere && areNumbersContradictory(numbers, subject.isConverted)) return true;
  const texts = ofKind(claims, "text").map(({ test, holds }) => ({ test: test.test, holds }));
  if (areTextClaimsContradictory(texts)) return true;
  const windows = ofKind(claims, "time").map(({ test, holds }) => ({ window: test.window, holds }));
  if (areWindowClaimsContradictory(windows, isThere)) return true;
  const booleans = ofKind(claims, "boolean").filter(({ holds }) => holds);
  return booleans.some(({ test }) => test.value !== booleans[0].test.value);
}

function impliesPresence({ kind }: AtomTest): boolean {
  return kind !== "opaque" && kind !== "same";
}

/** What is true in the place of a condition, and which tests of a value it goes against. */
function isTruthContradictory(claims: readonly Claim[]): boolean {
  const truths = ofKind(claims, "truthy");
  if (truths.length === 0) return false;
  const isTrue = truths[0].holds;
  return claims.some(({ atom: { test }, holds }) => {
    if (test.kind === "present") return isTrue && !holds;
    if (!holds) return false;
    return isTrue ? test.kind === "boolean" && !test.value : excludesFalse(test);
  });
}

/** Whether a value that meets the test is true as a condition. */
function excludesFalse(test: AtomTest): boolean {
  switch (test.kind) {
    case "boolean":
      return test.value;
    case "number":
      return !holdsNumber(test.set, 0);
    case "text":
      return excludesEmptyText(test.test);
    case "count":
    case "includes":
      return true;
    default:
      return false;
  }
}

function excludesEmptyText(test: TextTest): boolean {
  if (test.kind === "oneOf") return !test.values.includes("");
  return "part" in test && test.part !== "";
}

interface NumberClaim {
  readonly set: NumberSet;
  readonly holds: boolean;
}

/**
 * No number meets all claims. Where a comparison has the subject on its right, a text such as "12.0" is converted to 12 there
 * and is not equal to 12 elsewhere: beside each number there is one that equals, precedes and follows nothing.
 */
function areNumbersContradictory(claims: readonly NumberClaim[], isConverted: boolean): boolean {
  if (claims.length === 0) return false;
  const common = claims.reduce(
    (rest, { set, holds }) => intersectNumbers(rest, holds ? set : otherNumbers(set)),
    ALL_NUMBERS,
  );
  if (common.length > 0) return false;
  if (!isConverted) return true;
  const ends = claims.flatMap(({ set }) => endsOf(set));
  return !ends.some((end) =>
    claims.every(({ set, holds }) => {
      const around = set.filter(({ low, high }) => low !== high || low === undefined);
      return holdsNumber(around, end) === holds;
    }),
  );
}

/** Claims of several values: one that some value meets goes against those that none does. */
function areSeveralContradictory(claims: readonly Claim[], subject: Subject): boolean {
  const single = (some: readonly Claim[]) =>
    isSingleContradictory(
      some.map(({ atom, holds }) => ({ atom, holds: holds !== atom.isNegative })),
      subject,
    );
  const positive = claims.filter(({ atom, holds }) => holds && isOfValue(atom.test));
  return positive.some((claim) => {
    if (single([claim])) return true;
    const against = claims.filter(
      ({ atom, holds }) => !holds && isOfValue(atom.test) && atom.reach === claim.atom.reach,
    );
    if (claim.atom.reach === "some") return against.length > 0 && single([claim, ...against]);
    return against.some((other) => other.atom.isNegative === claim.atom.isNegative && single([claim, other]));
  });
}

function isOfValue({ kind }: AtomTest): boolean {
  return kind === "number" || kind === "text" || kind === "boolean" || kind === "time";
}

/** So many items of which something holds, and too few of which something holds that follows from it. */
function areCountsContradictory(claims: readonly Claim[], follows: Follows): boolean {
  const counts = ofKind(claims, "count");
  if (counts.length === 0) return false;
  const [enough, tooFew] = [counts.filter(({ holds }) => holds), counts.filter(({ holds }) => !holds)];
  const none = tooFew.filter(({ test }) => test.least === 1).map(({ test }) => test.condition);
  return enough.some(({ test: { condition, least } }) => {
    if (follows(condition, [])) return true;
    if (tooFew.some(({ test }) => test.least <= least && follows(condition, [test.condition]))) return true;
    return none.length > 1 && follows(condition, none);
  });
}

/** Steps in order, and no order of steps that follow from some of them. */
function areOrdersContradictory(claims: readonly Claim[], follows: Follows): boolean {
  const orders = ofKind(claims, "sequence");
  if (orders.length < 2) return false;
  return orders.some(
    ({ test, holds }) =>
      holds &&
      orders.some((other) => {
        if (other.holds || other.test.time !== test.time) return false;
        let next = 0;
        for (const step of test.steps) {
          const wanted = other.test.steps[next];
          if (wanted === undefined) break;
          if (wanted.count <= step.count && follows(step.condition, [wanted.condition])) next++;
        }
        return next === other.test.steps.length;
      }),
  );
}
