/** Equal and contained rules among many: what is found, and that the quick ways lose nothing that holding each pair would find. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RelationWorkbench } from "../../../../server/src/pql/relations/relateRules";
import { findFamilies, type RuleFamilies } from "../../../../server/src/pql/relations/ruleFamilies";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { smallRule } from "../../../support/ruleArbitraries";

function search(bench: RelationWorkbench, texts: readonly string[]) {
  return findFamilies(
    bench,
    texts.map((text) => bench.read(parseQuery(text))),
  );
}

function find(texts: readonly string[], bench = new RelationWorkbench()): RuleFamilies {
  const run = search(bench, texts);
  let step = run.next();
  while (step.done !== true) step = run.next();
  return step.value;
}

/** Each rule with all that contain it: the nearest ones, those that contain these, and for each group all of its rules. */
function closure({ equal, contained }: RuleFamilies, inner: number): ReadonlySet<number> {
  const groupOf = (place: number) => equal.find((group) => group.includes(place)) ?? [place];
  const found = new Set<number>();
  const pending = [inner];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    for (const member of groupOf(place)) {
      if (found.has(member)) continue;
      found.add(member);
      pending.push(...contained.flatMap(([one, outer]) => (one === member ? [outer] : [])));
    }
  }
  found.delete(inner);
  return found;
}

describe("equal and contained rules among many", () => {
  it("are told in groups and by the nearest container", () => {
    const families = find([
      'city = "Oslo" and points > 10',
      'points > 10 and city = "Oslo"',
      'city = "Oslo"',
      'city in ["Oslo", "Bergen"]',
      "points > 5 and points < 3",
      'city = "Bergen" and (',
      'country = "NO"',
      'not (city != "Oslo") and city.isNotNull()',
    ]);
    assert.deepEqual(families, {
      equal: [
        [0, 1],
        [2, 7],
      ],
      contained: [
        [0, 2],
        [2, 3],
      ],
      never: [4],
      unread: [5],
    });
  });

  it("go through an alternative that speaks of something else only where it says the same", () => {
    const { contained } = find(["a = 1 or b = 2", "a > 0", "a > 0 or b > 0", "(a > 0 or b > 0) and c = 3"]);
    assert.deepEqual(
      [...contained].sort(([one], [other]) => one - other),
      [
        [0, 2],
        [1, 2],
        [3, 2],
      ],
    );
  });

  it("include everybody", () => {
    assert.deepEqual(find(["a = 1", "b = 1 or not (b = 1)"]).contained, [[0, 1]]);
  });

  it("pause often enough to be given up, and tell how far they are", () => {
    const texts = Array.from({ length: 60 }, (_, index) => `points > ${index}`);
    const told: number[] = [];
    const run = search(new RelationWorkbench(), texts);
    for (let step = run.next(); step.done !== true; step = run.next()) told.push(step.value);
    assert.ok(told.length > 10, `${told.length}`);
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
    assert.ok(told.every((share) => share >= 0 && share < 1));
  });

  it("are all that is proved of the pairs", () => {
    fc.assert(
      fc.property(fc.array(smallRule, { minLength: 4, maxLength: 9 }), (texts) => {
        const bench = new RelationWorkbench();
        const families = find(texts, bench);
        const rules = texts.map((text) => bench.read(parseQuery(text)));
        for (const [index, rule] of rules.entries()) {
          const found = closure(families, index);
          for (const [place, other] of rules.entries()) {
            if (place === index || [place, index].some((one) => families.never.includes(one))) continue;
            const isProved = bench.proves([
              { rule, holds: true },
              { rule: other, holds: false },
            ]);
            // What follows from two steps need not be proved in one.
            assert.ok(!isProved || found.has(place), `${texts[index]}  in  ${texts[place]}`);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});
