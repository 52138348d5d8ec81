/**
 * What is said while somebody types: conditions that exclude each other, add nothing, are covered. Every fix but the one that
 * says so keeps what the rule means, as the evaluator has it; the corpora of real rules draw nothing.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { compileQuery } from "../../../../server/src/pql/evaluate/compiledRule";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { checkText, type Problem, readEnvironment } from "../../../../server/src/pql/service";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { runsOf } from "../../../support/propertyRuns";
import { smallProfile, smallRule } from "../../../support/ruleArbitraries";
import { readSharedCorpus } from "../../../support/sharedCorpus";

const RUNS = runsOf(250);

const CODES = ["pql.neverTrue", "pql.addsNothing", "pql.covered"];
const NOTHING_KNOWN = readEnvironment({});

function find(text: string): Problem[] {
  return checkText(text, NOTHING_KNOWN).problems.filter(({ code }) => CODES.includes(code));
}

/** What is said of a text: each code, and the part it is said of. */
function told(text: string): string[] {
  return find(text).map(({ code, span }) => `${code.slice(4)} ${text.slice(span.start, span.end)}`);
}

describe("conditions beside each other", () => {
  it("are pointed out where they exclude each other", () => {
    assert.deepEqual(told("points > 10 and points < 5"), ["neverTrue points < 5"]);
    assert.deepEqual(told('city = "Oslo" and city = "Bergen"'), ['neverTrue city = "Bergen"']);
    assert.deepEqual(told("a = 1 and (b = 2 or c = 3) and a = 2"), ["neverTrue a = 2"]);
    assert.deepEqual(told("a in [1, 2] and a != 1 and a != 2"), ["neverTrue a != 2"]);
    assert.deepEqual(told("xEvent[n > 5 and n < 3]"), ["neverTrue n < 3"]);
    assert.deepEqual(told("x = 1 or (points > 10 and points < 5)"), ["neverTrue points < 5"]);
  });

  it("are pointed out where they add nothing, or are covered", () => {
    assert.deepEqual(told("points > 10 and points > 5"), ["addsNothing points > 5"]);
    assert.deepEqual(told("points > 5 and points > 10"), ["addsNothing points > 5"]);
    assert.deepEqual(told("a = 1 and a = 1"), ["addsNothing a = 1"]);
    assert.deepEqual(told('city = "Oslo" or city in ["Oslo", "Bergen"]'), ['covered city = "Oslo"']);
    assert.deepEqual(told("a = 1 and (a = 1 or b = 2)"), ["addsNothing (a = 1 or b = 2)"]);
    assert.deepEqual(told("a = 1 or a = 1 and b = 2"), ["covered a = 1 and b = 2"]);
    const window = (days: number) => `xEvent[k = "buy" and timestamp occurs < ${days} days before now]`;
    assert.deepEqual(told(`${window(7)} or ${window(30)}`), [`covered ${window(7)}`]);
  });

  it("are left alone where nothing is proved", () => {
    for (const text of [
      "points > 5 and points < 10",
      'person.name = "a" and person.name = "b"',
      "xEvent[n > 5] and xEvent[n < 3]",
      "xEvent.n > 5 and xEvent.n < 3",
      "a != 1 or a.isNull()",
      "not (a = 1) and a != 1 and b =",
    ])
      assert.deepEqual(
        told(text).filter((line) => !line.startsWith("addsNothing not")),
        [],
        text,
      );
  });

  it("are left alone in the published rules", () => {
    for (const { expression } of readSharedCorpus() ?? []) assert.deepEqual(told(expression), [], expression);
  });

  it("are looked at within bounds, however long the text", () => {
    const long = Array.from({ length: 4000 }, (_, index) => `a${index % 50} > ${index}`).join(" and ");
    assert.deepEqual(told(long), []);
    const wide = Array.from({ length: 24 }, (_, index) => `(a = ${index} or b = ${index})`).join(" and ");
    told(wide);
  });

  it("mean the same without what is taken away", () => {
    const profiles = fc.sample(smallProfile, 600);
    let fixed = 0;
    fc.assert(
      fc.property(
        fc.tuple(smallRule, smallRule, fc.constantFrom("and", "or")),
        fc.nat(500),
        ([one, other, word], from) => {
          const text = `(${one}) ${word} (${other}) ${word} (${one})`;
          for (const { code, fixes } of find(text)) {
            for (const { edits } of code === "pql.neverTrue" ? [] : fixes) {
              fixed++;
              assertSame(text, applyEdits(text, [...edits]), profiles.slice(from, from + 60));
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
    assert.ok(fixed > RUNS * 0.8, `only ${fixed} fixes`);
  });
});

/** No profile for which the evaluator decides the two differently. */
function assertSame(before: string, after: string, profiles: readonly unknown[]): void {
  const [one, other] = [before, after].map((text) => compileQuery(parseQuery(text)).rule);
  assert.ok(one && other, `${before}  became  ${after}`);
  const clock = { now: "2030-06-01T12:00:00Z" };
  for (const profile of profiles) {
    const [was, is] = [one, other].map((rule) => rule.evaluate(profile, clock).value);
    const isSame = was === is || was === "unknown" || is === "unknown";
    assert.ok(isSame, `${before}  became  ${after}, for ${JSON.stringify(profile)}`);
  }
}
