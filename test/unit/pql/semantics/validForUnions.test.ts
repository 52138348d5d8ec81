/** No false alarm over the published unions, and over the published expressions no error but about fields they invent. */
import assert from "node:assert/strict";
import { readSharedCorpus } from "../../../support/sharedCorpus";
import { checkText, errorsIn, readRealEnvironment } from "./checking";
import { NO_SCHEMA } from "./shopSchemas";
import { VALID_FOR_UNIONS } from "./validForUnions";

/** What may be said of an expression whose fields the unions do not have, or hold as another type. */
const ABOUT_FIELDS = new Set([
  "pql.unknownField",
  "pql.unknownVariable",
  "pql.eventFieldOnProfile",
  // `person.name` is an object; the page takes it for a text.
  "pql.typeMismatch",
]);

describe("expressions over the published unions", () => {
  const environment = readRealEnvironment();

  it("draw no error where they are valid", () => {
    if (environment === undefined) return;
    for (const text of VALID_FOR_UNIONS) assert.deepEqual(errorsIn(text, environment), [], text);
  });

  it("draw no error without a schema", () => {
    for (const text of VALID_FOR_UNIONS) assert.deepEqual(errorsIn(text, NO_SCHEMA), [], text);
  });

  it("draw no error in the published corpus without a schema", () => {
    for (const { expression, valid } of readSharedCorpus() ?? []) {
      if (valid === true) assert.deepEqual(errorsIn(expression, NO_SCHEMA), [], expression);
      if (valid === false) assert.notDeepEqual(errorsIn(expression, NO_SCHEMA), [], expression);
    }
  });

  it("draw errors in the published corpus about fields only", () => {
    if (environment === undefined) return;
    for (const { expression, valid } of readSharedCorpus() ?? []) {
      if (valid !== true) continue;
      for (const { code, severity } of checkText(expression, environment).problems) {
        assert.ok(severity !== "error" || ABOUT_FIELDS.has(code), `${code} in ${expression}`);
      }
    }
  });
});
