/**
 * The end of the time of which a rule asks for events: said where it is certain, and nowhere else.
 */
import assert from "node:assert/strict";
import { readEnvironment, readWindowEnd } from "../../../../server/src/pql/service.js";

const IN_SPRING = "timestamp occurs between date(2024, 3, 1) and date(2024, 5, 31)";
const BEFORE_2020 = "timestamp occurs before date(2020, 1, 1)";
const SUMMER = "2024-06-01";

describe("the end of the window of a rule", () => {
  for (const [rule, end] of [
    [`xEvent[${IN_SPRING}]`, SUMMER],
    [`xEvent[eventType = "x" and ${IN_SPRING}].count() >= 3`, SUMMER],
    [`exists E from xEvent where E.${IN_SPRING}`, SUMMER],
    [`chain(xEvent, timestamp, [A: WHAT(eventType = "x") WHEN(before date(2020, 1, 1))])`, "2020-01-01"],
    [`xEvent[${IN_SPRING}] and homeAddress.city = "Oslo"`, SUMMER],
    [`xEvent[${IN_SPRING}] and xEvent[${BEFORE_2020}]`, "2020-01-01"],
    [`xEvent[${IN_SPRING}] or xEvent[${BEFORE_2020}]`, SUMMER],
    [`xEvent[not (timestamp occurs after date(2020, 1, 1))]`, "2020-01-02"],
    [`not (xEvent[${IN_SPRING}])`, undefined],
    [`xEvent[${IN_SPRING}].count() = 0`, undefined],
    [`xEvent[${IN_SPRING}] or homeAddress.city = "Oslo"`, undefined],
    [`xEvent[${IN_SPRING} or eventType = "x"]`, undefined],
    [`xEvent[timestamp occurs after date(2020, 1, 1)]`, undefined],
    ["xEvent[timestamp occurs < 7 days before now]", undefined],
    ["person.birthDate occurs before date(2000, 1, 1)", undefined],
    ["xEvent[commerce.order.purchaseDate occurs before date(2000, 1, 1)]", undefined],
    ["(", undefined],
  ] as const)
    it(`${rule}: ${end ?? "none"}`, () => {
      const found = readWindowEnd(rule, readEnvironment({}));
      assert.equal(found && new Date(found).toISOString().slice(0, 10), end);
    });
});
