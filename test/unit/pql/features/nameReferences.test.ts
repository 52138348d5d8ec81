/**
 * Names: where they come from, where else they stand, and how they are changed.
 */
import assert from "node:assert/strict";
import { findHover } from "../../../../server/src/pql/features/hoverText";
import {
  findDefinition,
  findNameAt,
  findOccurrences,
  findRenamable,
  findTypeDefinition,
  planRename,
} from "../../../../server/src/pql/features/nameReferences";
import { branchOf, findLine, writeBranch } from "../../../../server/src/pql/features/schemaDocument";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import { isWord } from "../../../../server/src/pql/syntax/tokenKinds";
import { readCorpora } from "../corpora";
import { SHOP } from "../semantics/shopSchemas";
import { documentOf, openAtCursor, WORLD } from "./exampleWorld";

/** The text with every occurrence of the name at the cursor in angle brackets; declarations in double ones. */
function mark(marked: string): string | undefined {
  const { document, offset } = openAtCursor(marked);
  const found = findNameAt(document, offset);
  if (found === undefined) return undefined;
  const edits = findOccurrences(document, found).map(({ span, isDeclaration }) => {
    const name = document.text.slice(span.start, span.end);
    return { span, newText: isDeclaration ? `«${name}»` : `‹${name}›` };
  });
  return applyEdits(document.text, edits);
}

/** What the definition of the name at the cursor is. */
function definition(marked: string, find = findDefinition): string | undefined {
  const { document, offset } = openAtCursor(marked);
  const target = find(document, offset)?.target;
  if (target?.kind === "here")
    return `${target.span.start}: ${document.text.slice(target.span.start, target.span.end)}`;
  if (target?.kind === "field") return `${target.field.root} ${target.field.schema.path(target.field.field)}`;
  return target?.id;
}

function rename(marked: string, newName: string): string {
  const { document, offset } = openAtCursor(marked);
  const plan = planRename(document, offset, newName);
  return "refusal" in plan ? `refused: ${plan.refusal}` : applyEdits(document.text, plan.edits);
}

describe("occurrences", () => {
  const rows: readonly (readonly [marked: string, after: string | undefined])[] = [
    [
      "select E| from xEvent where E.timestamp occurs today",
      "select «E» from xEvent where ‹E›.timestamp occurs today",
    ],
    [
      "select E from xEvent where E|.timestamp occurs today",
      "select «E» from xEvent where ‹E›.timestamp occurs today",
    ],
    [
      "exists E from _acme.orders, F from E|.lines where F.price > E.total",
      "exists «E» from _acme.orders, F from ‹E›.lines where F.price > ‹E›.total",
    ],
    [
      "(exists E from xEvent where E|.web.isNull()) and (exists E from xEvent)",
      "(exists «E» from xEvent where ‹E›.web.isNull()) and (exists E from xEvent)",
    ],
    ["let n = _acme.points in n| > 1 and n < 3", "let «n» = _acme.points in ‹n› > 1 and ‹n› < 3"],
    [
      "_acme.orders.groupBy(status).map((K, G|) => mapEntry(K, G.count()))",
      "_acme.orders.groupBy(status).map((K, «G») => mapEntry(K, ‹G›.count()))",
    ],
    ["chain(xEvent, timestamp, [First|: WHAT(true)])", "chain(xEvent, timestamp, [«First»: WHAT(true)])"],
    [
      'homeAddress.city| = "a" or homeAddress.city = "b" and workAddress.city = "c"',
      'homeAddress.‹city› = "a" or homeAddress.‹city› = "b" and workAddress.city = "c"',
    ],
    [
      'inSegment("1|x") and inSegment("2") or inSegment("1x")',
      'inSegment(‹"1x"›) and inSegment("2") or inSegment(‹"1x"›)',
    ],
    ["xEvent[eventType| = 1 or eventType = 2]", "xEvent[‹eventType› = 1 or ‹eventType› = 2]"],
    ["nobody.knows| = 1", undefined],
    ["1 |= 2", undefined],
  ];
  for (const [marked, after] of rows) it(marked, () => assert.equal(mark(marked), after));
});

describe("definition", () => {
  const rows: readonly (readonly [marked: string, target: string | undefined])[] = [
    ["select E from xEvent where E|.timestamp occurs today", "7: E"],
    ["a = 1 and exists E from xEvent where E|.web.isNull()", "17: E"],
    ["homeAddress.ci|ty = 1", "profile homeAddress.city"],
    ["xEvent[event|Type = 1]", "event eventType"],
    ['inSegment("abc|")', "abc"],
    ["xEv|ent[a = 1]", undefined],
    ["a |= 1", undefined],
  ];
  for (const [marked, target] of rows) it(marked, () => assert.equal(definition(marked), target));

  it("of a type leads to the field that describes it", () => {
    assert.equal(
      definition("exists O from _acme.orders where O|.total > 1", findTypeDefinition),
      "profile _acme.orders",
    );
    assert.equal(
      definition("exists O from _acme.orders where O.total| > 1", findTypeDefinition),
      "profile _acme.orders.total",
    );
    assert.equal(definition("let n = 1 in n| > 1", findTypeDefinition), undefined);
  });
});

describe("schema documents", () => {
  const schema = WORLD.profile?.schema;
  it("show a branch with one field a line, and know the line of each", () => {
    assert.ok(schema);
    const orders = schema.findChild(schema.findChild(0, "_acme"), "orders");
    const lines = schema.findChild(schema.record(orders), "lines");
    const branch = branchOf(schema, lines);
    const text = writeBranch(branch).split("\n");
    const { line, start, end } = findLine(branch, lines);
    assert.equal(text[0], "_acme: object");
    assert.equal(text[line], "    lines: array of object");
    assert.equal(text[line]?.slice(start, end), "lines");
    assert.ok(text.includes("  tier: string # Loyalty tier"));
    assert.equal(findLine(branch, schema.element(lines)).line, line);
  });
});

describe("rename", () => {
  it("changes a name everywhere it stands", () => {
    assert.equal(
      rename("select E| from xEvent where E.timestamp occurs today", "Visit"),
      "select Visit from xEvent where Visit.timestamp occurs today",
    );
    assert.equal(rename("let n = 1 in n| > 1", "limit"), "let limit = 1 in limit > 1");
    assert.equal(
      rename("chain(xEvent, timestamp, [A|: WHAT(true)])", "Bought"),
      "chain(xEvent, timestamp, [Bought: WHAT(true)])",
    );
    assert.equal(
      rename("a = 1 and (exists E from xEvent where E|.web.isNull())", "F"),
      "a = 1 and (exists F from xEvent where F.web.isNull())",
    );
  });

  it("writes names in backticks that need them", () => {
    assert.equal(rename("let n = 1 in n| > 1", "last"), "let `last` = 1 in `last` > 1");
    assert.equal(rename("let n = 1 in n| > 1", "my limit"), "let `my limit` = 1 in `my limit` > 1");
  });

  it("refuses what would change the meaning", () => {
    assert.match(
      rename("exists E| from xEvent, F from E.productListItems where F.SKU = E._id", "F"),
      /^refused/,
    );
    assert.match(rename("let n = 1 in n| > _acme.points", "_acme"), /^refused/);
    assert.match(rename("let n = 1 in n| > 1", ""), /^refused/);
    assert.match(rename("homeAddress.city| = 1", "town"), /^refused/);
  });

  it("is prepared for variables only", () => {
    const prepare = (marked: string) => {
      const { document, offset } = openAtCursor(marked);
      return findRenamable(document, offset)?.name;
    };
    assert.equal(prepare("let n = 1 in n| > 1"), "n");
    assert.equal(prepare("let `my n` = 1 in `my |n` > 1"), "my n");
    assert.equal(prepare("homeAddress.city| = 1"), undefined);
    assert.equal(prepare("a |= 1"), undefined);
  });
});

describe("a name", () => {
  /** What every feature that asks for a name says of a place. */
  function answers(document: ReturnType<typeof documentOf>, at: number): unknown {
    const hover = findHover(document, at);
    const definition = findDefinition(document, at);
    const origin = definition?.target.kind === "field" ? definition.target.field.field : definition?.target;
    return {
      hover,
      origin,
      definition: definition?.span,
      type: findTypeDefinition(document, at)?.span,
      name: findNameAt(document, at)?.span,
      renamable: findRenamable(document, at),
    };
  }

  /** Columns of a word where it borders on others, which are compared with one within; in every column of it the same. */
  const borders = (start: number, end: number): readonly number[] =>
    [start, end - 1, end].filter((at, place, all) => at >= start && all.indexOf(at) === place);

  function assertAnswersThroughout(text: string, columnsOf = borders): void {
    const document = documentOf(text, SHOP);
    const { count, kinds, starts, ends } = lex(text);
    for (let token = 0; token < count; token++) {
      if (!isWord(kinds[token] ?? 0)) continue;
      const start = starts[token] ?? 0;
      const end = ends[token] ?? 0;
      const hasWordBefore = token > 0 && ends[token - 1] === start && isWord(kinds[token - 1] ?? 0);
      const inside = answers(document, end - start > 1 ? start + 1 : start);
      for (const at of columnsOf(hasWordBefore ? start + 1 : start, end))
        assert.deepEqual(answers(document, at), inside, `column ${at} of ${text}`);
    }
  }

  it("answers on each of its columns, both ends included", () => {
    const throughout = (start: number, end: number) =>
      Array.from({ length: end - start + 1 }, (_, place) => start + place);
    for (const text of [
      "person.name.firstName.isNull()and(person.gender.isNull()) or[homeAddress.city]=_acme.tier",
      "_acme.orders.groupBy(status).map((K,G)=>mapEntry(K,G.count()))",
    ])
      assertAnswersThroughout(text, throughout);
    for (const text of readCorpora()) assertAnswersThroughout(text);
  });
});
