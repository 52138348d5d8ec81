/**
 * A document under edit must be what it would be had it been opened in its last state: text, positions, problems.
 * Compared with the stock text document and with a fresh document, over edits nobody chose.
 */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createEnvironment } from "../../../server/src/pql/semantics/checkEnvironment";
import { type DocumentChange, PqlDocument } from "../../../server/src/session/pqlDocument";
import { SeededRandom } from "../../support/seededRandom";

const URI = "file:///a.pql";
const ENVIRONMENT = createEnvironment();
const PIECES = [
  ...'a = 1|and|or|not|(|)|[|]|"|`|\n|\r|\r\n|\u{1f600}|é|日本| and |\nor b.c in ["x", "y"]\n|.|chain(xEvent, timestamp, [A: WHAT(a = 1)])|let x = 1 in |, '.split(
    "|",
  ),
  " ",
  "",
];
const START = 'a = "x" and b.c > 3\r\nor (d = 1 and\n e.f("😀"))\rand not g\n\nand h in ["i", "j"]';

function open(text: string): PqlDocument {
  return new PqlDocument({ uri: URI, version: 1, text }, ENVIRONMENT, 1);
}

function problemsOf(document: PqlDocument): unknown[] {
  while (!document.check(1000));
  const found: unknown[] = [];
  for (let clause = 0; clause < document.length; clause++) {
    const start = document.startOf(clause);
    for (const { code, span } of document.checks.problemsOf(clause)) {
      found.push([code, span.start + start, span.end + start]);
    }
  }
  const weights = ["errors", "warnings", "notes"] as const;
  const flagged = weights.flatMap((weight) => [...document.checks.clausesWith(weight)]);
  found.push(
    [...new Set(flagged)].sort((a, b) => a - b),
    document.checks.problemCount,
  );
  return found;
}

function randomChange(random: SeededRandom, stock: TextDocument): DocumentChange {
  const length = stock.getText().length;
  if (random.chance(0.02)) return { text: START };
  const start = random.integer(0, length);
  const end = random.chance(0.6) ? start : Math.min(length, start + random.integer(0, 12));
  const range = { start: stock.positionAt(start), end: stock.positionAt(end) };
  const text = Array.from({ length: random.integer(0, 3) }, () => random.pick(PIECES)).join("");
  return { range, text };
}

function assertSamePlaces(document: PqlDocument, stock: TextDocument): void {
  const text = stock.getText();
  assert.equal(document.textLength, text.length);
  for (let offset = 0; offset <= text.length; offset++) {
    // Between the two characters of one line break the stock document answers for the place before them.
    if (text[offset] === "\n" && text[offset - 1] === "\r") continue;
    const position = document.positionAt(offset);
    assert.deepEqual(position, stock.positionAt(offset), `offset ${offset} of ${JSON.stringify(text)}`);
    assert.equal(document.offsetAt(position), offset);
  }
  for (let line = 0; line <= stock.lineCount; line++) {
    for (const character of [0, 3, 1000]) {
      const position = { line, character };
      assert.equal(document.offsetAt(position), stock.offsetAt(position), JSON.stringify([text, position]));
    }
  }
}

/** Asks about one place in one of the ways there are. */
function assertSamePlace(document: PqlDocument, stock: TextDocument, random: SeededRandom): void {
  const text = stock.getText();
  const offset = random.integer(0, text.length);
  if (text[offset] === "\n" && text[offset - 1] === "\r") return;
  const position = stock.positionAt(offset);
  if (random.chance(0.3)) {
    assert.equal(document.offsetAt(position), offset);
    return;
  }
  assert.deepEqual(document.positionAt(offset), position);
  const clause = random.integer(0, document.length - 1);
  const start = document.clauses.slice(0, clause).reduce((sum, { length }) => sum + length, 0);
  assert.equal(document.startOf(clause), start);
  assert.deepEqual(document.positionOf(clause), stock.positionAt(start));
}

describe("a document under edit", () => {
  for (let seed = 1; seed <= 40; seed++) {
    it(`is what a fresh one with the same text would be (seed ${seed})`, () => {
      const random = new SeededRandom(seed);
      const document = open(START);
      let stock = TextDocument.create(URI, "pql", 1, START);
      for (let version = 2; version < 40; version++) {
        const change = randomChange(random, stock);
        stock = TextDocument.update(stock, [change], version);
        document.change(version, [change]);
        assert.equal(document.text, stock.getText());
        assertSamePlaces(document, stock);
        if (random.chance(0.5)) assert.deepEqual(problemsOf(document), problemsOf(open(document.text)));
      }
    });
  }

  for (let seed = 1; seed <= 10; seed++) {
    it(`knows every place of a long text, whatever was asked between the edits (seed ${seed})`, () => {
      const random = new SeededRandom(seed);
      // Clauses of several to a line, and of several lines.
      const text = Array.from({ length: 60 }, (_, at) => `a${at} = ${at}${random.pick(["", "", "\n"])}`).join(
        " and ",
      );
      const document = open(text);
      let stock = TextDocument.create(URI, "pql", 1, text);
      for (let version = 2; version < 80; version++) {
        const change = randomChange(random, stock);
        if (change.range === undefined) continue;
        stock = TextDocument.update(stock, [change], version);
        document.change(version, [change]);
        for (let i = random.integer(0, 6); i > 0; i--) assertSamePlace(document, stock, random);
      }
      assertSamePlaces(document, stock);
    });
  }

  it("takes several changes in the order they are told, also from the bottom up", () => {
    const document = open("a = 1\nand b = 2\nand c = 3");
    document.change(2, [
      { range: { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } }, text: "z" },
      { range: { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } }, text: "y" },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, text: "x\n" },
    ]);
    assert.equal(document.text, "x\n = 1\nand y = 2\nand z = 3");
    assert.deepEqual(document.positionAt(document.textLength), { line: 3, character: 9 });
  });

  it("gets another result id with each change of text or environment, and only then", () => {
    const document = open("a");
    const ids = new Set([document.resultId]);
    document.check(1000);
    document.setEnvironment(ENVIRONMENT);
    ids.add(document.resultId);
    assert.equal(ids.size, 1);
    document.setEnvironment(createEnvironment());
    ids.add(document.resultId);
    document.change(2, [{ text: "b" }]);
    ids.add(document.resultId);
    assert.equal(ids.size, 3);
  });
});
