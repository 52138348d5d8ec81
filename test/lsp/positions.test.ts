/**
 * Positions count UTF-16 code units, and lines end in any of three ways: an emoji or a Windows file shifts nothing.
 */
import assert from "node:assert/strict";
import { Conversation, type Place } from "./conversation.js";

const URI = "file:///audience.pql";

describe("positions", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin();
  });

  afterEach(() => client.end());

  const texts: readonly (readonly [what: string, text: string, bracket: Place])[] = [
    ["an emoji before", 'a = "😀😀" and (b', { line: 0, character: 15 }],
    ["letters of other scripts", 'имя = "日本" and (b', { line: 0, character: 15 }],
    ["lines of Windows", 'a = "x"\r\nand b = 1\r\nand (c', { line: 2, character: 4 }],
    ["lines of old Macs", 'a = "x"\rand b = 1\rand (c', { line: 2, character: 4 }],
    ["mixed lines and emoji", 'a = "👩‍👩‍👧"\r\nand b = "😀"\n\rand (c', { line: 3, character: 4 }],
    [
      "an emoji on the same line as the clause before",
      '"😀" = a and "😀" = b and (c',
      { line: 0, character: 26 },
    ],
  ];
  for (const [what, text, bracket] of texts) {
    it(`are right with ${what}`, async () => {
      client.open(URI, text);
      const { diagnostics } = await client.published(URI, 1);
      const unclosed = diagnostics.find(({ code }) => code === "pql.unclosedBracket");
      assert.deepEqual(unclosed?.range.start, bracket);
      // The same through an edit: closing the bracket where the client says the text ends.
      client.edit(URI, 2, { start: { line: 99, character: 0 }, text: ")" });
      assert.deepEqual((await client.published(URI, 2)).diagnostics, []);
    });
  }

  it("beyond the end of a line mean its end, before the line break", async () => {
    client.open(URI, "(a = 1\r\nand b = 2");
    await client.published(URI, 1);
    client.edit(URI, 2, { start: { line: 0, character: 500 }, text: ")" });
    assert.deepEqual((await client.published(URI, 2)).diagnostics, []);
  });

  it("stay right when an edit takes a line break in two or joins one", async () => {
    client.open(URI, "a = 1\r\nand (b = 2");
    await client.published(URI, 1);
    client.edit(URI, 2, { start: { line: 0, character: 5 }, end: { line: 1, character: 0 }, text: "\r" });
    client.edit(URI, 3, { start: { line: 1, character: 0 }, text: "\n" });
    const { diagnostics } = await client.published(URI, 3);
    assert.deepEqual(diagnostics[0]?.range.start, { line: 1, character: 4 });
  });
});
