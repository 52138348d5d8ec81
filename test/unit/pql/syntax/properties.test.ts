/** What holds for any text at all: a tree that covers it, no throw, no deep recursion, work in proportion to length. */
import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type ClauseOffsets, spliceForEdit } from "../../../../server/src/pql/syntax/clauseSplice";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import { parseQuery, parseTokens } from "../../../../server/src/pql/syntax/parser";
import { type Clause, type Query, queryText } from "../../../../server/src/pql/syntax/query";
import type { TextEdit } from "../../../../server/src/pql/text/span";
import { runsOf } from "../../../support/propertyRuns";
import { anyText, validExpression } from "../../../support/queryArbitraries";
import { exactShape } from "../../../support/treeText";

function offsetsOf({ clauses }: Query): ClauseOffsets {
  const starts: number[] = [];
  clauses.reduce((start, clause) => {
    starts.push(start);
    return start + clause.length;
  }, 0);
  return {
    clauseAt: (offset) => starts.findLastIndex((start) => start <= offset),
    startOf: (clause) => starts[clause],
  };
}

function applyEdit(query: Query, edit: TextEdit): Query {
  const splice = spliceForEdit(query, offsetsOf(query), edit);
  const clauses: Clause[] = [...query.clauses];
  clauses.splice(splice.index, splice.removed, ...splice.inserted);
  return { clauses };
}

/** Checks that children lie inside their parent, in order and without overlap. */
function assertNested(clause: Clause): void {
  const { tree } = clause;
  const visit = (node: number): void => {
    let at = tree.firstToken(node);
    for (const child of tree.children(node)) {
      ok(tree.firstToken(child) >= at && tree.endToken(child) <= tree.endToken(node));
      at = tree.endToken(child);
      visit(child);
    }
  };
  visit(clause.root);
}

describe("Any text at all", () => {
  it("is covered by its clauses, whose nodes nest", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = parseQuery(text);
        equal(queryText(query), text);
        query.clauses.forEach(assertNested);
        for (const { problems, length } of query.clauses) {
          for (const { span } of problems)
            ok(0 <= span.start && span.start <= span.end && span.end <= length);
        }
      }),
      { numRuns: runsOf(2000) },
    );
  });

  it("gives tokens in order, with nothing but white space and comments between", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { starts, ends, count, comments } = lex(text);
        let at = 0;
        let rest = "";
        for (let token = 0; token < count; token++) {
          ok(starts[token] >= at && ends[token] >= starts[token]);
          rest += text.slice(at, starts[token]);
          at = ends[token];
        }
        const commented = comments.reduce((sum, { start, end }) => sum + end - start, 0);
        equal(rest.replace(/[^\S]|[\u200b\u2060\ufeff]/g, "").length <= commented, true);
      }),
      { numRuns: runsOf(1000) },
    );
  });

  it("reads an expression of the grammar without a problem", () => {
    fc.assert(
      fc.property(validExpression, (text) => {
        deepEqual(
          parseQuery(text).clauses.flatMap(({ problems }) => problems),
          [],
        );
      }),
      { numRuns: runsOf(1000) },
    );
  });

  it("reads the same after any edits, clause by clause, as in one pass", () => {
    const edit = fc.tuple(fc.nat(), fc.nat(12), anyText);
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), fc.array(edit, { maxLength: 12 }), (parts, edits) => {
        let text = parts.join(" and ");
        let query = parseQuery(text);
        for (const [at, length, newText] of edits) {
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + length);
          query = applyEdit(query, { span: { start, end }, newText });
          text = text.slice(0, start) + newText + text.slice(end);
        }
        deepEqual(exactShape(query), exactShape(parseQuery(text)));
      }),
      { numRuns: runsOf(500) },
    );
  });
});

const NESTS = [
  "(",
  "[",
  "{",
  "not ",
  "- ",
  "^",
  "a.",
  "a[",
  "f(",
  "if(",
  "chain(",
  "let a = ",
  "(a) => ",
  "sum ",
  "exists E from ",
  "x and (",
  "a = ",
  "a + ",
  "a < ",
];

describe("Very long and very deep texts", () => {
  for (const nest of NESTS) {
    it(`survives 100,000 times ${JSON.stringify(nest)}`, () => {
      const text = nest.repeat(100_000);
      equal(queryText(parseQuery(text)), text);
    });
  }

  it("says once that brackets nest too deeply", () => {
    const text = `${"(".repeat(100_000)}a${")".repeat(100_000)}`;
    deepEqual(
      parseQuery(text).clauses[0].problems.map(({ code }) => code),
      ["pql.nestedTooDeep"],
    );
  });

  it("reads each token a bounded number of times, whatever the text", () => {
    for (const part of [
      ...NESTS,
      "a = 1 and ",
      "(a in [1, 2] or b) and ",
      "sum (a) ",
      "f(a, ",
      "(a, b",
      "x in (1, ",
    ]) {
      const small = countReads(part.repeat(1_000));
      const large = countReads(part.repeat(10_000));
      ok(large <= 12 * small, `${part}: ${small} reads, then ${large}`);
    }
  });
});

/** How often the parser looks at the kind of a token. */
function countReads(text: string): number {
  const tokens = lex(text);
  let reads = 0;
  const kinds = new Proxy(tokens.kinds, {
    get(target, property) {
      reads++;
      return Reflect.get(target, property);
    },
  });
  parseTokens({ ...tokens, kinds }, { isStart: true, isEnd: true });
  return reads;
}
