/**
 * Completion lists are written anew for each key, and differ by what a client takes: what comes out must be the list as LSP has it, for
 * every client.
 */
import assert from "node:assert/strict";
import type { CompletionList } from "vscode-languageserver-types";
import { CompletionWriter, findSubject, type ItemStyle } from "../../../server/src/convert/lspCompletion";
import { CompletionMemory } from "../../../server/src/pql/features/completion/completionMemory";
import { findSuggestions } from "../../../server/src/pql/features/completion/findSuggestions";
import type { Suggestions } from "../../../server/src/pql/features/completion/suggestion";
import { sayEnglish } from "../../../server/src/pql/text/phrases";
import { openAtCursor } from "../pql/features/exampleWorld";

const PLAIN: ItemStyle = {
  say: sayEnglish,
  sharesRange: false,
  sharesData: false,
  insertsSnippets: false,
  keepsWhiteSpace: "unknown",
  replaces: false,
};
const RICH: ItemStyle = {
  say: sayEnglish,
  sharesRange: true,
  sharesData: true,
  insertsSnippets: true,
  keepsWhiteSpace: "shared",
  replaces: true,
};
const POSITIONS = { positionAt: (character: number) => ({ line: 0, character }) };

const FOUND: Suggestions = {
  span: { start: 3, end: 5 },
  replaceEnd: 8,
  isIncomplete: true,
  items: [
    { label: 'say "hi"', kind: "value", filter: "hi", detail: "a\nb" },
    {
      label: "sum",
      kind: "function",
      text: "sum",
      snippet: "sum($1)",
      subject: { kind: "function", name: "sum" },
    },
    { label: "old", kind: "field", isDeprecated: true },
  ],
};

function write(style: ItemStyle, found = FOUND): CompletionList {
  return new CompletionWriter(style).toList(found, { positions: POSITIONS, list: 7 });
}

describe("a completion list on the wire", () => {
  it("gives every item its edit where the client takes nothing from the list", () => {
    const range = { start: { line: 0, character: 3 }, end: { line: 0, character: 5 } };
    const { items, ...head } = write(PLAIN);
    assert.deepEqual(head, { isIncomplete: true });
    assert.deepEqual(items[0], {
      label: 'say "hi"',
      kind: 20,
      detail: "a\nb",
      filterText: "hi",
      sortText: "00",
      data: 7,
      textEdit: { range, newText: 'say "hi"' },
    });
    assert.deepEqual(items[1]?.textEdit, { range, newText: "sum" });
    assert.deepEqual(items[2]?.tags, [1]);
  });

  it("says once what all items share where the client takes it", () => {
    const { items, ...head } = write(RICH);
    const insert = { start: { line: 0, character: 3 }, end: { line: 0, character: 5 } };
    const replace = { ...insert, end: { line: 0, character: 8 } };
    assert.deepEqual(head, {
      isIncomplete: true,
      itemDefaults: { editRange: { insert, replace }, data: 7, insertTextMode: 1 },
    });
    assert.deepEqual(items[1], {
      label: "sum",
      kind: 3,
      textEditText: "sum($1)",
      insertTextFormat: 2,
      sortText: "01",
    });
  });

  it("keeps white space in each item where the client takes that of no list, and says nothing to others", () => {
    assert.equal(write({ ...RICH, keepsWhiteSpace: "each" }).items[0]?.insertTextMode, 1);
    assert.doesNotMatch(JSON.stringify(write(PLAIN)), /insertTextMode/);
  });

  it("offers once what differs only at tab stops to a client without them", () => {
    const { document, offset } = openAtCursor("cha|");
    const found = findSuggestions(document, offset);
    const count = (style: ItemStyle) =>
      write(style, found).items.filter(({ label }) => label.startsWith("chain")).length;
    assert.deepEqual([count(PLAIN), count(RICH)], [1, 3]);
  });

  it("is a list without items where nothing was found", () => {
    assert.deepEqual(write(PLAIN, { ...FOUND, items: [] }), { isIncomplete: true, items: [] });
  });

  it("sorts by rank and leads from each item back to its subject", () => {
    const items = Array.from({ length: 200 }, (_, at) => ({
      label: `f${at}`,
      kind: "field" as const,
      subject: { kind: "word" as const, name: `f${at}` },
    }));
    const list = write(RICH, { ...FOUND, items });
    const sorted = [...list.items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
    assert.deepEqual(sorted, list.items);
    for (const [at, item] of list.items.entries()) {
      assert.deepEqual(findSubject({ ...item, data: 7 }, 7, items), items[at]?.subject);
      assert.equal(findSubject({ ...item, data: 6 }, 7, items), undefined);
    }
  });
});

describe("what completion keeps between requests", () => {
  it("changes no answer", () => {
    const memory = new CompletionMemory();
    const texts = [
      "|",
      "pe|",
      "_acme.|",
      "_acme.tier.|",
      "_acme.orders.|",
      "xEvent.|",
      "_acme.tier = |",
      "fi|",
    ];
    for (const text of [...texts, ...texts]) {
      const { document, offset } = openAtCursor(text);
      assert.deepEqual(
        findSuggestions(document, offset, { memory }),
        findSuggestions(document, offset),
        text,
      );
    }
  });
});
