/** Numbers of the platform and of files: no digit is lost, and what loses nothing is an ordinary number. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBody } from "../../../../client/src/api/responseBody";
import { findNumber, findObject, findText, identifier } from "../../../../client/src/api/tolerantShapes";
import { toFieldsText } from "../../../../client/src/files/pairWriter";
import { EMPTY_DRAFT, toFingerprint } from "../../../../client/src/model/audienceDefinition";
import { readAudienceFile } from "../../../../client/src/model/audienceFile";
import { parseExactJson, printExactJson, toNumericValue } from "../../../../server/src/pql/text/exactJson";

const digits = fc
  .tuple(
    fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})$/),
    fc.stringMatching(/^(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?$/),
  )
  .map(([whole, rest]) => whole + rest);

/** What no double is, with as few digits as can be. */
const EDGES = ["9007199254740993", "-9999999999999999", "8917648249358973e5", "1234567890.1234567", "1e400"];

describe("Exact JSON", () => {
  it("gives back every number by value, and by digits where a double would change it", () => {
    fc.assert(
      fc.property(fc.array(digits), fc.constantFrom("short", "9007199254740993"), (numbers, other) => {
        const text = `{"list":[${numbers.join()}],"text":"${other}"}`;
        const printed = printExactJson(parseExactJson(text));
        const list = /\[(.*)\]/.exec(printed)?.[1] ?? "";
        assert.deepEqual(list === "" ? [] : list.split(",").map(toNumericValue), numbers.map(toNumericValue));
      }),
      { examples: EDGES.map((edge) => [[edge], "short"]) },
    );
  });

  it("is ordinary JSON for everything else", () => {
    fc.assert(
      fc.property(fc.json(), (text) =>
        assert.deepEqual(JSON.parse(printExactJson(parseExactJson(text))), JSON.parse(text)),
      ),
    );
    assert.deepEqual(parseExactJson('{"a":1.0,"b":1.50,"c":1e5,"a":2,"id":"12345678901234567890"}'), {
      a: 2,
      b: 1.5,
      c: 100_000,
      id: "12345678901234567890",
    });
    assert.throws(() => parseExactJson("01234567890123456789"));
  });

  it("is read by shapes as the number, the text or the id it is", () => {
    const { json } = parseBody(Buffer.from('{"id":9007199254740993}'), "application/json");
    const id = findObject(json)?.["id"];
    assert.equal(findText(id), "9007199254740993");
    assert.equal(identifier.parse(id), "9007199254740993");
    assert.equal(findNumber(id), 9_007_199_254_740_992);
    assert.equal(findObject(id), undefined);
  });

  it("keeps members of a file that nobody here knows, and tells trees apart that round to the same", () => {
    const file = readAudienceFile('{"name":"A","score":9007199254740993,"rate":1e400}');
    const seen = { key: "o/s", id: "1", definition: { ...EMPTY_DRAFT, name: "A" }, changedAt: undefined };
    const text = toFieldsText(file, seen, '{\n    "name": "A"\n}\n');
    assert.match(text, /"score": 9007199254740993,\n {4}"rate": 1e400/);
    const print = (value: string) =>
      toFingerprint("expression", { ...EMPTY_DRAFT, expression: { format: "pql/json", value } });
    assert.notEqual(print('{"value":9007199254740993}'), print('{"value":9007199254740992}'));
    assert.equal(print('{"value": 1.0}'), print('{"value":1}'));
  });
});
