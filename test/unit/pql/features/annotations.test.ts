/**
 * What is written around the text: hints, the line about evaluation, mentions of audiences.
 */
import assert from "node:assert/strict";
import { listMentions } from "../../../../server/src/pql/features/audienceMentions";
import { describeEvaluation } from "../../../../server/src/pql/features/evaluationLens";
import { type HintChoice, listHints } from "../../../../server/src/pql/features/inlayHints";
import { evaluateKind } from "../../../../server/src/pql/semantics/evaluationKind";
import { documentOf, NOTHING_KNOWN, WORLD } from "./exampleWorld";

const ALL: HintChoice = { audienceNames: true, variableTypes: true, fieldTitles: true };
const NONE: HintChoice = { audienceNames: false, variableTypes: false, fieldTitles: false };

/** The text with its hints written in. */
function withHints(text: string, choice: Partial<HintChoice>, environment = WORLD): string {
  const document = documentOf(text, environment);
  const hints = listHints(document, { start: 0, end: text.length }, { ...NONE, ...choice });
  let shown = "";
  let from = 0;
  for (const hint of hints) {
    shown += `${text.slice(from, hint.offset)}⟨${hint.text}⟩`;
    from = hint.offset;
  }
  return shown + text.slice(from);
}

describe("inlay hints", () => {
  it("name audiences behind their ids", () => {
    assert.equal(
      withHints('inSegment("11111111-aaaa") and not inSegment("unknown")', { audienceNames: true }),
      'inSegment("11111111-aaaa"⟨Big spenders⟩) and not inSegment("unknown")',
    );
    assert.equal(withHints('inSegment("11111111-aaaa")', ALL, NOTHING_KNOWN), 'inSegment("11111111-aaaa")');
  });

  it("tell the types of variables", () => {
    assert.equal(
      withHints("let n = _acme.points in n > 1", { variableTypes: true }),
      "let n⟨: INTEGER⟩ = _acme.points in n > 1",
    );
    assert.equal(
      withHints("exists O from _acme.orders, L from O.lines where L.price > 1", { variableTypes: true }),
      "exists O⟨: OBJECT⟩ from _acme.orders, L⟨: OBJECT⟩ from O.lines where L.price > 1",
    );
  });

  it("tell titles of fields that say more than the name", () => {
    assert.equal(
      withHints('_acme.tier = "gold" and homeAddress.city = "x"', { fieldTitles: true }),
      '_acme.tier⟨Loyalty tier⟩ = "gold" and homeAddress.city = "x"',
    );
  });

  it("are none where none are wanted, and only those of the range", () => {
    const text = 'inSegment("11111111-aaaa") and inSegment("22222222-bbbb")';
    assert.equal(withHints(text, {}), text);
    const hints = listHints(documentOf(text), { start: 30, end: text.length }, ALL);
    assert.deepEqual(
      hints.map((hint) => hint.text),
      ["Loyal customers"],
    );
  });
});

describe("the line about evaluation", () => {
  const line = (text: string) => {
    const document = documentOf(text);
    document.check(1000);
    return describeEvaluation(evaluateKind(document));
  };
  it("names the fastest engine", () => {
    assert.deepEqual(line('homeAddress.city = "x"'), {
      title: "Evaluation: edge is possible, if the merge policy is active on edge",
    });
  });
  it("stays short, and says apart what keeps a query from a faster one", () => {
    const { title, why } = line("chain(xEvent, timestamp, [A: WHAT(true) WHEN(<= 30 days before now)])");
    assert.equal(title, "Evaluation: batch · not streaming");
    assert.match(why ?? "", /^not streaming: ./);
  });
});

describe("mentions of audiences", () => {
  it("are found in every clause and nowhere else", () => {
    const text = 'inSegment("a") and not (inSegment("b") or x = "inSegment") or inSegment("a")';
    const document = documentOf(text);
    assert.deepEqual(
      listMentions(document).map(({ id, span }) => [id, text.slice(span.start, span.end)]),
      [
        ["a", '"a"'],
        ["b", '"b"'],
        ["a", '"a"'],
      ],
    );
    assert.deepEqual(listMentions(documentOf("inSegment(x) and inSegment(")), []);
  });
});
