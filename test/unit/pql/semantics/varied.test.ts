/** Expressions unlike those of the pages: valid ones draw nothing, mistakes draw the code that names them. */
import assert from "node:assert/strict";
import { planFixAll } from "../../../../server/src/pql/features/quickFixes";
import { applyEdits } from "../../../../server/src/pql/printer/queryPrinter";
import { convertToJson, convertToText, formatText } from "../../../../server/src/pql/service";
import { PqlDocument } from "../../../../server/src/session/pqlDocument";
import { codesIn, errorsIn } from "./checking";
import { NO_SCHEMA, SHOP } from "./shopSchemas";
import { VARIED_INVALID } from "./variedInvalid";
import { VARIED_VALID } from "./variedValid";

/** The same with line breaks of Windows for blanks, those inside texts excepted. */
function withLineBreaks(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`| /g, (piece) => (piece === " " ? "\r\n  " : piece));
}

describe("expressions unlike those of the pages", () => {
  it("draw no error where they are valid, with a schema and without", () => {
    for (const text of VARIED_VALID) {
      for (const environment of [SHOP, NO_SCHEMA]) {
        assert.deepEqual(errorsIn(text, environment), [], text);
        assert.deepEqual(errorsIn(withLineBreaks(text), environment), [], text);
      }
    }
  });

  it("draw the code of their mistake", () => {
    for (const [code, text] of VARIED_INVALID) {
      assert.ok(codesIn(text, SHOP).includes(code), `${text}: ${codesIn(text, SHOP).join()} lacks ${code}`);
    }
  });

  it("are no worse after all their fixes", () => {
    for (const [, text] of VARIED_INVALID) {
      const document = new PqlDocument({ uri: "file:///x.pql", version: 1, text }, SHOP, 1);
      const fixed = applyEdits(text, planFixAll(document));
      assert.ok(errorsIn(fixed, SHOP).length <= errorsIn(text, SHOP).length, `${text} ⇒ ${fixed}`);
    }
  });

  it("keep their meaning when they are formatted, and come back from JSON", () => {
    for (const text of VARIED_VALID) {
      const formatted = formatText(text);
      assert.equal(formatText(formatted), formatted, text);
      assert.deepEqual(codesIn(formatted, SHOP), codesIn(text, SHOP), formatted);
      const written = convertToJson(text);
      if ("json" in written && typeof written.json === "string")
        assert.ok("text" in convertToText(written.json), text);
    }
  });
});
