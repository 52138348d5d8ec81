/**
 * A proof is never wrong: pairs of rules are held against each other, and whatever was proved has to survive the evaluator on
 * profiles made for such rules; whatever was refuted has to be shown by its example. `AEP_RELATION_PAIRS=1000000` tries more.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Clock,
  type CompiledRule,
  compileQuery,
} from "../../../../server/src/pql/evaluate/compiledRule";
import {
  type Finding,
  type RelatedRule,
  RelationWorkbench,
  type Side,
} from "../../../../server/src/pql/relations/relateRules";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { runsOf } from "../../../support/propertyRuns";
import { anyClock, rulePair, smallProfile, smallRule } from "../../../support/ruleArbitraries";

const PAIRS = Number(process.env["AEP_RELATION_PAIRS"] ?? runsOf(1200));
/** Long runs are about proofs: examples are confirmed where they are made. */
const IS_LONG = PAIRS > 100_000;
const PROFILES = 60;
const POOL = 4001;

function proofAlone(bench: RelationWorkbench, sides: readonly Side[]): Finding {
  return bench.proves(sides) ? { answer: "proved" } : { answer: "unknown", obstacle: "undecided" };
}

interface Case {
  readonly profile: unknown;
  readonly clock: Clock;
}

/** Profiles in which the generated rules find their fields; each pair meets other ones of them. */
function makePool(): readonly unknown[] {
  return fc.sample(smallProfile, POOL);
}

/** One clock for all of a pair, as the calendar of a zone takes longer to set up than many profiles to ask. */
const choice = fc.record({ place: fc.nat(POOL), stride: fc.integer({ min: 1, max: 50 }), clock: anyClock });

function chooseCases(
  pool: readonly unknown[],
  { place, stride, clock }: { readonly place: number; readonly stride: number; readonly clock: Clock },
): readonly Case[] {
  return Array.from({ length: PROFILES }, (_, index) => ({
    profile: pool[(place + index * stride) % POOL],
    clock,
  }));
}

function holdsFor(rule: CompiledRule | undefined, { profile, clock }: Case): unknown {
  return rule?.evaluate(profile, clock).value;
}

/** No profile may meet all sides where it was proved that none does; the example has to where it was refuted. */
function checkFinding(finding: Finding, sides: readonly Side[], tried: readonly Case[]): void {
  const meets = (one: Case) => sides.every(({ rule, holds }) => holdsFor(rule.rule, one) === holds);
  if (finding.answer === "refuted")
    assert.ok(meets(finding.example), `not shown: ${JSON.stringify(finding.example)}`);
  if (finding.answer !== "proved") return;
  const against = tried.find(meets);
  assert.equal(against, undefined, `proved, but ${JSON.stringify(against)}`);
}

function checkPair(
  first: RelatedRule,
  second: RelatedRule,
  { bench, tried }: { bench: RelationWorkbench; tried: readonly Case[] },
) {
  const questions: Side[][] = [
    [
      { rule: first, holds: true },
      { rule: second, holds: false },
    ],
    [
      { rule: second, holds: true },
      { rule: first, holds: false },
    ],
    [
      { rule: first, holds: true },
      { rule: second, holds: true },
    ],
    [{ rule: first, holds: true }],
    [{ rule: second, holds: false }],
  ];
  return questions.map((sides) => {
    const finding = IS_LONG ? proofAlone(bench, sides) : bench.never(sides);
    checkFinding(finding, sides, tried);
    return finding.answer;
  });
}

describe("a relation of two rules", () => {
  it("is never proved wrongly, and every refutation is shown by its example", function () {
    this.timeout(0);
    const answers = { proved: 0, refuted: 0, unknown: 0 };
    const pool = makePool();
    fc.assert(
      fc.property(rulePair, choice, ([one, other], chosen) => {
        const tried = chooseCases(pool, chosen);
        const bench = new RelationWorkbench({ steps: 3000, clock: chosen.clock });
        const [first, second] = [one, other].map((text) => bench.read(parseQuery(text)));
        assert.ok(first?.rule && second?.rule, `${one}  |  ${other}`);
        for (const answer of checkPair(first, second, { bench, tried })) answers[answer]++;
      }),
      { numRuns: PAIRS },
    );
    if (IS_LONG) console.log(answers);
    const all = answers.proved + answers.refuted + answers.unknown;
    assert.ok(answers.proved > all / 8, `few proofs: ${JSON.stringify(answers)}`);
    assert.ok(IS_LONG || answers.unknown < all / 2, `few answers: ${JSON.stringify(answers)}`);
  });

  it("gives equal answers to a rule and the same rule turned around twice", () => {
    fc.assert(
      fc.property(smallRule, (text) => {
        const bench = new RelationWorkbench();
        const [rule, same] = [text, `not (not (${text}))`].map((source) => bench.read(parseQuery(source)));
        assert.equal(compileQuery(parseQuery(text)).problems.length, 0, text);
        assert.ok(rule && same);
        assert.equal(bench.isContained(rule, same).answer, "proved", text);
        assert.equal(bench.isContained(same, rule).answer, "proved", text);
      }),
      { numRuns: runsOf(300) },
    );
  });
});
