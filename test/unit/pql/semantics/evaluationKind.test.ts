/** The verdict on engines, row by row of docs/grammar.md#engines. */
import assert from "node:assert/strict";
import type { EvaluationRules } from "../../../../server/src/pql/semantics/checkEnvironment";
import {
  type Evaluation,
  evaluateKind,
  NEEDS_ACTIVE_POLICY,
} from "../../../../server/src/pql/semantics/evaluationKind";
import { checkText, covered } from "./checking";
import { NO_SCHEMA, SHOP } from "./shopSchemas";

const CHAIN = (steps: string) => `chain(xEvent, timestamp, [${steps}])`;
const STEP = 'A: WHAT(eventType = "x")';

/** Answers for edge and streaming, by the rules in force. */
const TODAY: readonly (readonly [text: string, edge: string, streaming: string])[] = [
  ['person.gender = "female"', "yes", "yes"],
  ['person.gender = "female" and (loyalty.points > 3 or testProfile)', "yes", "yes"],
  ["true", "yes", "yes"],
  [CHAIN(STEP), "no", "no"],
  [CHAIN(`${STEP} WHEN(today)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(<= 24 hours before now)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(< 1 day before now)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(<= 30 minutes before now)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(this hour)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(<= 25 hours before now)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(<= 1441 minutes before now)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(<= 2 days before now)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(<= 1 day before today)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(yesterday)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(last week)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(this month)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(> 2 hours before now)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(after date(2024, 1, 1))`), "no", "no"],
  [CHAIN(`${STEP} WHEN(between yesterday and now)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(between today and now)`), "yes", "yes"],
  [CHAIN('A: WHAT(eventType = "x" and timestamp occurs <= 3 hours before now)'), "yes", "yes"],
  [CHAIN('A: WHAT(eventType = "x" or timestamp occurs <= 3 hours before now)'), "no", "no"],
  [`${CHAIN(`${STEP} WHEN(today)`)} and loyalty.points > 3`, "yes", "yes"],
  [CHAIN(`${STEP} WHEN(today) COUNT(3)`), "no", "yes"],
  [CHAIN(`${STEP} WHEN(today) COUNT(1)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(today), B: WHAT(eventType = "y") WHEN(today)`), "no", "yes"],
  [CHAIN(`${STEP} WHEN(today), B: WHAT(eventType = "y")`), "no", "no"],
  [`${CHAIN(`${STEP} WHEN(today)`)} and ${CHAIN(`${STEP} WHEN(today)`)}`, "no", "no"],
  [`${CHAIN(`${STEP} WHEN(today)`)} or ${CHAIN(`${STEP} WHEN(today)`)}`, "no", "no"],
  [`${CHAIN(`${STEP} WHEN(today)`)} and xEvent[timestamp occurs today]`, "no", "no"],
  [`(${CHAIN(`${STEP} WHEN(today)`)} and ${CHAIN(`${STEP} WHEN(today)`)}) or testProfile`, "no", "no"],
  ['segmentMembership["aam"]["x"].status = "realized"', "yes", "no"],
  ['segmentMembership.get("AAM").get("x").status = "realized"', "yes", "no"],
  ['segmentMembership["ups"]["x"].status = "realized"', "yes", "yes"],
  [`not ${CHAIN(`${STEP} WHEN(today)`)}`, "no", "no"],
  [`(not (${CHAIN(`${STEP} WHEN(today)`)}))`, "no", "no"],
  [`not ${CHAIN(`${STEP} WHEN(today)`)} and loyalty.points > 3`, "no", "yes"],
  [`not ${CHAIN(`${STEP} WHEN(today)`)} and ${CHAIN(`${STEP} WHEN(today)`)}`, "no", "depends"],
  ['inSegment("a")', "depends", "yes"],
  ['inSegment("a") and not inSegment("b")', "depends", "yes"],
  ['inSegment("a") and loyalty.points > 3', "depends", "yes"],
  [`inSegment("a") and ${CHAIN(`${STEP} WHEN(today)`)}`, "depends", "depends"],
  [`inSegment("a") and ${CHAIN(STEP)}`, "no", "no"],
  ['xEvent[eventType = "x" and timestamp occurs today]', "yes", "yes"],
  ['xEvent[eventType = "x"]', "no", "no"],
  ['xEvent[eventType = "x" and timestamp occurs today].count() > 2', "no", "yes"],
  ["count(xEvent[timestamp occurs today]) > 2", "no", "yes"],
  ["COUNT(xEvent[timestamp occurs today]) > 2", "no", "yes"],
  ['xEvent[eventType = "x" and timestamp occurs today].sum(commerce.order.priceTotal) > 2', "no", "yes"],
  ['xEvent.filter(timestamp occurs today)[eventType = "x"]', "yes", "yes"],
  ['xEvent.exists(eventType = "x" and timestamp occurs <= 2 hours before now)', "yes", "yes"],
  ['select E from xEvent where E.eventType = "x" and E.timestamp occurs today', "yes", "yes"],
  ['select E from xEvent where E.eventType = "x"', "no", "no"],
  ["(select E from xEvent where E.timestamp occurs today).count() > 2", "no", "yes"],
  ["exists E from xEvent where E.timestamp occurs <= 3 hours before now", "yes", "yes"],
  ["exists E from xEvent where timestamp occurs <= 3 hours before now", "no", "no"],
  ["exists E from xEvent, I from E.productListItems where E.timestamp occurs today", "no", "no"],
  ["(sum E.commerce.order.priceTotal over E from xEvent where E.timestamp occurs today) > 5", "no", "yes"],
  ["xEvent.commerce.order.priceTotal > 100", "no", "no"],
  ["_acme.orders.exists(placedOn occurs last year)", "yes", "yes"],
];

/** The same by the rules before 20 May 2025. */
const BEFORE: typeof TODAY = [
  ['person.gender = "female"', "yes", "yes"],
  [CHAIN(STEP), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(<= 8 days before now)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(today) COUNT(3)`), "yes", "yes"],
  [CHAIN(`${STEP} COUNT(3)`), "no", "no"],
  [CHAIN(`${STEP} WHEN(today), B: WHAT(true) WHEN(today)`), "yes", "yes"],
  [CHAIN(`${STEP} WHEN(today), B: WHAT(true) WHEN(today), C: WHAT(true) WHEN(today)`), "no", "yes"],
  [CHAIN(`${STEP}, B: WHAT(true)`), "no", "no"],
  [`not ${CHAIN(`${STEP} WHEN(today)`)}`, "yes", "yes"],
  ['inSegment("a")', "yes", "yes"],
];

function evaluate(text: string, rules: EvaluationRules = "current"): Evaluation {
  return evaluateKind(checkText(text, SHOP).traits, { rules });
}

describe("the evaluation kind", () => {
  it("follows the rules in force", () => {
    for (const [text, edge, streaming] of TODAY) {
      const found = evaluate(text);
      assert.deepEqual([found.edge.answer, found.streaming.answer], [edge, streaming], text);
    }
  });

  it("follows the older rules where asked", () => {
    for (const [text, edge, streaming] of BEFORE) {
      const found = evaluate(text, "before2025");
      assert.deepEqual([found.edge.answer, found.streaming.answer], [edge, streaming], text);
    }
  });

  it("is always possible in batch", () => {
    for (const [text] of TODAY) assert.equal(evaluate(text).batch.answer, "yes");
  });

  it("is the same without a schema", () => {
    for (const [text, edge, streaming] of TODAY) {
      const found = evaluateKind(checkText(text, NO_SCHEMA).traits);
      assert.deepEqual([found.edge.answer, found.streaming.answer], [edge, streaming], text);
    }
  });

  it("points at the place that is the reason, in the whole text", () => {
    const text = `loyalty.points > 3 and ${CHAIN(`${STEP} WHEN(last month)`)}`;
    const checked = checkText(text, SHOP);
    const [reason] = evaluateKind(checked.traits).streaming.reasons;
    assert.equal(reason.clauseIndex, 1);
    assert.equal(reason.span && covered(checked, reason.span), `${STEP} WHEN(last month)`);
    assert.match(reason.text, /62 days/);
  });

  it("needs a merge policy that is active on edge", () => {
    const { traits } = checkText('person.gender = "female"', SHOP);
    const answers = (isActiveOnEdge: boolean | undefined, rules: EvaluationRules = "current") => {
      const { edge, streaming, batch } = evaluateKind(traits, { rules, isActiveOnEdge });
      return [edge.answer, streaming.answer, batch.answer];
    };
    assert.deepEqual(answers(true), ["yes", "yes", "yes"]);
    assert.deepEqual(answers(undefined), ["yes", "yes", "yes"]);
    assert.deepEqual(answers(false), ["no", "no", "yes"]);
    assert.deepEqual(answers(false, "before2025"), ["no", "yes", "yes"]);
    assert.equal(evaluateKind(traits).edge.reasons.at(-1)?.text, NEEDS_ACTIVE_POLICY);
  });

  it("says of profile attributes that edge evaluates them daily", () => {
    assert.match(evaluate("testProfile").edge.reasons[0]?.text ?? "", /once a day/);
  });

  it("tells an event without a window from one whose window has no end", () => {
    const said = (text: string) => evaluate(text).streaming.reasons[0]?.text ?? "";
    assert.match(said(CHAIN(STEP)), /no time window/);
    assert.match(said('xEvent[eventType = "x"]'), /no time window/);
    for (const text of [
      CHAIN(`${STEP} WHEN(> 2 hours before now)`),
      CHAIN(`${STEP} WHEN(before now)`),
      CHAIN(`${STEP} WHEN(after date(2024, 1, 1))`),
      CHAIN("A: WHAT(timestamp occurs before today)"),
      "xEvent[timestamp occurs > 2 days before now]",
      "exists E from xEvent where E.timestamp occurs before now",
    ]) {
      assert.match(said(text), /^This time window may reach back further/, text);
    }
  });

  it("gives a reason for each answer", () => {
    for (const [text] of TODAY) {
      for (const { reasons } of Object.values(evaluate(text))) assert.ok(reasons.length > 0, text);
    }
  });
});
