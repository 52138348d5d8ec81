/**
 * Text of others in the chat: the editor's own reader of Markdown finds nothing to click and nothing to load in it.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { toBlock, toLines, toUnclickable } from "../../../../client/src/agents/chatText.js";

const HOSTILE = [
  "[Free](command:aep.audience.delete?%5B%5D)",
  "![x](https://x.y/z.png)",
  "<https://x.y>",
  "<a href='https://x.y'>b</a>",
  "https://x.y and www.x.y, a@b.c",
  "[a][b]\n\n[b]: https://x.y",
  "command:x javascript:alert(1)",
];

describe("text of others in the chat", () => {
  it("holds no link, no picture and no markup", () => {
    for (const text of HOSTILE) {
      const shown = toUnclickable(text);
      assert.doesNotMatch(shown, /:\/\/|(^|[^\\])[[\]<>!]|\bwww\.|\b(?:command|javascript):|@\w/, text);
    }
  });

  it("keeps its words", () => {
    assert.equal(toUnclickable("Gold members, in Oslo: 3"), "Gold members, in Oslo: 3");
  });

  it("stays lines of words that wrap, with every sign of Markdown taken as a sign", () => {
    assert.equal(
      toLines("All of:\n- tier is *gold* (a_b)\n  1. x\n\nEnd\n"),
      "All of:\\\n\\- tier is \\*gold\\* \\(a\\_b\\)\\\n\u00A0\u00A01\\. x\n\nEnd\n\n",
    );
    for (const text of HOSTILE) {
      assert.doesNotMatch(
        toLines(text),
        /:\/\/|(^|[^\\])[[\]<>!*_#`]|\bwww\.|\b(?:command|javascript):|@\w/,
        text,
      );
    }
  });

  it("cannot end a block", () => {
    const ticks = fc.string({ unit: fc.constantFrom("`", "a", "\n") });
    fc.assert(
      fc.property(ticks, (text) => {
        const [fence = "", ...lines] = toBlock(text).trimEnd().split("\n");
        assert.equal(lines.pop(), fence);
        assert.ok(lines.every((line) => !line.includes(fence)));
      }),
    );
  });
});
