/**
 * Report files broken in every way people and programs break them: each is refused with the place and a sentence, and the schema by
 * which the editor checks them refuses the same.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { readReportFile } from "../../../../client/src/reports/reportFile";

const TABLE = { dimension: "d", metrics: ["m"] };
const REPORT = { title: "T", dataView: "dv", dates: { last: 7 }, tables: [TABLE] };
const withTable = (change: object) => ({ ...REPORT, tables: [{ ...TABLE, ...change }] });
const list = (length: number) => Array.from({ length }, (_value, index) => `m${index}`);
const DATES = 'dates must be { "last": 30 } / { "from": "2026-01-01", "to": "2026-01-31" }.';

/** What is read, and the first sentence; none for what is sound. */
const FORMS: readonly (readonly [value: unknown, said: string | undefined])[] = [
  [null, "The report must be an object."],
  [[], "The report must be an object."],
  [{}, "title is missing."],
  [{ ...REPORT, title: " " }, "title must not be empty."],
  [{ ...REPORT, title: 3 }, "title must be a text."],
  [{ ...REPORT, table: [] }, "The report knows no “table”."],
  [{ ...REPORT, dates: "last week" }, DATES],
  [{ ...REPORT, dates: { last: 7, from: "2026-01-01", to: "2026-01-02" } }, DATES],
  [{ ...REPORT, dates: { last: 1.5 } }, DATES],
  [{ ...REPORT, dates: { from: "2026-01-01" } }, DATES],
  [{ ...REPORT, dates: { last: 0 } }, "dates.last must be at least 1."],
  [{ ...REPORT, dates: { last: 600 } }, "dates.last must be at most 549."],
  [
    { ...REPORT, dates: { from: "1.1.2026", to: "2026-01-02" } },
    "dates.from must be a day such as 2026-01-31.",
  ],
  [{ ...REPORT, compareBefore: "yes" }, "compareBefore must be true or false."],
  [{ ...REPORT, where: [{ dimension: "d", equals: 3 }] }, "where[0].equals must be a text."],
  [{ ...REPORT, tables: [] }, "tables must not be empty."],
  [{ ...REPORT, tables: list(11).map(() => TABLE) }, "tables must hold at most 10 entries."],
  [withTable({ metrics: "m" }), "tables[0].metrics must be a list."],
  [withTable({ metrics: [] }), "tables[0].metrics must not be empty."],
  [withTable({ metrics: list(21) }), "tables[0].metrics must hold at most 20 entries."],
  [withTable({ metrics: [null] }), "tables[0].metrics[0] must be a text."],
  [withTable({ metrics: [""] }), "tables[0].metrics[0] must not be empty."],
  [withTable({ rows: 50_001 }), "tables[0].rows must be at most 50000."],
  [withTable({ rows: -1 }), "tables[0].rows must be at least 1."],
  [withTable({ order: "biggest" }), "tables[0].order must be one of “largest”, “smallest”, “natural”."],
  [withTable({ steps: ["m"] }), "tables[0].steps must hold at least 2 entries."],
  [
    withTable({
      breakdown: { dimension: "e", breakdown: { dimension: "f", breakdown: { dimension: "g" } } },
    }),
    "tables[0].breakdown.breakdown knows no “breakdown”.",
  ],
  [REPORT, undefined],
  [{ $schema: "x", ...REPORT, compareBefore: true, filters: ["f"] }, undefined],
  [{ ...REPORT, dates: { from: "2026-01-01", to: "2026-01-31" } }, undefined],
  [{ ...REPORT, where: [{ dimension: "d", equals: "", of: "session" }] }, undefined],
  [
    withTable({ title: "", rows: 50_000, order: "natural", metrics: ["m", "m"], steps: ["m", "m"] }),
    undefined,
  ],
  [
    withTable({ breakdown: { dimension: "d", rows: 50, items: 1, breakdown: { dimension: "e" } } }),
    undefined,
  ],
];

describe("a broken report file", () => {
  const isValid = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync("client/schemas/report.schema.json", "utf8")),
  );
  for (const [value, said] of FORMS) {
    const text = JSON.stringify(value);
    it(`${said === undefined ? "is none" : "is refused by reader and schema"}: ${text.slice(0, 80)}`, () => {
      const read = readReportFile(text);
      assert.equal("problems" in read ? read.problems[0].message : undefined, said);
      assert.equal(isValid(value), said === undefined);
    });
  }

  for (const text of [
    "",
    " \n",
    "{",
    `// note\n${JSON.stringify(REPORT)}`,
    '{"title":"T",}',
    "[".repeat(99_999),
    "<html>",
  ])
    it(`is no JSON: ${JSON.stringify(text.slice(0, 20))}`, () => {
      const read = readReportFile(text);
      assert.deepEqual("problems" in read && read.problems, [{ path: [], message: "The file is no JSON." }]);
    });

  it("is none because of a mark of the byte order", () => {
    assert.deepEqual(readReportFile(`\uFEFF${JSON.stringify(REPORT)}`), { report: REPORT });
  });
});
