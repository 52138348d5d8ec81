/**
 * What is told of a document under edit must be what is told of a fresh one with the same text, although most of it is kept
 * from one key to the next.
 */
import assert from "node:assert/strict";
import { createEnvironment } from "../../../server/src/pql/semantics/checkEnvironment";
import { readClientFacts } from "../../../server/src/session/clientFacts";
import { PqlDocument } from "../../../server/src/session/pqlDocument";
import { ProblemList } from "../../../server/src/session/problemList";
import { SeededRandom } from "../../support/seededRandom";

const ENVIRONMENT = createEnvironment();
const CLIENT = readClientFacts({});
const URI = "file:///a.pql";
/** Clauses without problems, with errors, warnings, and notes of several kinds. */
const CLAUSES = [
  "a = 1",
  "b = ",
  'c == "x"',
  "d = null",
  "not e = 1",
  "f.isNull() and g > 1",
  '"x"',
  "h like 1",
  "chain(xEvent, timestamp, [A: WHAT(true)])",
  'xEvent.a = "b"',
  "xEvent.c > 3",
];
const PIECES = ["a", " and b = ", "\n", '"', "(", " = null", "\nor not c = 1"];

function open(text: string): PqlDocument {
  return new PqlDocument({ uri: URI, version: 1, text }, ENVIRONMENT, 1);
}

function tell(document: PqlDocument, list = new ProblemList(document, CLIENT)): unknown[] {
  while (!document.check(1000));
  return list.list();
}

describe("the problems told of a document under edit", () => {
  for (const length of [3, 40, 400]) {
    it(`are those of a fresh one of ${length} clauses`, () => {
      const random = new SeededRandom(length);
      const document = open(Array.from({ length }, () => random.pick(CLAUSES)).join("\nand "));
      const list = new ProblemList(document, CLIENT);
      for (let version = 2; version < 60; version++) {
        assert.deepEqual(tell(document, list), tell(open(document.text)));
        // Near the end more often than in front of what is told, because there most of it stays.
        const from = random.chance(0.7) ? document.textLength * 0.8 : 0;
        const start = random.integer(Math.floor(from), document.textLength);
        const end = Math.min(document.textLength, start + (random.chance(0.5) ? 0 : random.integer(0, 9)));
        const range = { start: document.positionAt(start), end: document.positionAt(end) };
        document.change(version, [{ range, text: random.pick(PIECES) }]);
      }
    });
  }

  it("tell of tests of events that `and` joins behind any number of chains and tests that nothing is said of", () => {
    const chain = "chain(xEvent, timestamp, [A: WHAT(true)])";
    const alone = Array.from({ length: 50 }, () => `${chain} and a = 1`).join(" and ");
    const other = Array.from({ length: 50 }, () => 'xEvent.a = "b"').join(" or ");
    const found = tell(open(`${alone} and ${other} or xEvent.a = "b" and xEvent.c > 3`));
    assert.deepEqual(
      (found as readonly { readonly code: string }[]).map(({ code }) => code),
      ["pql.separateEvents"],
    );
  });

  it("change with what the document is checked against", () => {
    const document = open("a == 1");
    const list = new ProblemList(document, CLIENT);
    assert.equal(tell(document, list).length, 1);
    document.setEnvironment(createEnvironment({ severities: new Map([["pql.foreignOperator", "off"]]) }));
    assert.deepEqual(tell(document, list), tell(document));
  });
});
