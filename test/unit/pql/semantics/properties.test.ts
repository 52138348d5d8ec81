/** What must hold for any text at all: no failure, findings in place, the same findings however the text came about. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { findCode } from "../../../../server/src/pql/problems/problemCodes";
import { analyseClause } from "../../../../server/src/pql/semantics/analyseClause";
import { type ClauseFindings, checkClauses } from "../../../../server/src/pql/semantics/checkClauses";
import type { Environment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { readFieldReads } from "../../../../server/src/pql/semantics/clauseReads";
import { evaluateKind } from "../../../../server/src/pql/semantics/evaluationKind";
import { parseFragment, parseQuery } from "../../../../server/src/pql/syntax/parser";
import type { Clause } from "../../../../server/src/pql/syntax/query";
import { runsOf } from "../../../support/propertyRuns";
import { anyText, validExpression } from "../../../support/queryArbitraries";
import { checkText } from "./checking";
import { INVALID_FOR_SHOP } from "./invalidForShop";
import { NO_SCHEMA, SHOP } from "./shopSchemas";
import { VALID_FOR_SHOP } from "./validForShop";

const ENVIRONMENTS = [SHOP, NO_SCHEMA];
const shopText = fc.constantFrom(...VALID_FOR_SHOP, ...INVALID_FOR_SHOP.map(({ text }) => text));
/** A text of the shop that was cut somewhere, as it is while somebody types. */
const unfinished = fc.tuple(shopText, fc.nat(80)).map(([text, length]) => text.slice(0, length));
/** Several texts joined, cut and glued. */
const glued = fc
  .array(fc.oneof(shopText, unfinished), { minLength: 1, maxLength: 4 })
  .chain((texts) => fc.constantFrom(" and ", " or ", ", ", "(", "[").map((glue) => texts.join(glue)));
const texts = fc.oneof(validExpression, anyText, shopText, unfinished, glued);

function checkAlone(clause: Clause, environment: Environment): ClauseFindings {
  const [findings] = checkClauses([clause], environment);
  assert.ok(findings);
  return findings;
}

describe("the check of any text", () => {
  it("never fails, and reports known codes inside the clause", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const environment of ENVIRONMENTS) {
          for (const clause of parseQuery(text).clauses) {
            for (const { code, span, fixes } of checkAlone(clause, environment).problems) {
              assert.ok(findCode(code) !== undefined, code);
              const spans = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
              for (const { start, end } of spans) {
                assert.ok(start >= 0 && start <= end && end <= clause.length, `${code} ${start}-${end}`);
              }
            }
          }
        }
      }),
      { numRuns: runsOf(400) },
    );
  });

  it("finds the same with one walker as with many, and with a recorder as without", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { clauses } = parseQuery(text);
        const together = checkClauses(clauses, SHOP);
        clauses.forEach((clause, index) => {
          assert.deepEqual(checkAlone(clause, SHOP), together[index]);
          assert.deepEqual(analyseClause(clause, SHOP).findings, together[index]);
        });
      }),
      { numRuns: runsOf(200) },
    );
  });
});

describe("the findings of a clause", () => {
  it("are the same read alone as among others", () => {
    fc.assert(
      fc.property(fc.array(shopText, { minLength: 2, maxLength: 4 }), (parts) => {
        const text = parts.map((part) => `(${part})`).join(" and ");
        const { clauses } = parseQuery(text);
        clauses.slice(1).forEach((clause, index) => {
          const segment = `${parts[index + 1]}`;
          const isLast = index === clauses.length - 2;
          const place = { isStart: false, isEnd: isLast };
          const alone = parseFragment(`(${segment})${isLast ? "" : " and "}`, place)?.[0];
          assert.ok(alone);
          assert.deepEqual(checkAlone(clause, SHOP).problems, checkAlone(alone, SHOP).problems);
        });
      }),
      { numRuns: runsOf(100) },
    );
  });

  it("always lead to a verdict and to readings inside the clause", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { traits, query } = checkText(text, SHOP);
        for (const { reasons } of Object.values(evaluateKind(traits))) assert.ok(reasons.length > 0);
        for (const clause of query.clauses) {
          for (const { span } of readFieldReads(analyseClause(clause, SHOP)).fields) {
            assert.ok(span.start >= 0 && span.end <= clause.length);
          }
        }
      }),
      { numRuns: runsOf(200) },
    );
  });
});

describe("the check of texts that are out of proportion", () => {
  const SHAPES: readonly (readonly [name: string, text: (size: number) => string])[] = [
    ["brackets", (size) => "(".repeat(size) + "a".repeat(1) + ")".repeat(size)],
    ["filters", (size) => `${"xEvent[".repeat(size)}a${"]".repeat(size)}`],
    ["negations", (size) => `${"not ".repeat(size)}a`],
    ["signs", (size) => `${"- ".repeat(size)}a`],
    ["calls", (size) => `a${".isNull()".repeat(size)}`],
    ["brackets around calls", (size) => `${"(".repeat(200)}a${".f())".repeat(200)}${".g()".repeat(size)}`],
    [
      "declarations",
      (size) => `exists ${Array.from({ length: size }, (_, i) => `V${i} from xEvent`).join(", ")}`,
    ],
    ["lets", (size) => `${"let v = v in ".repeat(size)}v`],
    ["operands", (size) => Array(size).fill("a = 1").join(" or ")],
    [
      "chain steps",
      (size) => `chain(xEvent, timestamp, [${Array(size).fill("A: WHAT(b) WHEN(today)").join(", ")}])`,
    ],
    ["steps of a path", (size) => `a${".b".repeat(size)}`],
    ["items", (size) => `a in [${Array(size).fill('"x"').join(", ")}]`],
  ];

  for (const [name, toText] of SHAPES) {
    it(`survives many ${name}`, () => {
      // Much work on a busy machine; only that it ends is tested.
      for (const environment of ENVIRONMENTS) {
        const { clauses } = parseQuery(toText(10_000));
        for (const clause of clauses) {
          checkAlone(clause, environment);
          readFieldReads(analyseClause(clause, environment));
        }
      }
    });
  }
});
