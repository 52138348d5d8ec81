/**
 * What pages show besides pictures: every field in a group, histories without invented numbers, tokens apart from text.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SegmentJob } from "../../../../client/src/api/segmentJobs.js";
import { toHistory } from "../../../../client/src/pages/audience/audienceHost.js";
import { listOtherParts, readAuthored } from "../../../../client/src/pages/content/authored.js";
import { findColumns } from "../../../../client/src/pages/dataset/columns.js";
import { toCellText } from "../../../../client/src/pages/frame/cellText.js";
import { type GroupText, time, toFactGroups, withNames } from "../../../../client/src/pages/frame/facts.js";
import { findNextRow } from "../../../../client/src/pages/frame/rowWindow.js";
import { findTimeText } from "../../../../client/src/pages/frame/timeText.js";
import {
  hideTokens,
  showTokens,
  splitHidden,
  splitTokens,
} from "../../../../client/src/pages/message/personalizationTokens.js";

const GROUPS: readonly GroupText[] = [
  { title: "Identity", fields: { id: "Id", made: time("Made") } },
  { title: "Rest", fields: { state: "State" } },
];

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
          { label: "Id", field: "id", value: "x" },
          { label: "Made", value: "2026-01-15 12:00 UTC" },
        ],
      },
      { title: "Rest", facts: [{ label: "State", field: "state", value: "draft" }] },
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

  it("has names in the place of ids, which stay beside them, and ids where no name is known", () => {
    const groups = toFactGroups({ id: "x", state: ["a", "b"] }, GROUPS);
    assert.deepEqual(withNames(groups, { State: ["Ready", "b"], Other: "never seen" }), [
      { title: "Identity", facts: [{ label: "Id", field: "id", value: "x" }] },
      {
        title: "Rest",
        facts: [{ label: "State", field: "state", value: ["Ready", "b"], written: ["a", "b"] }],
      },
    ]);
    assert.deepEqual(withNames(groups, { State: "" }), groups);
  });
});

describe("moments among values", () => {
  it("are told by their form, or by numbers under names that speak of time", () => {
    const moments: readonly (readonly [field: string, value: unknown])[] = [
      ["anything", "2024-06-10T06:13:20.123456Z"],
      ["anything", "2024-06-10 06:13:20"],
      ["anything", "2024-06-10T08:13:20+02:00"],
      ["createEpoch", 1_718_000_000],
      ["createTime", "1718000000"],
      ["startedAtUTC", 1_718_000_000_123],
      ["last_run", "1718000000"],
      ["xdm:timestamp", 1_718_000_000_000_000],
      ["updated", 1_718_000_000_000],
      ["anything", 1_718_000_000_000],
    ];
    for (const [field, value] of moments)
      assert.equal(findTimeText(field, value), "2024-06-10 06:13 UTC", `${field}: ${String(value)}`);
  });

  it("are nothing that is counted, named or out of reach", () => {
    const others: readonly (readonly [field: string, value: unknown])[] = [
      ["date", "2024-06-10"],
      ["format", 1_718_000_000],
      ["runtime", 1_718_000_000],
      ["batchId", 1_718_000_000_000],
      ["lastBatchId", "1718000000"],
      ["recordCount", 1_718_000_000_000],
      ["version", 1_718_000_000_000],
      ["anything", "1718000000000"],
      ["created", 0],
      ["created", 86_400],
      ["created", true],
      ["created", { a: 1 }],
    ];
    for (const [field, value] of others)
      assert.equal(findTimeText(field, value), undefined, `${field}: ${String(value)}`);
  });

  it("are readable inside of objects, too", () => {
    const run = { id: "a", span: { startedAtUTC: 1_718_000_000_123 }, days: ["2024-06-10T06:13:20Z"] };
    assert.equal(
      toCellText(run, findTimeText),
      "id: a, span: startedAtUTC: 2024-06-10 06:13 UTC, days: [2024-06-10 06:13 UTC]",
    );
    assert.match(toCellText(run), /1718000000123/);
    assert.equal(toCellText({ id: "a", name: "", owner: null }), "id: a", "what is empty says nothing");
  });
});

function toJob(id: string, job: Partial<SegmentJob>): SegmentJob {
  return {
    id,
    status: "SUCCEEDED",
    audienceIds: ["*"],
    createdAt: 1,
    updatedAt: 1,
    errors: [],
    totalProfiles: undefined,
    durationMs: undefined,
    memberCounts: new Map(),
    statusCounts: new Map(),
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
