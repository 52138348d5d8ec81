/**
 * Two rules whose answers differ never get the same explanation, as the relation procedure judges their answers: over every expression
 * of the corpora with one word of it changed, and over small rules that have much in common.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { describeRule } from "../../../../server/src/pql/plainWords/describeRule";
import { printPlainLine } from "../../../../server/src/pql/plainWords/plainLine";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { openRelations, type RelationKind } from "../../../../server/src/pql/service";
import { parseQuery } from "../../../../server/src/pql/syntax/parser";
import { isWellFormed } from "../../../../server/src/pql/syntax/query";
import { runsOf } from "../../../support/propertyRuns";
import { rulePair } from "../../../support/ruleArbitraries";
import { readCorpora } from "../corpora";

const RUNS = runsOf(400);

const ENVIRONMENT = createEnvironment({});
/** Answers that are known to differ. */
const DIFFERENT: ReadonlySet<RelationKind> = new Set(["contained", "contains", "disjoint", "overlapping"]);

/** Changes of one word, each of which mostly changes who qualifies. */
const CHANGES: readonly (readonly [word: RegExp, other: (word: string) => string])[] = [
  [/(?<![\w.])\d+(?![\w.])/, (word) => String(Number(word) + 1)],
  [/"[^"\\]+"/, (word) => `${word.slice(0, -1)}q"`],
  [/(?<![<>!=])=(?!=)/, () => "!="],
  [/>=/, () => ">"],
  [/<=/, () => "<"],
  [/\band\b/, () => "or"],
  [/\bor\b/, () => "and"],
  [/\bdays\b/, () => "weeks"],
  [/\bbefore\b/, () => "after"],
  [/\btoday\b/, () => "yesterday"],
  [/\bstartsWith\b/, () => "endsWith"],
  [/\bcontains\b/, () => "startsWith"],
  [/\bexists\b/, () => "forall"],
  [/\bhomeAddress\b/, () => "workAddress"],
];

function explain(text: string): string {
  return printPlainLine(describeRule(parseQuery(text), { environment: ENVIRONMENT }));
}

const isRead = (text: string) => parseQuery(text).clauses.every(isWellFormed);

/** What is the relation of both; a difference has to be told. */
function hold(one: string, other: string): RelationKind {
  const desk = openRelations();
  const { kind } = desk.relate(desk.read({ text: one }), desk.read({ text: other }));
  if (DIFFERENT.has(kind)) assert.notEqual(explain(one), explain(other), `${kind}: ${one}  |  ${other}`);
  return kind;
}

describe("the explanations of two rules", () => {
  it("differ where one word of an expression was changed and the answers are no longer the same", () => {
    let different = 0;
    for (const text of readCorpora().filter((each) => each.length < 400 && isRead(each)))
      for (const [word, other] of CHANGES) {
        const changed = text.replace(word, other);
        if (changed !== text && isRead(changed) && DIFFERENT.has(hold(text, changed))) different++;
      }
    assert.ok(different > 500, `${different} pairs differ`);
  });

  it("differ for small rules that have much in common", () => {
    let different = 0;
    const property = fc.property(rulePair, ([one, other]) => {
      if (isRead(one) && isRead(other) && DIFFERENT.has(hold(one, other))) different++;
    });
    fc.assert(property, { numRuns: RUNS });
    assert.ok(different > RUNS / 8, `${different} pairs differ`);
  });
});
