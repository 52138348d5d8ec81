/**
 * What others wrote, in the pages and pictures of an inventory: it reads as it was written, and can become nothing else; and what
 * names somebody is masked.
 */
import assert from "node:assert/strict";
import { findCarriage } from "../../../../client/src/inventory/carriage.js";
import {
  escapeMarkdown,
  escapeWithCode,
  toFence,
} from "../../../../client/src/inventory/inventoryMarkdown.js";
import { toLink, toObjectStem, toSlug } from "../../../../client/src/inventory/objectPaths.js";
import { drawPicture } from "../../../../client/src/inventory/picture.js";
import { withoutPeople } from "../../../../client/src/inventory/privacy.js";
import { toDurationWords, withAudienceNames } from "../../../../client/src/inventory/readableNames.js";

describe("texts for people in an inventory", () => {
  it("say audiences by their names where they are known", () => {
    const [known, unknown] = ["11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-666666666666"];
    assert.equal(
      withAudienceNames(`in "${known}", in "${unknown}", id ${known}`, (id) =>
        id === known ? "VIP\n members" : undefined,
      ),
      `in “VIP members”, in "${unknown}", id “VIP members”`,
    );
  });

  it("say how long something waits", () => {
    for (const [written, words] of [
      ["PT72H", "72 hours"],
      ["P1DT2H30M", "1 day 2 hours 30 minutes"],
      ["P2W", "2 weeks"],
      ["P1Y", "P1Y"],
      ["until noon", "until noon"],
    ] as const)
      assert.equal(toDurationWords(written), words);
  });
});

describe("texts of others in an inventory", () => {
  for (const [text, escaped] of [
    ["[a](https://x.example)", "\\[a\\](https\\://x.example)"],
    ["![x](y) <img src=x>", "\\!\\[x\\](y) \\<img src=x\\>"],
    ["# Title", "\\# Title"],
    ["1. one\n- two", "1\\. one - two"],
    ["Plain name (v1.2), 5-6", "Plain name (v1.2), 5-6"],
    ["www.x.example | a`b`", "www\\.x.example \\| a\\`b\\`"],
  ] as const) {
    it(`escapes ${JSON.stringify(text)}`, () => assert.equal(escapeMarkdown(text), escaped));
  }

  it("keeps the commands in sentences of ours as code, and nothing else", () => {
    assert.equal(escapeWithCode("Use `aep plan`, not `rm`."), "Use `aep plan`, not \\`rm\\`.");
  });

  it("ends no block early", () => {
    assert.ok(toFence("a\n````\nb").startsWith("`````\n"));
  });

  it("leads out of no folder, and tells namesakes apart", () => {
    const stem = toObjectStem({ kind: "audience", id: "../../x", name: "../../etc/passwd" });
    assert.match(stem, /^audiences\/etc-passwd-[0-9a-f]{8}$/);
    assert.notEqual(stem, toObjectStem({ kind: "audience", id: "y", name: "../../etc/passwd" }));
    assert.match(toObjectStem({ kind: "journey", id: "x", name: "???" }), /^journeys\/[0-9a-f]{8}$/);
    assert.equal(toSlug("Größe & Été — 2026"), "größe-été-2026");
    assert.equal(toLink("a/b.md", "c d/é.md"), "../c%20d/%C3%A9.md");
  });

  it("stay text in a picture, which is the same each time", () => {
    const boxes = [
      { key: "a", title: "</text><script>alert(1)</script>", subtitle: '"&\u0000\ud800', colour: "#000" },
      { key: "b", title: "B", subtitle: "", colour: "#000" },
    ];
    const links = [{ from: "a", to: "b", label: "2" }];
    const svg = drawPicture("T", { boxes, links });
    assert.ok(!svg.includes("<script") && svg.includes("&lt;/text&gt;"));
    assert.equal(svg, drawPicture("T", { boxes, links }));
  });

  it("names nobody", () => {
    const address = "jo.doe@example.com";
    const draft = withoutPeople({
      name: `For ${address}`,
      description: address,
      facts: [["Condition", `x = "${address}"`]],
      rule: { text: `personalEmail.address = "${address}"`, words: address, fields: [] },
      steps: [
        {
          name: address,
          kind: "Wait",
          facts: [["Condition", address]],
          next: [{ to: address, label: address }],
        },
      ],
      problems: [address],
      pairFields: `{"name":"${address}"}`,
    });
    assert.ok(!JSON.stringify(draft).includes("jo.doe"));
    assert.equal(draft.pairFields, undefined, "a masked rule is no rule to apply");
    const record = { kind: "audience", traits: draft.traits, unread: undefined } as const;
    const { verdict, rule } = findCarriage({ record, missing: [], blocked: [], isCircular: false });
    assert.deepEqual([verdict, rule], ["hand", "names-person"]);
  });
});
