/**
 * What pages show besides pictures: every field in a group, histories without invented numbers, tokens apart from text.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SegmentJob } from "../../../../client/src/api/segmentJobs.js";
import { toHistory } from "../../../../client/src/pages/audience/history.js";
import { findColumns } from "../../../../client/src/pages/dataset/columns.js";
import { readGroupTexts, toFactGroups } from "../../../../client/src/pages/frame/facts.js";
import {
  hideTokens,
  showTokens,
  splitHidden,
  splitTokens,
} from "../../../../client/src/pages/message/tokens.js";

const GROUPS = readGroupTexts("Identity: id = Id | made@ = Made\nRest: state = State");

describe("the facts of a thing", () => {
  it("shows every field that is there: named ones in their group, all others under their own names", () => {
    const raw = {
      state: "draft",
      id: "x",
      brandNew: { a: 1 },
      made: 1_768_478_400_000,
      empty: "",
      nothing: null,
      hidden: 1,
    };
    assert.deepEqual(toFactGroups(raw, GROUPS, ["hidden"]), [
      {
        title: "Identity",
        facts: [
          { label: "Id", value: "x" },
          { label: "Made", value: "2026-01-15 12:00 UTC" },
        ],
      },
      { title: "Rest", facts: [{ label: "State", value: "draft" }] },
      { title: "Other fields", facts: [{ label: "brandNew", value: { a: 1 } }] },
    ]);
  });

  it("keeps false and zero, which are known, and leaves moments it cannot read as they are", () => {
    const facts = toFactGroups({ id: 0, state: false, made: "some day" }, GROUPS).flatMap(
      (group) => group.facts,
    );
    assert.deepEqual(
      facts.map(({ value }) => value),
      [0, "some day", false],
    );
  });
});

function toJob(id: string, job: Partial<SegmentJob>): SegmentJob {
  return {
    ...{ id, status: "SUCCEEDED", audienceIds: ["*"], createdAt: 1, updatedAt: 1, errors: [] },
    ...{ totalProfiles: undefined, durationMs: undefined, memberCounts: new Map(), statusCounts: new Map() },
    ...job,
  };
}

describe("the history of an audience", () => {
  it("takes counts as they are, oldest first, and leaves a missing count unknown", () => {
    const jobs = [
      toJob("late", { updatedAt: 30, memberCounts: new Map([["a", 0]]) }),
      toJob("named", { updatedAt: 20, audienceIds: ["a"] }),
      toJob("other", { updatedAt: 15, audienceIds: ["b"], memberCounts: new Map([["b", 5]]) }),
      toJob("silent", { updatedAt: 12 }),
      toJob("early", { updatedAt: 10, memberCounts: new Map([["a", 7]]) }),
    ];
    assert.deepEqual(
      toHistory(jobs, "a").map(({ at, members }) => [at, members]),
      [
        [10, 7],
        [20, undefined],
        [30, 0],
      ],
    );
  });
});

describe("preview rows", () => {
  it("have the columns of all rows in the order they first appear", () => {
    assert.deepEqual(findColumns([{ b: 1 }, { a: 2, b: 3 }, {}]), { names: ["b", "a"], leftOut: 0 });
    const wide = Object.fromEntries(Array.from({ length: 250 }, (_value, index) => [`c${index}`, index]));
    assert.equal(findColumns([wide]).leftOut, 50);
  });
});

describe("personalisation tokens", () => {
  const text = fc.array(fc.constantFrom("{{", "}}", "{%", "%}", "a", "<b>", "{{x}}", "{%if%}", "\n", '"'), {
    maxLength: 20,
  });

  it("are told from text without losing a character", () => {
    assert.deepEqual(splitTokens('Hi {{profile.name}}{%#if a < "b"%}!'), [
      { text: "Hi ", isToken: false },
      { text: "{{profile.name}}", isToken: true },
      { text: '{%#if a < "b"%}', isToken: true },
      { text: "!", isToken: false },
    ]);
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join("");
        assert.equal(
          splitTokens(whole)
            .map((part) => part.text)
            .join(""),
          whole,
        );
      }),
      { seed: 7 },
    );
  });

  it("come back exactly after being hidden from a mark-up parser", () => {
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join("");
        const { text: hidden, tokens } = hideTokens(whole);
        assert.equal(showTokens(hidden, tokens), whole);
        assert.equal(
          splitHidden(hidden, tokens)
            .map((part) => part.text)
            .join(""),
          whole,
        );
      }),
      { seed: 7 },
    );
  });
});
