/**
 * What was found as parts that hang together: each the rules of one web of containments, largest first. One rule stands for
 * all that equal it. Pure.
 */
import type { BoxLink } from "../frame/boxGraph";
import type { FamiliesContent } from "./familiesPageContent";

/** Rules that hang together; numbers are places in the list of rules. */
export interface FamilyWeb {
  /** The outermost first. */
  readonly members: readonly number[];
  /** From what contains to what is contained. */
  readonly links: readonly (readonly [outer: number, inner: number])[];
}

type Found = Pick<FamiliesContent, "rules" | "equal" | "contained">;

/** All webs, those with most rules first. */
export function toWebs({ contained }: Pick<Found, "contained">): readonly FamilyWeb[] {
  const neighbours = new Map<number, number[]>();
  const join = (one: number, other: number): void => {
    neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
  };
  for (const [inner, outer] of contained) {
    join(inner, outer);
    join(outer, inner);
  }
  const webOf = new Map<number, number[]>();
  const webs: number[][] = [];
  for (const start of neighbours.keys()) {
    if (webOf.has(start)) continue;
    const web: number[] = [];
    webs.push(web);
    const pending = [start];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (webOf.has(place)) continue;
      webOf.set(place, web);
      web.push(place);
      pending.push(...(neighbours.get(place) ?? []));
    }
  }
  const inner = new Set(contained.map(([one]) => one));
  return webs
    .map((web) => ({
      members: web.sort((one, other) => Number(inner.has(one)) - Number(inner.has(other)) || one - other),
      links: contained.flatMap(([one, outer]) => (webOf.get(one) === web ? [[outer, one] as const] : [])),
    }))
    .sort((one, other) => other.members.length - one.members.length);
}

/** The web as far as a picture can show it: the outermost rules, and what lies in them, up to a number of boxes. */
export function cutWeb(web: FamilyWeb, most: number): FamilyWeb {
  const { members, links } = web;
  if (members.length <= most) return web;
  const kept = new Set<number>();
  const pending = [...members];
  for (let place = pending.shift(); place !== undefined && kept.size < most; place = pending.shift()) {
    kept.add(place);
    // What lies in a rule comes before the next outermost one, so that pieces stay whole.
    pending.unshift(
      ...links.flatMap(([outer, inner]) => (outer === place && !kept.has(inner) ? [inner] : [])),
    );
  }
  return {
    members: members.filter((place) => kept.has(place)),
    links: links.filter(([outer, inner]) => kept.has(outer) && kept.has(inner)),
  };
}

/** The links as pictures take them: from what is contained to what contains, so that the larger stands on the left. */
export function toBoxLinks({ links }: FamilyWeb): readonly BoxLink[] {
  return links.map(([outer, inner]) => ({ from: String(inner), to: String(outer) }));
}

/** Webs of which a rule has these words in its name; all where there are none. */
export function searchWebs(
  webs: readonly FamilyWeb[],
  { rules }: Pick<Found, "rules">,
  words: string,
): readonly FamilyWeb[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return webs;
  return webs.filter(({ members }) =>
    members.some((place) => rules[place]?.name.toLowerCase().includes(wanted)),
  );
}

/** How many more rules accept the same people, by the rule that stands for them. */
export function countEqual({ equal }: Pick<Found, "equal">): ReadonlyMap<number, number> {
  return new Map(
    equal.flatMap((group) => group.slice(0, 1).map((first) => [first, group.length - 1] as const)),
  );
}
