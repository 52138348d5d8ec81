/** The examples of the catalogue type-check in the dialect they are documented for. */
import assert from "node:assert/strict";
import { allFunctions } from "../../../../server/src/pql/language/functionCatalogue";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { createEnvironment } from "../../../../server/src/pql/semantics/checkEnvironment";
import { EXAMPLE_SCHEMA } from "../language/exampleSchema";
import { checkText, errorsIn } from "./checking";
import { NO_SCHEMA } from "./shopSchemas";

describe("the examples of the catalogue", () => {
  const { index: profile } = readSchema(EXAMPLE_SCHEMA);
  const entries = allFunctions().filter(({ status }) => status !== "historical");

  it("draw neither error nor warning against their schema", () => {
    for (const { example, dialects } of entries) {
      const environment = createEnvironment({ profile, dialect: dialects[0] });
      const told = checkText(example, environment)
        .problems.filter(({ severity }) => severity === "error" || severity === "warning")
        .map(({ code, message }) => `${code}: ${message}`);
      assert.deepEqual(told, [], example);
    }
  });

  it("draw no error without a schema, whatever the dialect", () => {
    for (const { example } of entries) assert.deepEqual(errorsIn(example, NO_SCHEMA), [], example);
  });
});
