/**
 * A megabyte of PQL: opened, typed in at places far apart, and always the same as if it had been opened that way.
 */
import assert from "node:assert/strict";
import { SeededRandom } from "../support/seededRandom.js";
import { Conversation } from "./conversation.js";
import { longQuery } from "./longQuery.js";

const URI = "file:///large.pql";
const TEXT = longQuery(1_000_000);
const MOST_SHOWN = 200;
const MOST_NOTES = 25;
const MORE_PROBLEMS = "pql.moreProblems";

describe("a document of one megabyte", () => {
  let client: Conversation;

  beforeEach(async () => {
    client = await Conversation.begin();
  });

  afterEach(() => client.end());

  it("is checked, and each of its lines can be changed", async () => {
    client.open(URI, TEXT);
    assert.deepEqual((await client.published(URI, 1)).diagnostics, []);
    const lines = TEXT.split("\n");
    const random = new SeededRandom(8);
    for (let version = 2; version < 22; version++) {
      const line = random.integer(0, lines.length - 1);
      const character = random.integer(0, lines[line]?.length ?? 0);
      const text = random.pick(["(", ")", '"', "\n", " and ", "x", "\r\n"]);
      client.edit(URI, version, { start: { line, character }, text });
      const inLine = lines[line] ?? "";
      const changed = inLine.slice(0, character) + text + inLine.slice(character);
      lines.splice(line, 1, ...changed.split("\n"));
    }
    const edited = await client.published(URI, 21);
    const fresh = await Conversation.begin();
    try {
      fresh.open(URI, lines.join("\n"));
      assert.deepEqual(edited.diagnostics, (await fresh.published(URI, 1)).diagnostics);
    } finally {
      await fresh.end();
    }
  });

  it("full of problems shows two hundred of them, errors first, and says how many more there are", async () => {
    client.open(URI, "a = \nand ".repeat(20_000));
    const { diagnostics } = await client.published(URI, 1);
    assert.equal(diagnostics.length, MOST_SHOWN + 1);
    assert.ok(diagnostics.slice(0, MOST_SHOWN).every(({ severity }) => severity === 1));
    const last = diagnostics.at(-1);
    assert.equal(last?.code, MORE_PROBLEMS);
    assert.equal(last.severity, 3);
    assert.match(last.message, /^[\d,]+ more/);
  });

  it("full of notes shows twenty-five of them behind the errors", async () => {
    client.open(URI, `${"a != 1\nand ".repeat(500)}b =`);
    const { diagnostics } = await client.published(URI, 1);
    assert.equal(diagnostics[0]?.severity, 1);
    const notes = diagnostics.filter(({ severity, code }) => severity > 2 && code !== MORE_PROBLEMS);
    assert.equal(notes.length, MOST_NOTES);
    assert.equal(diagnostics.at(-1)?.code, MORE_PROBLEMS);
  });

  it("may be replaced as a whole", async () => {
    client.open(URI, TEXT);
    client.driver.notify("textDocument/didChange", {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: "(" }],
    });
    assert.equal((await client.published(URI, 2)).diagnostics.length > 0, true);
  });
});
