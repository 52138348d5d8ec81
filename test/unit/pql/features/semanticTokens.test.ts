/**
 * Semantic tokens: what each token is, and that changes told bit by bit add up to the whole.
 */
import assert from "node:assert/strict";
import { TOKEN_TYPES } from "../../../../server/src/pql/features/semanticTokens/tokenClasses";
import { DocumentTokens } from "../../../../server/src/pql/features/semanticTokens/tokenColors";
import type { PqlDocument } from "../../../../server/src/session/pqlDocument";
import { toPosition } from "../../../support/markedText";
import { SeededRandom } from "../../../support/seededRandom";
import { documentOf } from "./exampleWorld";

interface ReadToken {
  readonly text: string;
  readonly type: string;
  readonly isDeclared: boolean;
}

/** Reads the numbers back against the text. */
function decode(text: string, data: readonly number[]): ReadToken[] {
  const lines = text.split(/\r\n|\r|\n/);
  const tokens: ReadToken[] = [];
  let line = 0;
  let column = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [deltaLine = 0, deltaColumn = 0, length = 0, type = 0, marks = 0] = data.slice(at, at + 5);
    line += deltaLine;
    column = deltaLine === 0 ? column + deltaColumn : deltaColumn;
    const token = lines[line]?.slice(column, column + length) ?? "";
    assert.equal(token.length, length, `token ${at / 5} leaves its line`);
    tokens.push({ text: token, type: TOKEN_TYPES[type] ?? "?", isDeclared: marks === 1 });
  }
  return tokens;
}

function full(document: PqlDocument, tokens = new DocumentTokens()): number[] {
  return JSON.parse(`[${tokens.full(document, document.resultId)}]`);
}

function classify(text: string): string {
  return decode(text, full(documentOf(text)))
    .filter(({ type }) => type !== "operator")
    .map(({ text: token, type, isDeclared }) => `${token}:${type}${isDeclared ? "!" : ""}`)
    .join(" ");
}

describe("semantic tokens", () => {
  const rows: readonly (readonly [text: string, tokens: string])[] = [
    [
      'person.name = "x" and a > 1.5',
      'person:property name:property "x":string and:keyword a:property 1.5:number',
    ],
    [
      'a.contains(b) or inSegment("x")',
      'a:property contains:method b:property or:keyword inSegment:function "x":string',
    ],
    [
      "select E from xEvent where E.a = 1",
      "select:keyword E:variable! from:keyword xEvent:property where:keyword E:variable a:property 1:number",
    ],
    [
      "sum E.a over E from x",
      "sum:keyword E:variable a:property over:keyword E:variable! from:keyword x:property",
    ],
    ["let n = 1 in n > 2", "let:keyword n:variable! 1:number in:keyword n:variable 2:number"],
    ["a.map((K, G) => G.count())", "a:property map:method K:parameter! G:parameter! G:variable count:method"],
    ["chain(x, t, [A: WHAT(b)])", "chain:keyword x:property t:property A:label! WHAT:keyword b:property"],
    [
      "t occurs <= 3 days before now",
      "t:property occurs:keyword 3:number days:keyword before:keyword now:keyword",
    ],
    ["a.now = today.count", "a:property now:property today:property count:property"],
    ["a.`last x`.b = $1", "a:property `last x`:property b:property $1:parameter"],
    ["^^.a.b", "a:property b:property"],
  ];
  for (const [text, tokens] of rows) it(text, () => assert.equal(classify(text), tokens));

  it("stand where their tokens stand, with any line break and beyond the basic plane", () => {
    for (const text of [
      'a\n  = 1\r\nand b\r = "🙂🙂" and c',
      "\n\n a = 1",
      "a = 1 and\n\n\nb = 2   \n",
      "",
      "🙂 a",
    ]) {
      const found = decode(text, full(documentOf(text))).map((token) => token.text);
      assert.deepEqual(
        found.filter((token) => /^[a-c]$/.test(token)),
        text.match(/\b[abc]\b/g) ?? [],
      );
    }
  });

  it("of a range are those of the clauses it touches", () => {
    const text = "a = 1 and\n b = 2 and\n  c = 3 and d = 4";
    const document = documentOf(text);
    const start = text.indexOf("c");
    const data = new DocumentTokens().range(document, { start, end: start + 1 }, (offset) =>
      toPosition(text, offset),
    );
    const [line, character] = data;
    assert.deepEqual({ line, character }, toPosition(text, start));
    assert.deepEqual(
      decode(text, data).map((token) => token.text),
      ["c", "=", "3", "and"],
    );
  });

  it("told as changes add up to the whole after any edits", () => {
    const random = new SeededRandom(7);
    const pieces = [
      "a",
      " and ",
      " or ",
      "\n",
      "(",
      ")",
      '"x"',
      " = 1",
      "\r\n",
      ".",
      "select E from x where E.b",
      "  ",
      "['",
      "🙂",
    ];
    for (let run = 0; run < 30; run++) {
      const document = documentOf("a = 1 and b = 2\nand c.d in [1, 2] or (e = 3 and f)\nand g = 4");
      const tokens = new DocumentTokens();
      let data = full(document, tokens);
      for (let step = 0; step < 40; step++) {
        const before = document.resultId;
        const { text } = document;
        const start = random.integer(0, text.length);
        const end = Math.min(text.length, start + (random.chance(0.4) ? random.integer(0, 12) : 0));
        const range = { start: toPosition(text, start), end: toPosition(text, end) };
        document.change(step + 2, [{ range, text: random.chance(0.2) ? "" : random.pick(pieces) }]);
        const edits = tokens.delta(document, before, document.resultId);
        assert.ok(edits);
        for (const edit of edits) {
          data = [...data.slice(0, edit.start), ...edit.data, ...data.slice(edit.start + edit.deleteCount)];
        }
        assert.deepEqual(data, full(documentOf(document.text)), document.text);
      }
    }
  });

  it("are told in whole to a client that saw something else", () => {
    const document = documentOf("a = 1");
    const tokens = new DocumentTokens();
    full(document, tokens);
    assert.equal(tokens.delta(document, "other", "new"), undefined);
    assert.deepEqual(tokens.delta(document, document.resultId, "new"), []);
  });
});
