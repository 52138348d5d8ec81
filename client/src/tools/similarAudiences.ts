/**
 * Which audiences exist already that a draft would double: the same rule, a rule that accepts the same profiles, one that contains it
 * or is contained, or nearly the same name. Looks closely only at rules over the same fields, so that thousands stay quick.
 */

import type { RelationKind } from "../../../server/src/pql/service";
import { later } from "../words/say";
import type { KnownRule } from "./sandboxKnowledge";
import { EMPTY_WORDS, toWords } from "./words";

/** An audience that is near. */
export interface SimilarAudience {
  readonly id: string;
  readonly name: string;
  /** In what it is near, in words. */
  readonly because: string;
}

export interface ComparedDraft {
  readonly name: string | undefined;
  readonly rule: string;
  /** Keys of the fields it reads. */
  readonly reads: ReadonlySet<string>;
  /** How the draft stands to each of these rules. */
  relate(others: readonly string[]): Promise<readonly RelationKind[]>;
}

/** Rules that are related to the draft one by one; more would keep people waiting. */
const MOST_RELATED = 12;
const MOST_SHOWN = 6;
/** From this share of common words on, two names are nearly the same. */
const NEAR_NAME = 0.6;
/** Below this share of common fields two rules are about different things. */
const NEAR_FIELDS = 0.5;

const REASONS: Readonly<Partial<Record<RelationKind, string>>> = later({
  equal: "accepts the same profiles",
  contained: "accepts everyone the draft accepts, and more",
  contains: "accepts a part of those the draft accepts",
});

/** The nearest audiences, the nearest first. */
export async function findSimilar(
  draft: ComparedDraft,
  rules: readonly KnownRule[],
): Promise<readonly SimilarAudience[]> {
  const byRule = await findByRule(draft, rules);
  const known = new Set(byRule.map(({ id }) => id));
  const byName = rules
    .filter(({ id, name }) => !known.has(id) && toLikeness(name, draft.name ?? "") >= NEAR_NAME)
    .map(({ id, name }) => ({ id, name, because: later("has nearly the same name") }));
  return [...byRule, ...byName].slice(0, MOST_SHOWN);
}

async function findByRule(
  draft: ComparedDraft,
  rules: readonly KnownRule[],
): Promise<readonly SimilarAudience[]> {
  const { reads } = draft;
  if (reads.size === 0) return [];
  const text = toComparable(draft.rule);
  const same = rules.filter((rule) => toComparable(rule.text) === text);
  const near = rules
    .filter((rule) => !same.includes(rule))
    .map((rule) => ({ rule, share: toShare(rule.reads, reads) }))
    .filter(({ share }) => share >= NEAR_FIELDS)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_RELATED)
    .map(({ rule }) => rule);
  return [
    ...same.map(({ id, name }) => ({ id, name, because: later("has the same rule") })),
    ...(await relateAll(draft, near)),
  ];
}

async function relateAll(
  draft: ComparedDraft,
  near: readonly KnownRule[],
): Promise<readonly SimilarAudience[]> {
  if (near.length === 0) return [];
  const kinds = await draft.relate(near.map(({ text }) => text));
  const order = Object.keys(REASONS);
  return near
    .map(({ id, name }, at) => ({ id, name, kind: kinds[at] ?? "unknown" }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .flatMap(({ id, name, kind }) => {
      const because = REASONS[kind];
      return because === undefined ? [] : [{ id, name, because }];
    });
}

function toComparable(rule: string): string {
  return rule.replaceAll(/\s+/gu, "");
}

function toLikeness(one: string, other: string): number {
  const toSet = (name: string) => new Set(toWords(name).filter((word) => !EMPTY_WORDS.has(word)));
  return toShare(toSet(one), toSet(other));
}

/** Common items among all of both; 0 where one is empty. */
function toShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((each) => other.has(each)).length;
  return common === 0 ? 0 : common / (one.size + other.size - common);
}
