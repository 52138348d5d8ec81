/**
 * What others wrote, in the pages and pictures of an inventory: it reads as it was written, and can become nothing else; and what
 * names somebody is masked.
 */
import assert from "node:assert/strict";
import { findCarriage } from "../../../../client/src/inventory/carriage.js";
import { escapeWithCode, toFence } from "../../../../client/src/inventory/inventoryMarkdown.js";
import { toLink, toObjectStem, toSlug } from "../../../../client/src/inventory/objectPaths.js";
import { drawPicture } from "../../../../client/src/inventory/picture.js";
import { withoutPeople } from "../../../../client/src/inventory/privacy.js";
import { toDurationWords, withAudienceNames } from "../../../../client/src/inventory/readableNames.js";
import { sayDuration } from "../../../../client/src/model/durations.js";
import { escapeMarkdown } from "../../../../client/src/model/markdownText.js";
import { beginSpeaking } from "../../../../client/src/words/say.js";

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
      // A sign that were passed over would turn before into after.
      ["-P1D", "-P1D"],
      ["until noon", "until noon"],
    ] as const)
      assert.equal(toDurationWords(written), words);
  });

  it("say to a reader how long something waits in the reader's language, whole days as days", () => {
    const listWords = () => ["PT72H", "PT36H", "P1DT1M", "P1Y"].map(sayDuration);
    assert.deepEqual(listWords(), ["3 days", "36 hours", "1 day 1 minute", "P1Y"]);
    beginSpeaking({}, "de");
    try {
      assert.deepEqual(listWords(), ["3 Tage", "36 Stunden", "1 Tag 1 Minute", "P1Y"]);
    } finally {
      beginSpeaking(undefined, "en");
    }
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

  it("hang together by lines that cross no box", () => {
    const keys = ["a", "b", "c", "d", "e", "f"];
    const boxes = keys.map((key) => ({ key, title: key, subtitle: "", colour: "#000" }));
    const links = keys.flatMap((from, row) => keys.slice(row + 1).map((to) => ({ from, to })));
    for (const label of [undefined, "2"]) {
      const svg = drawPicture("T", { boxes, links: links.map((link) => ({ ...link, label })) });
      const places = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="(\d+)"/g)].map(
        ([, ...numbers]) => numbers.map(Number),
      );
      const curves = [...svg.matchAll(/<path d="(M[^"]+)" fill="none"/g)].map(([, curve = ""]) => curve);
      assert.deepEqual([places.length, curves.length], [keys.length, links.length]);
      for (const [x, y] of curves.flatMap(toPointsOnCurve)) {
        const hit = places.find(
          ([left = 0, top = 0, width = 0, height = 0]) =>
            x > left + 1 && x < left + width - 1 && y > top && y < top + height,
        );
        assert.equal(hit, undefined, `${x},${y}`);
      }
    }
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

/** Forty places of each piece of a path that is written with `M`, `H` and `C` in absolute numbers. */
function toPointsOnCurve(path: string): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest = ""] of path.matchAll(/([MHC])([^MHC]*)/g)) {
    const numbers = rest.trim().split(/\s+/).map(Number);
    const [fromX, fromY] = [x, y];
    if (letter === "M") [x = 0, y = 0] = numbers;
    else if (letter === "H") [x = 0] = numbers;
    else [, , , , x = 0, y = 0] = numbers;
    if (letter === "M") continue;
    const [middle = 0] = letter === "C" ? numbers : [(fromX + x) / 2];
    for (let step = 0; step <= 40; step++) {
      const [to, from] = [step / 40, 1 - step / 40];
      const [first, between, last] = [from ** 3, 3 * from * to, to ** 3];
      points.push([
        first * fromX + between * middle + last * x,
        (first + between * from) * fromY + (between * to + last) * y,
      ]);
    }
  }
  return points;
}
