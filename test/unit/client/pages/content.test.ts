/**
 * What pages show besides pictures: every field in a group, histories without invented numbers, tokens apart from text.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SegmentJob } from "../../../../client/src/api/segmentJobs.js";
import { toHistory } from "../../../../client/src/pages/audience/history.js";
import { listOtherParts, readAuthored } from "../../../../client/src/pages/content/authored.js";
import { findColumns } from "../../../../client/src/pages/dataset/columns.js";
import { toCellText } from "../../../../client/src/pages/frame/cellText.js";
import { readGroupTexts, toFactGroups } from "../../../../client/src/pages/frame/facts.js";
import { findNextRow } from "../../../../client/src/pages/frame/rowWindow.js";
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

describe("cells of preview rows", () => {
  it("show any value in one short line", () => {
    assert.equal(toCellText("a\n b"), "a b");
    assert.equal(toCellText(null), "");
    assert.equal(toCellText(false), "false");
    assert.equal(toCellText({ name: { first: "Ada" }, tags: ["x", 2] }), "name: first: Ada, tags: [x, 2]");
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = toCellText(value);
        assert.ok(text.length <= 80 && !text.includes("\n"));
      }),
      { seed: 7 },
    );
  });

  it("are walked row by row, page by page, and to both ends, never beyond", () => {
    assert.equal(findNextRow(0, "ArrowUp", 5_000), 0);
    assert.equal(findNextRow(4_998, "PageDown", 5_000), 4_999);
    assert.equal(findNextRow(7, "Home", 5_000), 0);
    assert.equal(findNextRow(7, "End", 5_000), 4_999);
    assert.equal(findNextRow(7, "a", 5_000), undefined);
  });
});

describe("authored content", () => {
  it("is found in every shape of template and fragment", () => {
    const body = "<p>Hello</p>";
    assert.deepEqual(readAuthored({ template: { subject: "S", html: { body }, text: { body: "T" } } }), {
      subject: "S",
      html: body,
      text: "T",
    });
    assert.deepEqual(readAuthored({ template: { html: body } }), { html: body });
    assert.deepEqual(readAuthored({ fragment: { content: body } }), { html: body });
    assert.deepEqual(readAuthored({ fragment: { expression: "{{x}}" } }), { text: "{{x}}" });
    assert.deepEqual(readAuthored({ template: { title: "Push", message: "Look" } }), {
      title: "Push",
      text: "Look",
    });
    for (const odd of [{}, { template: null }, { template: { html: 4 } }, { fragment: [] }])
      assert.deepEqual(readAuthored(odd), {});
  });

  it("leaves what else stands in it to be shown as fields", () => {
    const record = {
      template: { title: "Push", message: "Look", badge: 3, html: { body: "x" }, editorContext: {} },
    };
    assert.deepEqual(listOtherParts(record), { badge: 3 });
  });
});
