/**
 * The sentences pages begin with: what is known is said, what is wrong is marked, what is not known is left out.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type AudienceState,
  describeAudience,
  describeCampaign,
  describeDataset,
  describeJourney,
  type JourneyState,
  type StateSentence,
} from "../../../../client/src/model/stateSentences";
import { inRepository } from "../../../support/folders";

const AT = Date.UTC(2026, 0, 15, 12);
const DAY = 86_400_000;

const toTexts = (sentences: readonly StateSentence[]): string[] =>
  sentences.map(({ text, isWrong }) => (isWrong ? `! ${text}` : text));

describe("the state of a thing in sentences", () => {
  const audience: AudienceState = {
    state: "published",
    evaluation: ["edge", "batch"],
    members: 1_234,
    countedAt: AT,
    isActiveOnEdge: true,
    windowEnd: undefined,
    users: { audiences: 2, journeys: 1, campaigns: 0, destinations: 2 },
    measured: [],
  };

  it("says of an audience how it is evaluated, whom it holds, and who uses it", () => {
    assert.deepEqual(toTexts(describeAudience(audience, AT)), [
      "It is published and evaluated by edge and batch.",
      "It holds 1,234 people, counted 2026-01-15 12:00 UTC.",
      "2 audiences, 1 journey and 2 destinations use it.",
    ]);
  });

  it("marks an empty audience, and one whose merge policy is not active on edge", () => {
    const users = { audiences: 0, journeys: 0, campaigns: 0, destinations: 1 };
    const wrong = { ...audience, members: 0, countedAt: undefined, isActiveOnEdge: false, users };
    assert.deepEqual(toTexts(describeAudience(wrong, AT)).slice(1), [
      "! Nobody is in it.",
      "1 destination uses it.",
      "! It is to be evaluated on edge, where its merge policy is not active.",
    ]);
    assert.deepEqual(toTexts(describeAudience({ ...wrong, evaluation: ["batch"] }, AT)).slice(3), []);
  });

  it("says nothing of what is not known", () => {
    const unknown = { ...audience, state: undefined, evaluation: undefined, members: undefined };
    assert.deepEqual(describeAudience({ ...unknown, isActiveOnEdge: undefined, users: undefined }, AT), []);
  });

  const campaign = {
    state: "live",
    kind: "scheduled, marketing",
    messages: 2,
    isDraftOnly: false,
    audience: { id: "a1", name: "Readers" },
    startsAt: AT - 10 * DAY,
    endsAt: AT + DAY,
    unpublished: undefined,
    performance: undefined,
  };

  it("says of a campaign what it is, for whom and how much it sends", () => {
    const sentences = describeCampaign(campaign, AT);
    assert.deepEqual(toTexts(sentences), [
      "It is live and scheduled, marketing.",
      "It is for “Readers”.",
      "It sends 2 messages.",
      "It started 2026-01-05 12:00 UTC.",
    ]);
    assert.deepEqual(sentences[1]?.source, { page: "audience", id: "a1" });
  });

  it("marks a live campaign whose time is over, and one without a message", () => {
    const over = { ...campaign, messages: 0, endsAt: AT - DAY };
    assert.deepEqual(toTexts(describeCampaign(over, AT)).slice(2), [
      "! It holds no message.",
      "It started 2026-01-05 12:00 UTC.",
      "! It is live, but its time ended 2026-01-14 12:00 UTC.",
    ]);
    assert.deepEqual(toTexts(describeCampaign({ ...over, state: "stopped" }, AT)).slice(2), [
      "It holds no message.",
      "It started 2026-01-05 12:00 UTC.",
    ]);
    const later = { ...campaign, startsAt: AT + DAY, endsAt: undefined };
    assert.equal(toTexts(describeCampaign(later, AT)).at(-1), "It starts 2026-01-16 12:00 UTC.");
  });

  it("says how a journey or a campaign does once it was measured, and on an audience how its users do", () => {
    const performance = "It sent 3 messages, with 2 opens and 1 clicks, 2026-01-01 to 2026-01-07 (UTC).";
    const source = { section: "Performance" };
    assert.deepEqual(describeCampaign({ ...campaign, performance }, AT).at(-1), {
      text: performance,
      isWrong: false,
      source,
    });
    assert.deepEqual(describeJourney({ ...journey, performance }, AT).at(-1)?.source, source);
    const measured = [{ page: "campaign", id: "c1", name: "Autumn", performance }] as const;
    assert.deepEqual(describeAudience({ ...audience, measured }, AT).at(-1), {
      text: `“Autumn” uses it. ${performance}`,
      isWrong: false,
      source: { page: "campaign", id: "c1" },
    });
  });

  it("says of a dataset what arrived last, and marks what failed", () => {
    const batch = (status: string, days: number, records?: number) => ({
      status,
      records,
      createdAt: AT - days * DAY,
    });
    const batches = [
      batch("failed", 1),
      batch("success", 2, 500),
      batch("aborted", 3),
      batch("success", 4, 9),
    ];
    const schema = { id: "s1", title: "Orders" };
    assert.deepEqual(toTexts(describeDataset({ feedsProfiles: true, schema, batches })), [
      "Its rows follow “Orders” and feed profiles.",
      "The latest batch that arrived brought 500 records, 2026-01-13 12:00 UTC.",
      "! 1 of the last 4 batches failed, the latest 2026-01-14 12:00 UTC; 1 was aborted.",
    ]);
    const toLoss = (...statuses: string[]) =>
      toTexts(
        describeDataset({
          feedsProfiles: undefined,
          schema: undefined,
          batches: statuses.map((status) => batch(status, 1)),
        }),
      );
    const date = "2026-01-14 12:00 UTC";
    assert.deepEqual(toLoss("failure", "queued"), [`! 1 of the last 2 batches failed, the latest ${date}.`]);
    assert.deepEqual(toLoss("aborted", "queued"), [`! 1 of the last 2 batches was aborted, ${date}.`]);
    assert.deepEqual(toTexts(describeDataset({ feedsProfiles: undefined, schema: undefined, batches: [] })), [
      "! Nothing was ever loaded into it.",
    ]);
    assert.deepEqual(describeDataset({ feedsProfiles: true, schema: undefined, batches: undefined }), []);
  });

  const journey = {
    state: "live",
    startsAt: undefined,
    endsAt: undefined,
    steps: [],
    unpublished: undefined,
    performance: undefined,
  };

  it("marks a journey whose time is over wherever one lives, and says of one that it starts later", () => {
    const last = (changes: Partial<JourneyState>) =>
      toTexts(describeJourney({ ...journey, ...changes }, AT)).at(-1);
    assert.equal(last({ endsAt: AT - 2 * DAY }), "! It is live, but its time ended on 2026-01-13.");
    const nothing = "It is live and has 0 steps, none of which sends a message.";
    assert.equal(last({ endsAt: AT - DAY / 2 }), nothing);
    assert.equal(
      last({ state: "closed", endsAt: AT - 2 * DAY }),
      "It is closed and has 0 steps, none of which sends a message.",
    );
    assert.equal(last({ startsAt: AT + DAY }), "It starts on 2026-01-16.");
    assert.equal(last({ startsAt: AT - 2 * DAY }), "It started on 2026-01-13.");
    assert.equal(last({ startsAt: AT - DAY / 2 }), nothing, "a day may begin elsewhere hours later");
  });

  it("marks an audience that asks for events of a time that is over", () => {
    const last = (windowEnd: number) => toTexts(describeAudience({ ...audience, windowEnd }, AT)).at(-1);
    assert.equal(
      last(Date.UTC(2025, 0, 1)),
      "! Its rule asks for events before 2025-01-01, and that time is over.",
    );
    assert.equal(last(AT + DAY), "2 audiences, 1 journey and 2 destinations use it.");
  });

  it("says of a journey how long it is and for whom, and marks steps nobody reaches", () => {
    const step = { isMessage: false, isMissing: false, isUnreachable: false, audiences: [] };
    const steps = [
      { ...step, audiences: [{ id: "a1", name: "Carts" }] },
      { ...step, isMessage: true },
      { ...step, isUnreachable: true },
      { ...step, isMissing: true },
    ];
    assert.deepEqual(
      toTexts(describeJourney({ ...journey, steps, unpublished: [{ id: "f1", name: "Header" }] }, AT)),
      [
        "It is live and has 3 steps, 1 of which sends a message.",
        "It is for “Carts”.",
        "! No way leads to 1 step.",
        "! 1 step it leads to is not part of it.",
        "! It uses the fragment “Header”, which is not published.",
      ],
    );
  });

  it("lead to parts that the pages have", () => {
    const read = (file: string) => readFileSync(inRepository(`client/src/${file}`), "utf8");
    const pages = ["audience", "campaign", "dataset", "journey"].map((page) =>
      read(`pages/${page}/${page}Page.ts`),
    );
    const named = [...read("model/stateSentences.ts").matchAll(/section(?:: |\()say\("([^"]+)"\)/g)].map(
      ([, section = ""]) => section,
    );
    assert.ok(named.length > 8, named.join());
    for (const section of named)
      assert.ok(
        pages.some((page) => new RegExp(`drawSection\\(\\s*say\\("${section}"\\)`).test(page)),
        section,
      );
  });
});
